/** Every fault and standing alert in Chinese, by code; what a code may say is derived from here. */
import { alertsZh } from './alerts.ts';
import { brokerZh } from './broker.ts';
import { camerasZh } from './cameras.ts';
import { compoundFilesZh } from './compoundFiles.ts';
import { compoundsZh } from './compounds.ts';
import { formatsZh } from './formats.ts';
import { gatewayZh } from './gateway.ts';
import { historyZh } from './history.ts';
import { idsZh } from './ids.ts';
import { ingestZh } from './ingest.ts';
import { modelsZh } from './models.ts';
import { operatingZh } from './operating.ts';
import { peopleZh } from './people.ts';
import { pointsZh } from './points.ts';
import { startZh } from './start.ts';
import { warningsZh } from './warnings.ts';

export const faultsZh = {
  ...gatewayZh,
  ...peopleZh,
  ...historyZh,
  ...operatingZh,
  ...modelsZh,
  ...idsZh,
  ...formatsZh,
  ...pointsZh,
  ...compoundsZh,
  ...compoundFilesZh,
  ...camerasZh,
  ...startZh,
  ...alertsZh,
  ...warningsZh,
  ...ingestZh,
  ...brokerZh,
} as const;
