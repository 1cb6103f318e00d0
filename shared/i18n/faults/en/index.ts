/** Every fault and standing alert in English; a code that Chinese has and this has not does not compile. */
import type { Translated } from '../words.ts';
import type { faultsZh } from '../zh/index.ts';
import { alertsEn } from './alerts.ts';
import { brokerEn } from './broker.ts';
import { camerasEn } from './cameras.ts';
import { compoundFilesEn } from './compoundFiles.ts';
import { compoundsEn } from './compounds.ts';
import { formatsEn } from './formats.ts';
import { gatewayEn } from './gateway.ts';
import { historyEn } from './history.ts';
import { idsEn } from './ids.ts';
import { ingestEn } from './ingest.ts';
import { modelsEn } from './models.ts';
import { operatingEn } from './operating.ts';
import { peopleEn } from './people.ts';
import { pointsEn } from './points.ts';
import { startEn } from './start.ts';
import { warningsEn } from './warnings.ts';

export const faultsEn: Translated<typeof faultsZh> = {
  ...gatewayEn,
  ...peopleEn,
  ...historyEn,
  ...operatingEn,
  ...modelsEn,
  ...idsEn,
  ...formatsEn,
  ...pointsEn,
  ...compoundsEn,
  ...compoundFilesEn,
  ...camerasEn,
  ...startEn,
  ...alertsEn,
  ...warningsEn,
  ...ingestEn,
  ...brokerEn,
};
