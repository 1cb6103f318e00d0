/**
 * `npm run docs:pictures -- [name …] [--out folder] [--size 1366x768] [--theme showcase]`: starts the product, walks through it
 * as an operator would, and takes the guide's pictures: all of them, or those whose name contains one of the words. In another
 * size or theme they are for people to judge, and need a folder of their own.
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
import { createPictureStage, type Look, type PictureStage } from './pictureStage.ts';
import { isWanted, takeWalksApart } from './pictureWalk.ts';
import { storeyPictures } from './storeyPictures.ts';
import { coveragePictures, throwPictures } from './throwPictures.ts';
import { createRecordingStage, recordingPictures, timePictures } from './timePictures.ts';
import { toolPictures } from './toolPictures.ts';

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, size: { type: 'string' }, theme: { type: 'string' } },
});
const out = values.out ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url));
if ((values.size ?? values.theme) !== undefined && values.out === undefined)
  throw new Error('the guide’s pictures have one size and one theme: name a folder with --out');
mkdirSync(out, { recursive: true });
const [width, height] = (values.size ?? '').split('x').map(Number);
const asked: Partial<Look> = {
  ...(width && height ? { width, height } : {}),
  ...(values.theme === 'showcase' ? { theme: 'showcase' } : {}),
};
const seenAs = (create: () => Promise<PictureStage>) => async (): Promise<PictureStage> => {
  const stage = await create();
  return { ...stage, open: (look) => stage.open({ ...look, ...asked }) };
};

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
await takeWalksApart(walks, wanted, seenAs(createPictureStage), take);
await takeWalksApart([...coveragePictures, ...drillPictures], wanted, seenAs(createPictureStage), take);
await takeWalksApart(recordingPictures, wanted, seenAs(createRecordingStage), take);
if (comparePictureNames.some((name) => isWanted(name, wanted))) await takeComparePictures(take);
if (districtPictureNames.some((name) => isWanted(name, wanted))) await takeDistrictPictures(take);
