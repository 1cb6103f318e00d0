/** Walks through the product on which the guide's pictures are taken: those that were asked for by a part of their name, or all. */
import type { Page } from '@playwright/test';
import { settle, type Look, type PictureStage } from './pictureStage.ts';

export type Take = (page: Page, name: string) => Promise<void>;

export interface PictureWalk {
  readonly names: readonly string[];
  readonly walk: (stage: PictureStage, take: Take) => Promise<void>;
}

export type Language = Look['language'];

const size = { width: 1920, height: 1080, theme: 'duty' } as const;

/** One view in both languages, each on a page of its own. `begin`: what the hub lives through before, `show`: how one gets there. */
export function inBothLanguages(
  name: string,
  begin: (stage: PictureStage) => Promise<unknown>,
  show: (page: Page, language: Language, stage: PictureStage) => Promise<void>,
  look: Partial<Look> = {},
): readonly PictureWalk[] {
  return (['zh', 'en'] as const).map((language) => ({
    names: [`${name}-${language}`],
    async walk(stage, take) {
      await begin(stage);
      const page = await stage.open({ ...size, ...look, language });
      await show(page, language, stage);
      await settle(page);
      await take(page, `${name}-${language}`);
      await page.close();
    },
  }));
}

export const isWanted = (name: string, wanted: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((part) => name.includes(part));

/** The walks on which something wanted is seen, one after the other. */
async function takeWalks(
  walks: readonly PictureWalk[],
  wanted: readonly string[],
  stage: () => Promise<PictureStage>,
  take: Take,
): Promise<void> {
  for (const { names, walk } of walks)
    if (names.some((name) => isWanted(name, wanted))) await walk(await stage(), take);
}

/** The same, where what they need is a hub of their own: begun with the first of them, and ended. */
export async function takeWalksApart(
  walks: readonly PictureWalk[],
  wanted: readonly string[],
  create: () => Promise<PictureStage>,
  take: Take,
): Promise<void> {
  const started: PictureStage[] = [];
  const stage = async (): Promise<PictureStage> => {
    const first = started[0] ?? (await create());
    started[0] = first;
    return first;
  };
  try {
    await takeWalks(walks, wanted, stage, take);
  } finally {
    for (const one of started) await one.close();
  }
}

export async function openIncident(page: Page, alarm: string | RegExp): Promise<void> {
  await page.getByTestId('alarm-list').locator('.alarm').filter({ hasText: alarm }).first().click();
  await settle(page, 3000);
  await page.keyboard.press('i');
  await page.getByTestId('report-open').waitFor({ timeout: 60_000 });
}

export async function find(page: Page, text: string): Promise<void> {
  await page.getByTestId('search').click();
  await page.getByTestId('search-input').fill(text);
  await page.getByRole('dialog').getByRole('option').first().waitFor();
  await settle(page, 600);
  await page.keyboard.press('Enter');
}

/** What is chosen no longer covers the scene. */
export async function closeDetail(page: Page): Promise<void> {
  const close = page.getByTestId('detail').locator('.close');
  if (await close.isVisible()) await close.click();
}
