/** A survey with classes is imported, looked at, pointed at, measured, and its vegetation hidden. */
import { expect, test, type Page } from '@playwright/test';
import type { ElementColumns, ModelManifest } from '#shared/protocol/model.ts';
import { writeLas, type TestPoint } from '#hub/models/readers/las/testLas.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { sceneRests } from '../sceneRests.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
  await hub.modelsReady();
});
test.afterAll(() => hub.dispose());

/** Beside the compound, in its grid: a flat roof of 60 by 60 m, 12 m high, with trees in front of it. */
const [eastM, northM] = [601_140, 3_343_000];
function survey(): Uint8Array<ArrayBuffer> {
  const points: TestPoint[] = [];
  for (let x = 0; x < 240; x++)
    for (let y = 0; y < 240; y++)
      points.push({
        at: [eastM + x / 4, northM + y / 4, 36],
        classNumber: 6,
        color: [48_000, 30_000, 26_000],
      });
  for (let i = 0; i < 20_000; i++) {
    const [a, b] = [i * 2.399963, Math.sqrt(i / 20_000)];
    points.push({
      at: [eastM + 30 + 28 * b * Math.cos(a), northM - 30 + 8 * b * Math.sin(a), 24 + (i % 60) / 10],
      classNumber: 5,
      color: [20_000, 40_000, 18_000],
    });
  }
  const keys = [
    [1024, 1],
    [3072, 4547],
  ] as const;
  return writeLas({ points, minor: 4, format: 7, offset: [eastM, northM, 0], keys });
}

const tree = (page: Page) => page.getByTestId('element-tree');
const row = (page: Page, name: RegExp) => tree(page).getByRole('treeitem', { name });

test('a survey is imported, a point picked and measured, and vegetation hidden, in both languages', async ({
  page,
}) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  await page.locator('[data-command="screen.models"]').click();
  await page.getByTestId('model-files').setInputFiles({
    name: 'survey.las',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(survey()),
  });
  const model = async () =>
    (await hub.get<{ models: ModelManifest[] }>('/api/models')).models.find(({ name }) => name === 'survey');
  await expect.poll(async () => (await model())?.placedBy, { timeout: 60_000 }).toBe('coordinates');
  await expect(page.getByTestId('model').filter({ hasText: 'survey' })).toContainText('77,600 个点');
  await operator.press('Escape');
  const found = await model();
  if (!found) throw new Error('the survey is not there');
  const columns = await hub.get<ElementColumns>(`/api/models/${found.id}/elements`);
  expect([...columns.name].sort()).toEqual(['survey.las', '建筑', '高植被'].sort());

  await page.locator('.dv-tab').filter({ hasText: '模型树' }).click();
  await row(page, /^survey/)
    .first()
    .focus();
  await page.keyboard.press('ArrowRight');
  await row(page, /survey\.las/).focus();
  await page.keyboard.press('ArrowRight');
  const roof = row(page, /建筑/);
  await expect(roof).toBeVisible();
  await roof.focus();
  await page.keyboard.press('Enter');
  await sceneRests(page);

  // In the middle of what was flown to stands the roof.
  const scene = await page.locator('.scene-canvas canvas').boundingBox();
  if (!scene) throw new Error('there is no scene');
  const press = () => page.mouse.click(scene.x + scene.width / 2, scene.y + scene.height / 2);
  await expect(async () => {
    await press();
    await expect(page.getByTestId('detail')).toContainText('点类别', { timeout: 2000 });
  }).toPass({ timeout: 40_000 });
  await expect(page.getByTestId('detail')).toContainText('建筑');

  await page.locator('.scene-canvas canvas').focus();
  await page.keyboard.press('t');
  const card = page.getByTestId('measure-card');
  await card.getByRole('button', { name: '离地高度' }).click();
  await expect(async () => {
    await press();
    await expect(card.getByTestId('measurement').first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 40_000 });
  // The compound lies at 24 m: every point of the roof is exactly 12 m above it.
  await expect(card.getByTestId('measurement').first().locator('b')).toHaveText(/^12\.0+ m$/);
  await page.keyboard.press('Escape');

  const trees = row(page, /高植被/);
  await trees.focus();
  await page.keyboard.press('h');
  await expect(trees).toHaveAttribute('aria-checked', 'false');
  await expect(roof).toHaveAttribute('aria-checked', 'true');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(row(page, /High vegetation/)).toHaveAttribute('aria-checked', 'false');
  const { elements } = await hub.get<{ elements: readonly { readonly name: string }[] }>(
    '/api/models/elements?q=high%20vegetation&compound=yaguang&limit=5',
  );
  expect(elements.map(({ name }) => name)).toEqual(['高植被']);
  expect(operator.faults).toEqual([]);
});
