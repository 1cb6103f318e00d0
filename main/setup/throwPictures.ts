/** Pictures of a throw for the guide: where it may have come from and down, its camera's calibration, what the cameras can judge. */
import type { Page } from '@playwright/test';
import { settle, type PictureStage } from './pictureStage.ts';
import { closeDetail, find, inBothLanguages, type Language, type PictureWalk } from './pictureWalk.ts';

const names = {
  zh: { thrown: '高空抛物', coverage: '抛物监控覆盖范围' },
  en: { thrown: 'Object thrown', coverage: 'Coverage of throw cameras' },
} as const;
const aThrow = (stage: PictureStage) => stage.demo('throw');

async function openTrace(page: Page, language: Language): Promise<void> {
  const alarms = page.getByTestId('alarm-list').locator('.alarm');
  await alarms.filter({ hasText: names[language].thrown }).first().click();
  await settle(page, 4000);
  await page.keyboard.press('i');
  await page.getByTestId('trace-summary').waitFor({ timeout: 60_000 });
}

async function openCoverage(page: Page, language: Language): Promise<void> {
  await find(page, names[language].coverage);
  await page.getByTestId('coverage').getByRole('table').waitFor({ timeout: 60_000 });
  await page.getByTestId('coverage-place').waitFor();
}

export const throwPictures: readonly PictureWalk[] = [
  ...inBothLanguages('throw-trace', aThrow, async (page, language) => {
    await openTrace(page, language);
    await page.getByTestId('trace-openings').getByRole('button').first().click();
    await settle(page, 6000);
    await closeDetail(page);
    await page.getByTestId('back-trace').evaluate((trace) => trace.scrollIntoView({ block: 'start' }));
  }),
  ...inBothLanguages('throw-landing', aThrow, async (page, language) => {
    await openTrace(page, language);
    await closeDetail(page);
    await page.getByTestId('trace-landing-go').click();
    await settle(page, 3000);
  }),
  ...inBothLanguages('throw-calibration', aThrow, async (page, language) => {
    await openTrace(page, language);
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
  }),
];

/** Of a quiet hub: alarms would stand before the windows. */
export const coveragePictures: readonly PictureWalk[] = [
  ...inBothLanguages(
    'throw-coverage',
    () => Promise.resolve(),
    async (page, language) => {
      await settle(page, 8000);
      await openCoverage(page, language);
      await page.getByTestId('coverage').getByRole('button', { expanded: false }).first().click();
    },
  ),
  ...inBothLanguages(
    'throw-windows',
    () => Promise.resolve(),
    async (page, language) => {
      await settle(page, 8000);
      await openCoverage(page, language);
      await page.getByTestId('coverage-show').click();
    },
    { theme: 'showcase', daylight: 'day' },
  ),
];
