/** Thread that measures windows and doors: opening the chunks of a large model takes a second that nothing live waits for. */
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { isOpening, uprightBox, type ModelOpening } from '#shared/models/openings.ts';
import type { ElementColumns } from '#shared/protocol/model.ts';
import { piecesOf } from '../compare/pieces.ts';
import type { OpeningBytes } from './index.ts';

const { columns: packed, chunks } = workerData as OpeningBytes;
const columns = JSON.parse(gunzipSync(packed).toString()) as ElementColumns;
const pieces = await piecesOf(chunks);
const openings = columns.type.flatMap((type, element): ModelOpening[] => {
  if (!isOpening(type)) return [];
  const box = uprightBox((pieces.get(element) ?? []).map(({ vertices }) => vertices()));
  if (!box) return [];
  const [globalId = '', name = ''] = [columns.globalId[element], columns.name[element]];
  return [{ globalId, name, type, storey: columns.storey[element] ?? -1, box }];
});
parentPort?.postMessage(openings);
