import { expect, test } from '@playwright/test';
import { startHub, type HubProcess } from '../hubProcess.ts';
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
