/**
 * `npm run looks -- [folder] [--only=text]`: the operations screen in every size, language and theme, in the situations an
 * operator meets, for people to look at and judge. About a hundred pictures; `--only` takes those whose name holds the text.
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createPictureStage, openFire, settle, startFire, type Look } from './pictureStage.ts';

const args = process.argv.slice(2);
const only = args.find((arg) => arg.startsWith('--only='))?.slice(7) ?? '';
const out = args.find((arg) => !arg.startsWith('--')) ?? join(tmpdir(), 'linli-looks');

const windows: readonly (Pick<Look, 'width' | 'height' | 'zoom'> & { readonly name: string })[] = [
  { name: '1920', width: 1920, height: 1080 },
  { name: '1366', width: 1366, height: 768 },
  { name: '1280', width: 1280, height: 720 },
  { name: '3840', width: 3840, height: 1080 },
  { name: '1280-zoom150', width: 1280, height: 720, zoom: 1.5 },
];

interface Situation {
  readonly name: string;
  /** Once for the compound, with the first page. */
  readonly begin?: (page: Page) => Promise<void>;
  /** On each page. */
  readonly show?: (page: Page, language: Look['language']) => Promise<void>;
}

mkdirSync(out, { recursive: true });
const stage = await createPictureStage();

const situations: readonly Situation[] = [
  { name: 'quiet' },
  {
    name: 'storey',
    async show(page, language) {
      await page.keyboard.press('/');
      await page.getByTestId('search-input').fill(language === 'zh' ? '8号楼' : 'Building 8');
      await page.getByRole('dialog').getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await settle(page, 2500);
      await page.getByTestId('storey').selectOption({ index: 4 });
    },
  },
  { name: 'fire', begin: startFire, show: openFire },
  {
    name: 'replay',
    async show(page) {
      await openFire(page);
      await page.getByTestId('replay-incident').click();
      await settle(page, 8000);
      await page.getByTestId('play').click();
    },
  },
  {
    name: 'flood',
    begin: () => stage.flood(),
    async show(page) {
      await page.getByTestId('alarms.filter.group').selectOption('cause');
      await page.getByTestId('alarm-group').first().click();
    },
  },
];

for (const { name: situation, begin, show } of situations) {
  let begun = false;
  for (const { name: size, ...window } of windows)
    for (const language of ['zh', 'en'] as const)
      for (const theme of ['duty', 'showcase'] as const) {
        const name = `${situation}-${size}-${language}-${theme}`;
        if (!name.includes(only)) continue;
        const daylight = theme === 'duty' ? 'day' : 'night';
        const page = await stage.open({ ...window, language, theme, daylight });
        try {
          if (!begun) await begin?.(page);
          begun = true;
          await show?.(page, language);
          await settle(page, 5000);
          await page.screenshot({ path: join(out, `${name}.png`), timeout: 120_000 });
          process.stdout.write(`${name}\n`);
        } catch (error) {
          // One that cannot be had does not cost the others.
          process.stdout.write(`${name}: ${String(error).split('\n')[0]}\n`);
          process.exitCode = 1;
        }
        await page.close();
      }
}
await stage.close();
