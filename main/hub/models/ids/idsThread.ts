/** Thread around `checkIds`: patterns and sizes are a stranger's, and nothing live waits for them. */
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import type { ElementColumns } from '#shared/protocol/model.ts';
import { openProperties } from '../propertyStore.ts';
import { checkIds } from './checkIds.ts';
import type { IdsQuestion } from './index.ts';

const { schemas, columns, properties, xml } = workerData as IdsQuestion;
parentPort?.postMessage(
  checkIds(
    {
      schemas,
      columns: JSON.parse(gunzipSync(columns).toString()) as ElementColumns,
      properties: openProperties(Buffer.from(properties)),
    },
    xml,
  ),
);
