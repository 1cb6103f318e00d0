/** Pictures of the operations screen for the guide: at rest, in a fire, in a flood of alarms, small, wide and as a showcase. */
import { settle, startFire } from './pictureStage.ts';
import type { PictureWalk } from './pictureWalk.ts';

const size = { width: 1920, height: 1080, theme: 'duty' } as const;

export const operationsPictures: readonly PictureWalk[] = [
  {
    names: ['operations-duty-zh', 'system-air-zh', 'system-doors-zh', 'fire-zh'],
    async walk(stage, take) {
      const page = await stage.open({ ...size, language: 'zh' });
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
    },
  },
  {
    names: ['showcase-night-en'],
    async walk(stage, take) {
      const look = {
        width: 1920,
        height: 1080,
        language: 'en',
        theme: 'showcase',
        daylight: 'night',
      } as const;
      const page = await stage.open(look);
      await take(page, 'showcase-night-en');
      await page.close();
    },
  },
  {
    names: ['operations-duty-en-1280'],
    async walk(stage, take) {
      const page = await stage.open({ width: 1280, height: 720, language: 'en', theme: 'duty' });
      await take(page, 'operations-duty-en-1280');
      await page.close();
    },
  },
  {
    names: ['throw-replay-en-1280'],
    async walk(stage, take) {
      await stage.demo('throw');
      const page = await stage.open({ width: 1280, height: 720, language: 'en', theme: 'duty' });
      const alarms = page.getByTestId('alarm-list').locator('.alarm');
      await alarms.filter({ hasText: 'Object thrown' }).first().click();
      await settle(page, 4000);
      await page.keyboard.press('i');
      await page.getByTestId('replay-incident').click();
      await settle(page, 12_500);
      await page.getByTestId('play').click();
      await settle(page);
      await take(page, 'throw-replay-en-1280');
      await page.close();
    },
  },
  {
    names: ['wide-zh-3840'],
    async walk(stage, take) {
      const page = await stage.open({ width: 3840, height: 1080, language: 'zh', theme: 'duty' });
      await take(page, 'wide-zh-3840');
      await page.close();
    },
  },
  {
    names: ['flood-zh'],
    async walk(stage, take) {
      await stage.demo('fire');
      const page = await stage.open({ ...size, language: 'zh' });
      await stage.flood();
      await settle(page, 6000);
      await page.getByTestId('alarms.filter.group').selectOption('cause');
      await page.getByTestId('alarm-group').first().click();
      await settle(page, 3000);
      await take(page, 'flood-zh');
      await page.close();
    },
  },
];
