/** The layout is the person's own: changed, kept over a reload, put back. And an address that leads nowhere gets a page. */
import { expect, openContext, test } from '../journey.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(() => hub.dispose());

/** What the hub has kept of the layouts of whoever is at the screen. */
async function keptAtHub(): Promise<string> {
  return JSON.stringify(await hub.get('/api/me/preferences'));
}

test('a layout changed, saved, reset', async ({ page, browser }) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  const tab = (id: string) => page.locator(`[data-tab="${id}"]`);
  const choose = async (name: string | RegExp) => {
    await page.getByTestId('layout-menu').click();
    await page.getByRole('menuitem', { name }).click();
  };
  await choose('白班');
  await expect(page.locator('[data-panel="alarms"]')).toBeVisible();
  await expect(page.locator('[data-panel="incidents"]')).toBeVisible();

  // A panel off, another moved by hand.
  await page.getByTestId('layout-menu').click();
  await page.getByRole('menuitemcheckbox', { name: '图层' }).click();
  await operator.press('Escape');
  await expect(tab('layers')).toHaveCount(0);
  await tab('cameras').dragTo(tab('places'));
  const stack = () => page.locator('.dv-tabs-container').filter({ has: tab('places') });
  await expect(stack().locator('[data-tab="cameras"]')).toHaveCount(1);
  await expect.poll(keptAtHub).not.toContain('"layers"');
  await expect.poll(keptAtHub).toMatch(/"views":\[(?=[^\]]*"places")(?=[^\]]*"cameras")/);

  await page.reload();
  await expect(page.locator('.connection')).toContainText('已连接');
  await expect(tab('layers')).toHaveCount(0);
  await expect(stack().locator('[data-tab="cameras"]')).toHaveCount(1);

  // The hub knows it too: another browser of the same person finds it.
  const other = await openContext(browser);
  const elsewhere = await other.newPage();
  await elsewhere.goto(hub.url);
  await expect(elsewhere.locator('[data-tab="layers"]')).toHaveCount(0, { timeout: 15_000 });
  await other.close();

  await choose('恢复默认布局');
  await expect(tab('layers')).toHaveCount(1);
  await expect(stack().locator('[data-tab="cameras"]')).toHaveCount(0);
  expect(operator.faults).toEqual([]);
});

test('whoever opens a screen sees the alarms first, wherever they were left', async ({ page, browser }) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  const alarms = page.locator('[data-panel="alarms"]');
  await page.getByTestId('layout-menu').click();
  await page.getByRole('menuitem', { name: '笔记本' }).click();
  await operator.openPanel('incidents');
  await expect(alarms).toBeHidden();
  await expect.poll(keptAtHub).toContain('"activeView":"incidents"');

  await page.reload();
  await expect(page.locator('.connection')).toContainText('已连接');
  await expect(alarms).toBeVisible();
  const other = await openContext(browser);
  const elsewhere = await other.newPage();
  const kept = elsewhere.waitForResponse((response) => response.url().endsWith('/api/me/preferences'));
  await elsewhere.goto(hub.url);
  await (await kept).finished();
  await elsewhere.waitForTimeout(800);
  await expect(elsewhere.locator('[data-panel="alarms"]')).toBeVisible();
  await other.close();
});

test('each kind of window has a layout of its own, and nothing lies out of sight', async ({ browser }) => {
  const context = await openContext(browser, { viewport: { width: 3840, height: 1080 } });
  const page = await context.newPage();
  const kept: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().endsWith('/api/me/preferences'))
      kept.push(request.postDataJSON());
  });
  await page.goto(hub.url);
  await expect(page.locator('.connection')).toContainText('已连接');
  const places = page.locator('[data-panel="places"]');
  const cameras = page.locator('[data-panel="cameras"]');
  await expect(cameras).toBeVisible();
  await page.waitForTimeout(1500);
  // Nobody has touched it.
  expect(kept).toEqual([]);
  await page.getByTestId('layout-menu').click();
  await page.getByRole('menuitemcheckbox', { name: '小区' }).click();
  await page.keyboard.press('Escape');
  await expect(places).toHaveCount(0);
  await expect.poll(() => kept.length).toBe(1);

  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(places).toBeVisible();
  const alarms = page.locator('[data-panel="alarms"]');
  await expect(alarms).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 3840, height: 1080 });
  await expect(places).toHaveCount(0);
  await expect(cameras).toBeVisible();
  // Another window is no hand, also one of the same kind.
  await page.setViewportSize({ width: 3600, height: 1000 });
  await page.waitForTimeout(1500);
  expect(kept).toHaveLength(1);
  await context.close();
});

test('an address that leads nowhere says so, in both languages, and leads back', async ({ page }) => {
  const answer = await page.goto(`${hub.url}/a/b/nowhere`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading')).toHaveText('没有这个页面');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading')).toHaveText('There is no such page');
  await page.getByRole('link').click();
  await expect(page.getByTestId('operations')).toBeVisible();
  const data = await fetch(`${hub.url}/a/b/nowhere`);
  expect(data.status).toBe(404);
  expect(await data.json()).toMatchObject({ ok: false, error: { code: 'not-found' } });
});
