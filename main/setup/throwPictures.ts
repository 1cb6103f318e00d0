/** Pictures of a throw for the guide: where it may have come from, and how its camera is calibrated. */
import type { Page } from '@playwright/test';
import { settle, type PictureStage } from './pictureStage.ts';

const size = { width: 1920, height: 1080, theme: 'duty' } as const;

export async function takeThrowPictures(
  stage: PictureStage,
  take: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  let page = await stage.open({ ...size, language: 'zh' });
  await page.getByTestId('demo').click();
  await page.getByRole('menuitem').nth(1).click();
  await openTrace(page, '高空抛物');
  await page.getByTestId('trace-openings').getByRole('button').first().click();
  await settle(page, 6000);
  await page.getByTestId('detail').locator('.close').click();
  await page.getByTestId('back-trace').scrollIntoViewIfNeeded();
  await settle(page, 6000);
  await take(page, 'throw-trace-zh');
  await page.close();

  page = await stage.open({ ...size, language: 'en' });
  await openTrace(page, 'Object thrown');
  await page.locator('.trace-calibrate').click();
  const picture = page.getByTestId('corner-picture');
  await picture.locator('[data-corner]').first().waitFor();
  for (const share of [0.02, 0.2, 0.4, 0.6, 0.8, 0.98]) {
    const corners = picture.locator('[data-corner]');
    const box = await corners.nth(Math.round(share * ((await corners.count()) - 1))).boundingBox();
    if (!box) continue;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.click(x, y);
    await page.mouse.click(x + 1, y);
    await settle(page, 1500);
  }
  await settle(page, 3000);
  await take(page, 'throw-calibration-en');
  await page.close();
}

async function openTrace(page: Page, alarm: string): Promise<void> {
  await page.getByTestId('alarm-list').locator('.alarm').filter({ hasText: alarm }).first().click();
  await settle(page, 4000);
  await page.keyboard.press('i');
  await page.getByTestId('trace-summary').waitFor({ timeout: 60_000 });
}
