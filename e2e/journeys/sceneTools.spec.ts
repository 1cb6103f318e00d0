import { execFileSync } from 'node:child_process';
import { expect, test, type Page } from '@playwright/test';
import type { ElementColumns, ModelManifest } from '#shared/protocol/model.ts';
import type { SavedView, SavedViewSummary } from '#shared/protocol/savedView.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { sceneRests } from '../sceneRests.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub();
  await hub.modelsReady();
});
test.afterAll(() => hub.dispose());

async function open(page: Page): Promise<void> {
  await page.goto(hub.url);
  await expect(page.locator('.connection.up')).toBeVisible();
  await expect(page.locator('.scene-canvas canvas')).toBeVisible();
  await page.waitForFunction(() => !document.querySelector('.scene-loading'));
}

async function press(page: Page, xShare: number, yShare: number): Promise<void> {
  await sceneRests(page);
  const box = await page.locator('.scene-canvas canvas').boundingBox();
  if (!box) throw new Error('there is no scene');
  await page.mouse.click(box.x + box.width * xShare, box.y + box.height * yShare);
}

const tab = (page: Page) => page.locator('.dv-tab').filter({ hasText: '模型树' });

test('the height of a building is measured, copied to the list and deleted', async ({ page }) => {
  const { models } = await hub.get<{ models: ModelManifest[] }>('/api/models');
  const roofM = Math.max(...models.map(({ bounds }) => bounds?.maxEnu[2] ?? 0));
  await open(page);
  await page.getByRole('treeitem', { name: /^8号楼/ }).click();
  await page.locator('.scene-canvas canvas').focus();
  await page.keyboard.press('t');
  const card = page.getByTestId('measure-card');
  await card.getByRole('button', { name: '离地高度' }).click();
  await expect(async () => {
    await press(page, 0.5, 0.45);
    await expect(card.getByTestId('measurement').first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 40_000 });
  const text = await card.getByTestId('measurement').first().locator('b').innerText();
  const heightM = Number(text.replace(' m', ''));
  expect(heightM).toBeGreaterThan(1);
  expect(heightM).toBeLessThanOrEqual(roofM + 0.01);
  await card.getByRole('button', { name: '全部删除' }).click();
  await expect(card.getByTestId('measurement')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
});

test('a section through a storey is moved by keyboard and ended, and the tool is put down by Esc', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('treeitem', { name: /^8号楼/ }).click();
  await page.locator('.scene-canvas canvas').focus();
  await page.keyboard.press('c');
  const card = page.getByTestId('section-card');
  await card.getByRole('button', { name: '水平' }).click();
  const slider = card.getByRole('slider').first();
  const before = Number(await slider.inputValue());
  await slider.focus();
  for (let i = 0; i < 4; i++) await slider.press('ArrowRight');
  await expect.poll(async () => Number(await slider.inputValue()) - before).toBeCloseTo(0.2, 1);
  await card.getByRole('button', { name: '结束剖切' }).click();
  await expect(card.getByRole('slider')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
});

test('a class of elements is hidden in the tree, kept in a view, and comes back with it', async ({
  page,
}) => {
  const { models } = await hub.get<{ models: ModelManifest[] }>('/api/models');
  const [model] = models;
  if (!model) throw new Error('the demo has no models');
  const columns = await hub.get<ElementColumns>(`/api/models/${model.id}/elements`);
  const walls = columns.globalId.filter((_, element) => columns.type[element] === 'IfcWall');
  expect(walls.length).toBeGreaterThan(0);
  await open(page);
  await tab(page).click();
  const rows = page.getByTestId('element-tree');
  await page.getByTestId('element-grouping').selectOption('class');
  await rows.getByRole('treeitem').first().click();
  const wall = rows.getByRole('treeitem', { name: /IfcWall/ }).first();
  await wall.focus();
  await wall.press('h');
  await expect(wall).toHaveAttribute('aria-checked', 'false');
  await page.locator('.scene-canvas canvas').focus();
  await page.keyboard.press('v');
  await page.getByTestId('view-name').fill('无墙');
  await page.getByTestId('view-save').click();
  const saved = page.getByTestId('saved-view').filter({ hasText: '无墙' });
  await expect(saved).toBeVisible({ timeout: 20_000 });
  const { views } = await hub.get<{ views: SavedViewSummary[] }>('/api/compounds/yaguang/saved-views');
  const view = await hub.get<{ view: SavedView }>(`/api/saved-views/${views[0]?.id ?? ''}`);
  const hidden = view.view.hidden.find(({ modelId }) => modelId === model.id)?.ids ?? [];
  expect([...hidden].sort()).toEqual([...walls].sort());
  await page.locator('.model-tool-bar').getByRole('button', { name: '全显' }).click();
  await expect(wall).toHaveAttribute('aria-checked', 'true');
  await saved.click();
  await expect(wall).toHaveAttribute('aria-checked', 'false');
});

test('the plan of a storey shows its devices, the one in alarm first, and is saved as a drawing', async ({
  page,
}) => {
  await open(page);
  execFileSync(process.execPath, ['main/demo.ts', 'fire', '--data-dir', hub.dataDir]);
  await page.keyboard.press('/');
  await page.getByTestId('search-input').fill('8号楼4层');
  await expect(page.getByRole('option', { name: /8号楼 · 4 层/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const sheet = page.getByTestId('plan-sheet');
  await expect(sheet).toBeVisible({ timeout: 30_000 });
  await expect(sheet.locator('[data-level=p1]').first()).toHaveAttribute('aria-label', /401.*一级报警/);
  await expect(sheet).toContainText('8号楼 · 4 层');
  await expect(page.getByTestId('plan-stand')).toHaveText('实时');
  await page.getByTestId('plan-scale').selectOption('100');
  await expect(sheet).toContainText('1 : 100');
  const saving = page.waitForEvent('download');
  await page.getByTestId('plan-save').click();
  expect((await saving).suggestedFilename()).toMatch(/8号楼 · 4 层.*\.svg$/);
  await page.locator('.plan-paper').focus();
  await page.keyboard.press('PageUp');
  await expect(page.getByTestId('plan-sheet')).toContainText('8号楼 · 5 层');
  await page.keyboard.press('PageDown');
  await expect(page.getByTestId('plan-sheet')).toContainText('8号楼 · 4 层');
  const alarmed = page
    .getByTestId('plan-sheet')
    .locator('[data-level=p1]')
    .and(page.getByLabel(/401/))
    .first();
  await alarmed.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('storey-plan')).toBeHidden();
  await expect(page.getByTestId('detail')).toContainText('401');
});
