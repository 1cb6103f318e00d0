/** Pictures of incidents for the guide, in both languages: a fire as whoever commands it sees it, the report, signed evidence. */
import type { Page } from '@playwright/test';
import { settle, type PictureStage } from './pictureStage.ts';

const size = { width: 1920, height: 1080, theme: 'duty' } as const;
const languages = ['zh', 'en'] as const;
const names = {
  zh: { thrown: '高空抛物', fire: '401' },
  en: { thrown: 'Object thrown', fire: '401' },
} as const;

/** The demo's throw and fire run here, where they did not yet. */
export async function takeIncidentPictures(
  stage: PictureStage,
  take: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  await runDemo(stage, 'throw');
  await runDemo(stage, 'fire');
  for (const language of languages) {
    let page = await stage.open({ ...size, language });
    await openIncident(page, names[language].fire);
    await page.getByTestId('open-fire-command').click();
    await page.getByTestId('fire-glance').waitFor();
    await settle(page, 10_000);
    await take(page, `fire-command-${language}`);
    await page.close();

    page = await stage.open({ ...size, language });
    await openIncident(page, names[language].thrown);
    await page.getByTestId('report-open').click();
    await page.getByTestId('report-sheet').waitFor();
    await settle(page, 9000);
    await take(page, `report-${language}`);
    await page.keyboard.press('Escape');
    const evidence = page.getByTestId('evidence');
    await evidence.locator('> summary').click();
    await page.getByTestId('evidence-make').click();
    await page.getByTestId('evidence-packages').waitFor({ timeout: 30_000 });
    await page.locator('.incident-body').evaluate((body) => {
      const at = body.querySelector<HTMLElement>('.evidence')?.offsetTop ?? 0;
      body.scrollTop = at - 90;
    });
    await settle(page, 6000);
    await take(page, `evidence-${language}`);
    await page.close();
  }
}

async function runDemo(stage: PictureStage, scenario: 'fire' | 'throw'): Promise<void> {
  await fetch(`${stage.url}/api/demo/${scenario}?pace=6`, { method: 'POST' });
  await new Promise((resolve) => setTimeout(resolve, 15_000));
}

async function openIncident(page: Page, alarm: string): Promise<void> {
  await page.getByTestId('alarm-list').locator('.alarm').filter({ hasText: alarm }).first().click();
  await settle(page, 3000);
  await page.keyboard.press('i');
  await page.getByTestId('report-open').waitFor({ timeout: 60_000 });
}
