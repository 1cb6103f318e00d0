/** Pictures of two versions of a compound compared, for the guide: before and after its renovation. */
import type { Page } from '@playwright/test';
import { createPictureStage, settle } from './pictureStage.ts';

const size = { width: 1920, height: 1080, theme: 'duty' } as const;
/** It grows as its models come. */
const modelsMs = 15_000;

async function compare(page: Page, mode: 'swipe' | 'beside', names: readonly string[]): Promise<void> {
  const [models = '', before = '', after = ''] = names;
  await page.getByRole('button', { name: models, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByTestId('compare-before').selectOption({ label: before });
  await dialog.getByTestId('compare-after').selectOption({ label: after });
  await dialog.getByTestId(`compare-mode-${mode}`).click();
  await dialog.getByTestId('compare').click();
  await page.getByTestId('compare-added').waitFor({ timeout: 60_000 });
}

/** Where cars stood on the ground stands a garage now. */
async function goToLot(page: Page, name: string): Promise<void> {
  const card = page.getByTestId('compare-card');
  await card.getByTestId('compare-search').fill(name);
  await card.getByTestId('compare-removed').locator('li button').first().click();
  await settle(page, 5000);
  await page.getByTestId('detail').locator('.close').click();
}

/** Turns the wheel over the middle of the scene. */
async function comeCloser(page: Page, turns: number, xShare: number, yShare: number): Promise<void> {
  const box = await page.locator('.scene-canvas canvas').boundingBox();
  if (!box) throw new Error('there is no scene');
  await page.mouse.move(box.x + box.width * xShare, box.y + box.height * yShare);
  for (let turn = 0; turn < Math.abs(turns); turn++) {
    await page.mouse.wheel(0, turns > 0 ? -240 : 240);
    await settle(page, 900);
  }
  await page.mouse.move(5, 5);
}

export const comparePictureNames = ['compare-swipe-zh', 'compare-beside-en'];

export async function takeComparePictures(take: (page: Page, name: string) => Promise<void>): Promise<void> {
  const stage = await createPictureStage(['--compound', 'maofang']);
  let page = await stage.open({ ...size, language: 'zh' });
  await settle(page, modelsMs);
  await compare(page, 'swipe', ['模型', '改造前', '改造后']);
  await settle(page, 4000);
  await goToLot(page, '地面停车场');
  await page.getByTestId('compare-search').fill('');
  await page.getByTestId('compare-search').blur();
  await comeCloser(page, -2, 0.5, 0.5);
  await settle(page, 12_000);
  await take(page, 'compare-swipe-zh');
  await page.close();

  page = await stage.open({ ...size, language: 'en' });
  await settle(page, modelsMs);
  await compare(page, 'beside', ['Models', 'Before renovation', 'After renovation']);
  await goToLot(page, 'Parking lot');
  await page.getByTestId('compare-fold').click();
  await comeCloser(page, -3, 0.25, 0.5);
  await settle(page, 12_000);
  await take(page, 'compare-beside-en');
  await page.close();
  await stage.close();
}
