import { expect, test, type Page } from '@playwright/test';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { sceneRests } from '../sceneRests.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation', '--compound', 'maofang'] });
  // The picture of a whole compound takes all there is where it is drawn without a graphics card: models come first.
  const ready = async () => (await hub.get<{ models: readonly unknown[] }>('/api/models')).models.length;
  await expect.poll(ready, { timeout: 90_000 }).toBe(14);
});
test.afterAll(() => hub.dispose());

test('a renovation compared with how it was: lifts and the car park are new, bays are gone, the waste point moved', async ({
  page,
}) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  const models = page.getByRole('button', { name: '模型', exact: true });
  await models.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTestId('model')).toHaveCount(10);
  await expect(dialog.getByRole('radio', { name: '改造后' })).toBeChecked();

  // Before: the same buildings, other models of those that were renovated.
  await dialog.getByRole('radio', { name: '改造前' }).check();
  await expect(dialog.getByTestId('model').filter({ hasText: '改造前' })).toHaveCount(4);
  await expect(dialog.getByTestId('model').filter({ hasText: '改造后' })).toHaveCount(0);

  await dialog.getByTestId('compare-before').selectOption({ label: '改造前' });
  await dialog.getByTestId('compare-after').selectOption({ label: '改造后' });
  await dialog.getByTestId('compare').click();
  const card = page.getByTestId('compare-card');
  const added = card.getByTestId('compare-added');
  await expect(added).toBeVisible({ timeout: 20_000 });
  await expect(card.getByTestId('compare-moved')).toContainText('垃圾分类亭');
  await expect(card.getByTestId('compare-removed')).toContainText('地面停车场');
  await expect(card.getByTestId('compare-changed')).toContainText('LiftsAdded: — → 7');

  const search = card.getByTestId('compare-search');
  await search.fill('IfcTransportElement');
  await expect(added.locator('li')).toHaveCount(15);
  await search.fill('车位 garage');
  await expect(added.locator('summary')).toContainText('150 /');

  // By keyboard to the first of them: it is chosen and the picture turns to it.
  await search.fill('Lift 1-7');
  await added.locator('li button').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('detail')).toContainText('Lift 1-7');
  await search.fill('');
  await card.getByTestId('compare-added').locator('summary').click();
  expect(
    await coveredShare(page, ['.scene-canvas', '.compare-card', '.detail', '.model-tool-bar']),
  ).toBeLessThan(0.4);
  await card.getByTestId('compare-added').locator('summary').click();

  await card.getByRole('button', { name: '原状' }).click();
  await expect(card.getByRole('button', { name: '原状' })).toHaveAttribute('aria-pressed', 'true');
  await card.getByTestId('compare-end').click();
  await expect(card).toBeHidden();
  await models.click();
  await expect(dialog.getByRole('radio', { name: '改造后' })).toBeChecked();

  // Nothing is compared with itself.
  await dialog.getByTestId('compare-before').selectOption({ label: '4号楼' });
  await dialog.getByTestId('compare-after').selectOption({ label: '5号楼' });
  await expect(dialog.getByTestId('compare')).toBeEnabled();
  await dialog.getByTestId('compare-after').selectOption({ label: '4号楼' });
  await expect(dialog.getByTestId('compare')).toBeDisabled();
  expect(operator.faults).toEqual([]);
});

/** How much of the first of these lies under the others, 0…1. */
const coveredShare = (page: Page, selectors: readonly string[]): Promise<number> =>
  page.evaluate(([scene, ...over]) => {
    const areaOf = (selector = '') => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      return box ? box.width * box.height : Infinity;
    };
    return over.reduce((sum, one) => sum + areaOf(one), 0) / areaOf(scene);
  }, selectors);

/** Presses the scene, at shares of its width and half its height, until what is under it is told. */
async function pick(page: Page, xShare: number, name: string): Promise<void> {
  const detail = page.getByTestId('detail');
  await expect(async () => {
    const close = detail.locator('.close');
    if (await close.isVisible()) await close.click();
    const box = await page.locator('.scene-canvas canvas').boundingBox();
    if (!box) throw new Error('there is no scene');
    await page.mouse.click(box.x + box.width * xShare, box.y + box.height / 2);
    await expect(detail).toContainText(name, { timeout: 4000 });
  }).toPass({ timeout: 60_000 });
}

