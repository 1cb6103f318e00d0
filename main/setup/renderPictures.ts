/**
 * `npm run docs:pictures -- [name …] [--out folder]`: starts the product, walks through it as an operator would, and takes the
 * guide's pictures: all of them, or those whose name contains one of the words.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { comparePictureNames, takeComparePictures } from './comparePictures.ts';
import { districtPictureNames, takeDistrictPictures } from './districtPictures.ts';
import { drawingPictures } from './drawingPictures.ts';
import { drillPictures } from './drillPictures.ts';
import { firePictures, incidentPictures } from './incidentPictures.ts';
import { operationsPictures } from './operationsPictures.ts';
import { createPictureStage } from './pictureStage.ts';
import { isWanted, takeWalksApart } from './pictureWalk.ts';
import { storeyPictures } from './storeyPictures.ts';
import { coveragePictures, throwPictures } from './throwPictures.ts';
import { createRecordingStage, recordingPictures, timePictures } from './timePictures.ts';
import { toolPictures } from './toolPictures.ts';

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' } },
});
const out = values.out ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url));
mkdirSync(out, { recursive: true });

/** What is only passed on the way to another is left as it is. */
async function take(page: Page, name: string): Promise<void> {
  if (!isWanted(name, wanted)) return;
  await page.screenshot({ path: join(out, `${name}.jpg`), type: 'jpeg', quality: 84, timeout: 120_000 });
  process.stdout.write(`${name}\n`);
}

const walks = [
  ...operationsPictures,
  ...throwPictures,
  ...incidentPictures,
  ...timePictures,
  ...toolPictures,
  ...storeyPictures,
  ...drawingPictures,
  ...firePictures,
];
await takeWalksApart(walks, wanted, createPictureStage, take);
await takeWalksApart([...coveragePictures, ...drillPictures], wanted, createPictureStage, take);
await takeWalksApart(recordingPictures, wanted, createRecordingStage, take);
if (comparePictureNames.some((name) => isWanted(name, wanted))) await takeComparePictures(take);
if (districtPictureNames.some((name) => isWanted(name, wanted))) await takeDistrictPictures(take);
