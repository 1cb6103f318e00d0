import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import { unzipSync } from 'fflate';
import { startHub, type HubProcess } from '../hubProcess.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(() => hub.dispose());

async function openCompounds(page: Page): Promise<void> {
  const password = 'a quiet night at the gate';
  const made = await page.request.post(`${hub.url}/api/setup`, { data: { name: '站长', password } });
  expect(made.ok()).toBe(true);
  await page.goto(`${hub.url}/admin#compoundList`);
  await expect(page.getByTestId('compounds').getByRole('row', { name: '亚光新村' })).toBeVisible();
}

test('a compound is made from a list of buildings, renamed, carried away, removed and brought back', async ({
  page,
}) => {
  await openCompounds(page);
  const section = page.getByTestId('compounds');
  const row = (name: string) => section.getByRole('row', { name });
  await section.getByText('新建小区').click();
  await section.getByLabel('编号', { exact: true }).fill('jiangpan');
  await section.getByLabel('中文名').fill('江畔花园');
  await section.getByLabel('纬度（°）').fill('30.5');
  await section.getByLabel('经度（°）').fill('114.3');
  await section.getByLabel('楼栋').fill('1, 2, 18, 4, 0, 0, 40, 14\n2, 2, 18, 4, 60, zero, 40, 14');
  await section.getByRole('button', { name: '创建' }).click();
  await expect(section.getByRole('alert')).toHaveText('第 2 行写法不对');
  await section.getByLabel('楼栋').fill('1, 2, 18, 4, 0, 0, 40, 14\n2, 2, 18, 4, 60, 0, 40, 14');
  await section.getByRole('button', { name: '创建' }).click();
  await expect(section.getByRole('status')).toContainText('已完成：jiangpan');
  await expect(row('江畔花园')).toContainText('正式');
  const { plan } = (await (await page.request.get(`${hub.url}/api/compounds/jiangpan/plan`)).json()) as {
    plan: { places: { kind: string }[] };
  };
  expect(plan.places.filter(({ kind }) => kind === 'household')).toHaveLength(2 * 2 * 18 * 4);

  await row('江畔花园').getByRole('button', { name: '改名' }).click();
  await section.getByLabel('英文名').last().fill('Riverside Gardens');
  await section.getByRole('button', { name: '保存' }).click();
  await expect(row('江畔花园')).toContainText('Riverside Gardens');

  const download = page.waitForEvent('download');
  await row('江畔花园').getByRole('button', { name: '导出' }).click();
  const path = await (await download).path();
  expect(Object.keys(unzipSync(await readFile(path)))).toContain('plan.json');

  page.once('dialog', (dialog) => void dialog.accept());
  await row('江畔花园').getByRole('button', { name: '移除' }).click();
  await expect(row('江畔花园')).toBeHidden();
  await section.locator('summary', { hasText: '导入小区' }).click();
  await section.getByLabel('.linli 文件').setInputFiles({
    name: 'jiangpan.linli',
    mimeType: 'application/zip',
    buffer: await readFile(path),
  });
  await section.getByRole('button', { name: '导入小区' }).click();
  await expect(row('江畔花园')).toContainText('Riverside Gardens');
});