for (const { language, words } of [
  {
    language: 'zh',
    words: {
      models: '模型',
      before: '改造前',
      after: '改造后',
      lot: '地面停车场',
      garage: '立体车库',
      divider: '“改造前”与“改造后”的分界',
      imported: '导入于',
    },
  },
  {
    language: 'en',
    words: {
      models: 'Models',
      before: 'Before renovation',
      after: 'After renovation',
      lot: 'Parking lot',
      garage: 'Garage',
      divider: 'Divider between “Before renovation” and “After renovation”',
      imported: 'Imported',
    },
  },
] as const)
  test(`both versions as a swipe and side by side: each side is picked as it is (${language})`, async ({
    page,
  }) => {
    await page.addInitScript((chosen) => localStorage.setItem('linli.language', chosen), language);
    const operator = new Operator(page);
    await operator.open(hub.url);
    await page.getByRole('button', { name: words.models, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByTestId('compare-before').selectOption({ label: words.before });
    await dialog.getByTestId('compare-after').selectOption({ label: words.after });
    await dialog.getByTestId('compare-mode-swipe').click();
    await dialog.getByTestId('compare').click();

    const card = page.getByTestId('compare-card');
    const divider = page.getByTestId('split-divider');
    await expect(divider).toHaveAttribute('aria-label', words.divider, { timeout: 20_000 });
    await expect(divider).toHaveRole('slider');
    await expect(divider).toHaveAttribute('aria-valuenow', '50');
    await expect(page.getByTestId('split-left')).toContainText(words.before);
    await expect(page.getByTestId('split-right')).toContainText(words.after);
    await expect(page.getByTestId('split-left')).toContainText(words.imported);

    // A row of the list leads there: where cars stood on the ground stands a garage now.
    await card.getByTestId('compare-search').fill('地面停车场');
    await card.getByTestId('compare-removed').locator('li button').first().click();
    await expect(page.getByTestId('detail')).toContainText(words.lot);
    await sceneRests(page);
    await card.getByTestId('compare-fold').click();
    await expect(card.getByTestId('compare-removed')).toBeHidden();

    // By keys: one step, a large one, and to the edges, where one version fills the picture.
    await divider.press('ArrowRight');
    await expect(divider).toHaveAttribute('aria-valuenow', '51');
    await divider.press('Shift+ArrowLeft');
    await expect(divider).toHaveAttribute('aria-valuenow', '41');
    await divider.press('End');
    await expect(divider).toHaveAttribute('aria-valuenow', '100');
    await pick(page, 0.5, words.lot);
    await divider.press('Home');
    await expect(divider).toHaveAttribute('aria-valuenow', '0');
    await pick(page, 0.5, words.garage);

    // By hand: from the left edge over the middle, which is before from then on.
    const scene = await page.locator('.scene-canvas canvas').boundingBox();
    const knob = await divider.locator('i').boundingBox();
    if (!scene || !knob) throw new Error('there is no divider');
    const y = knob.y + knob.height / 2;
    await page.mouse.move(scene.x + 4, y);
    await page.mouse.down();
    await page.mouse.move(scene.x + scene.width * 0.3, y, { steps: 4 });
    await page.mouse.move(scene.x + scene.width * 0.62, y, { steps: 4 });
    await page.mouse.up();
    await expect
      .poll(async () => Number(await divider.getAttribute('aria-valuenow')))
      .toBeGreaterThanOrEqual(60);
    await pick(page, 0.5, words.lot);

    // Side by side: the same place in each half.
    await card.getByTestId('compare-mode-beside').click();
    await expect(divider).toBeHidden();
    await expect(page.getByTestId('split-right')).toContainText(words.after);
    await pick(page, 0.25, words.lot);
    await pick(page, 0.75, words.garage);

    // A section cuts both; the comparison stays while its tool is in the hand.
    await page.getByTestId('detail').locator('.close').click();
    await page.locator('.scene-canvas canvas').focus();
    await operator.press('c');
    await expect(page.getByTestId('section-card')).toBeVisible();
    await expect(page.getByTestId('split-left')).toBeVisible();
    await operator.press('Escape');
    await expect(card).toBeVisible();
    await operator.press('Escape');
    await expect(card).toBeHidden();
    await expect(page.getByTestId('scene-split')).toBeHidden();
    expect(operator.faults).toEqual([]);
  });
