/** `npm run docs:pictures`: starts the product, walks through it as an operator would, and takes the guide's pictures. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { takeComparePictures } from './comparePictures.ts';
import { takeDistrictPictures } from './districtPictures.ts';
import { createPictureStage, settle, startFire } from './pictureStage.ts';
import { takeDrawingPictures } from './drawingPictures.ts';
import { takeIncidentPictures } from './incidentPictures.ts';
import { takeStoreyPictures } from './storeyPictures.ts';
import { takeThrowPictures } from './throwPictures.ts';
import { takeToolPictures } from './toolPictures.ts';

const out = process.argv[2] ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url));
mkdirSync(out, { recursive: true });
const stage = await createPictureStage();

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(out, `${name}.jpg`), type: 'jpeg', quality: 84, timeout: 120_000 });
  process.stdout.write(`${name}\n`);
}

let page = await stage.open({ width: 1920, height: 1080, language: 'zh', theme: 'duty' });
await take(page, 'operations-duty-zh');
await page.locator('[data-tab="layers"]').click();
await page.getByTestId('open-system-air-noise').click();
await page.getByTestId('heat-of-pm25').click();
await settle(page);
await take(page, 'system-air-zh');
await page.getByTestId('heat-of-pm25').click();
await page.getByTestId('system-choose').selectOption('pedestrian-gate');
await settle(page);
await take(page, 'system-doors-zh');
await startFire(page);
await settle(page, 12_000);
await take(page, 'fire-zh');
await page.close();

page = await stage.open({
  width: 1920,
  height: 1080,
  language: 'en',
  theme: 'showcase',
  daylight: 'night',
});
await take(page, 'showcase-night-en');
await page.getByTestId('demo').waitFor();
await settle(page, 75_000);
await page.close();

page = await stage.open({ width: 1280, height: 720, language: 'en', theme: 'duty' });
await take(page, 'operations-duty-en-1280');
await page.getByTestId('demo').click();
await page.getByRole('menuitem').nth(1).click();
await page.getByTestId('alarm-list').locator('.alarm').filter({ hasText: 'Object thrown' }).click();
await settle(page, 4000);
await page.keyboard.press('i');
await page.getByTestId('replay-incident').click();
await settle(page, 12_500);
await page.getByTestId('play').click();
await settle(page);
await take(page, 'throw-replay-en-1280');
await page.close();
await takeThrowPictures(stage, take);
await takeIncidentPictures(stage, take);

page = await stage.open({ width: 3840, height: 1080, language: 'zh', theme: 'duty' });
await take(page, 'wide-zh-3840');
await page.close();

page = await stage.open({ width: 1920, height: 1080, language: 'zh', theme: 'duty' });
await startFire(page);
await settle(page, 12_000);
await page.keyboard.press('Escape');
await stage.flood();
await settle(page, 6000);
await page.getByTestId('alarms.filter.group').selectOption('cause');
await page.getByTestId('alarm-group').first().click();
await settle(page, 3000);
await take(page, 'flood-zh');
await page.close();
await takeToolPictures(stage, take);
await takeStoreyPictures(stage, take);
await takeDrawingPictures(stage, take);
await stage.close();
await takeComparePictures(take);
await takeDistrictPictures(take);
