/** Which windows the throw cameras can judge: found by search, by keyboard to a storey, painted in the scene and taken away. */
import { expect, test } from '../journey.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub();
});
test.afterAll(() => hub.dispose());

test('coverage: totals by building and storey, one more camera, windows marked in the scene', async ({
  page,
}) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  const open = () => operator.find('抛物监控覆盖范围');
  await open();
  const coverage = page.getByTestId('coverage');
  await expect(coverage.getByRole('table')).toBeVisible({ timeout: 60_000 });
  await expect(coverage.getByRole('row').nth(1)).toContainText('合计');
  // With the models come their windows.
  await expect
    .poll(
      async () => {
        const numbers = await coverage.getByRole('row').nth(1).getByRole('cell').allInnerTexts();
        return numbers.slice(1).reduce((sum, one) => sum + Number(one), 0);
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(100);
  await expect(page.getByTestId('coverage-place')).toContainText('再加一台');
  const building = coverage.getByRole('button', { expanded: false }).first();
  await building.focus();
  const before = await coverage.getByRole('row').count();
  await page.keyboard.press('Enter');
  expect(await coverage.getByRole('row').count()).toBeGreaterThan(before);
  if (process.env['LINLI_SHOTS'])
    await page.screenshot({ path: `${process.env['LINLI_SHOTS']}/coverage.png` });

  await page.getByTestId('coverage-show').click();
  await expect(coverage).toHaveCount(0);
  if (process.env['LINLI_SHOTS']) {
    await page.waitForTimeout(3000);
    await page.screenshot({ path: `${process.env['LINLI_SHOTS']}/marked.png` });
  }
  // What the marks mean stands beside them; they are taken away there, or where they came from.
  const note = page.getByTestId('wall-mark-note');
  await expect(note).toContainText(/可定 \d+.*粗略 \d+.*不可判 \d+/);
  await open();
  await expect(page.getByTestId('coverage-show')).toHaveText('不再标出门窗');
  await page.getByTestId('coverage-show').click();
  await expect(coverage).toHaveCount(0);
  await expect(note).toHaveCount(0);
  await open();
  await page.getByTestId('coverage-show').click();
  await note.getByTestId('wall-marks-end').click();
  await expect(note).toHaveCount(0);
  expect(operator.faults).toEqual([]);
});
