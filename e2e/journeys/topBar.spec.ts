/** The top bar with all that can stand in it: a drill, other compounds in alarm, live and in replay. Nothing lies beyond its edge. */
import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import mqtt from 'mqtt';
import type { KnownDrill } from '#shared/protocol/drill.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(() => hub.dispose());

const others = ['riverside-gardens-east', 'lakeview-court-phase-two'];

async function fillTheBar(): Promise<void> {
  const client = await mqtt.connectAsync(hub.mqttUrl);
  const say = (topic: string, body: object) =>
    client.publishAsync(`linli/v1/${topic}`, JSON.stringify(body), { qos: 1 });
  for (const smoke of [0, 0.4])
    for (const id of others) {
      await say(`${id}/smoke/r1/meta`, { name: `${id} smoke`, points: [{ id: 'smoke' }] });
      await say(`${id}/smoke/r1/state`, { t: Date.now(), v: { smoke } });
      await new Promise((resolve) => setTimeout(resolve, 1200));
    }
  await client.endAsync();
  const drills = await hub.get<{ drills: readonly KnownDrill[] }>('/api/compounds/yaguang/drills');
  const id = drills.drills[0]?.scenario.id ?? '';
  const answer = await fetch(`${hub.url}/api/compounds/yaguang/drills/${id}/run`, { method: 'POST' });
  expect(answer.status).toBeLessThan(300);
}

/** What of the bar is cut off or lies outside of it. */
function cut(page: Page): Promise<readonly string[]> {
  return page.locator('.top-bar').evaluate((bar) => {
    const edge = bar.getBoundingClientRect();
    const shown = [...bar.querySelectorAll('button, select, .clock b')].filter((one) =>
      one.checkVisibility(),
    );
    return shown.flatMap((one) => {
      const { left, right } = one.getBoundingClientRect();
      const name = `${one.className} ${one.textContent}`;
      if (left < edge.left - 0.5 || right > edge.right + 0.5) return [`outside: ${name}`];
      const around = one.closest('.clock-button')?.getBoundingClientRect();
      return around && right > around.right + 0.5 ? [`cut: ${name}`] : [];
    });
  });
}

test('search, account and clock are whole at every width, in both languages', async ({ browser }) => {
  await fillTheBar();
  for (const language of ['zh', 'en']) {
    const context = await browser.newContext({ viewport: { width: 1920, height: 700 } });
    await context.addInitScript((kept) => localStorage.setItem('linli.language', kept), language);
    const page = await context.newPage();
    await page.goto(hub.url);
    await expect(page.getByTestId('elsewhere-several')).toBeVisible();
    await expect(page.getByTestId('running-drill')).toBeVisible();
    for (const mode of ['live', 'replay']) {
      if (mode === 'replay') await page.keyboard.press('Space');
      await expect(page.getByTestId('mode')).toHaveAttribute('class', new RegExp(mode));
      for (const width of [1920, 1366, 1280, 1024]) {
        await page.setViewportSize({ width, height: 700 });
        const what = `${language} ${mode} ${width}`;
        await expect.poll(() => cut(page), { message: what }).toEqual([]);
        for (const id of ['search', 'user-menu', 'layout-menu'])
          await expect(page.getByTestId(id), what).toBeInViewport({ ratio: 1 });
      }
    }
    await page.getByTestId('elsewhere-several').click();
    await expect(page.getByRole('menuitem')).toHaveCount(others.length);
    await page.getByRole('menuitem', { name: 'riverside' }).click();
    await expect(page.locator('.compound-select')).toHaveValue('riverside-gardens-east');
    await context.close();
  }
});

test('a dialog gives focus back to what opened it, and the keys of the screen to the screen', async ({
  page,
}) => {
  await page.goto(hub.url);
  const [clock, dialog, mode] = [
    page.getByTestId('clock'),
    page.getByRole('dialog'),
    page.getByTestId('mode'),
  ];
  await clock.click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(clock).toBeFocused();
  await page.waitForTimeout(400);
  await page.keyboard.press('Space');
  await expect(mode).toHaveClass(/replay/);
  await expect(dialog).toBeHidden();
  // Reached by keys, the button keeps its own.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
});
