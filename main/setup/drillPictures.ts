/** Pictures of drills for the guide: the scenario as it is edited, a drill that runs, and what it was worth. */
import type { Page } from '@playwright/test';
import { settle, type PictureStage } from './pictureStage.ts';
import { closeDetail, find, inBothLanguages, type Language, type PictureWalk } from './pictureWalk.ts';

const drills = { zh: '演练', en: 'Drills' } as const;
const nothing = () => Promise.resolve();

async function openDrills(page: Page, language: Language): Promise<void> {
  await find(page, drills[language]);
  await page.getByTestId('drills').waitFor();
  await settle(page, 1500);
}

async function play(page: Page, language: Language): Promise<void> {
  await openDrills(page, language);
  await page.locator('[data-drill="fire-home"]').getByTestId('drill-run').click();
  await settle(page, 600);
  await page.getByRole('dialog').locator('button[type="submit"]').click();
  await page.getByTestId('drill-strip').waitFor();
  await page.getByTestId('drill-acknowledge').click({ timeout: 60_000 });
  await settle(page, 600);
  await page.getByTestId('advance-in-progress').click();
  for (const nth of [0, 1]) {
    await settle(page, 600);
    await page.getByTestId('step').nth(nth).getByRole('checkbox').click();
  }
}

/** Whatever runs is ended, so that the next is the only one. */
async function end(page: Page): Promise<void> {
  await settle(page, 600);
  await page.getByTestId('advance-resolved').click();
  await page.getByTestId('drill-total').waitFor();
}

const running = inBothLanguages('drill-running', nothing, async (page, language) => {
  await play(page, language);
  await settle(page, 8000);
  await closeDetail(page);
});

export const drillPictures: readonly PictureWalk[] = [
  ...inBothLanguages('drill-editor', nothing, async (page, language) => {
    await openDrills(page, language);
    await page.locator('[data-drill="fire-home"]').getByTestId('drill-edit').click();
    await page.getByTestId('drill-form').waitFor();
  }),
  ...inBothLanguages('drill-score', nothing, async (page, language) => {
    await play(page, language);
    await end(page);
    await page.getByTestId('drill-strip').evaluate((strip) => strip.scrollIntoView({ block: 'start' }));
    await closeDetail(page);
  }),
  ...running.map(({ names, walk }): PictureWalk => ({
    names,
    walk: async (stage: PictureStage, take) =>
      walk(stage, async (page, name) => {
        await take(page, name);
        await end(page);
      }),
  })),
];
