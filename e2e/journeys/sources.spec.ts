/** Sources on the screen: a real Modbus meter is read once, added and heard; a camera and a GA/T 1400 device come and go. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from '../journey.ts';
import modbusSerial from 'modbus-serial';
import { startHub, type HubProcess } from '../hubProcess.ts';

let hub: HubProcess;
let port = 0;
let meter: InstanceType<typeof modbusSerial.ServerTCP>;
test.beforeAll(async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  port = address !== null && typeof address === 'object' ? address.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  meter = new modbusSerial.ServerTCP(
    {
      getHoldingRegister(register: number) {
        if (register === 999) throw Object.assign(new Error('illegal address'), { modbusErrorCode: 2 });
        // 1.5 as float32, the low word first.
        return register === 11 ? 0x3fc0 : 0;
      },
    },
    { host: '127.0.0.1', port, unitID: 1 },
  );
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(async () => {
  await hub.dispose();
  await new Promise<void>((resolve) => meter.close(() => resolve()));
});

test('a meter is read once, added and heard; cameras and GA/T 1400 devices are edited by the keyboard', async ({
  page,
}) => {
  const password = 'a quiet night at the gate';
  const made = await page.request.post(`${hub.url}/api/setup`, { data: { name: '站长', password } });
  expect(made.ok()).toBe(true);
  await page.goto(`${hub.url}/admin#sources`);
  const dialog = page.getByRole('dialog');
  const save = dialog.getByRole('button', { name: '保存' });

  await page.getByRole('button', { name: '添加仪表' }).click();
  await dialog.getByLabel('文件名').fill('一号电梯');
  await dialog.getByLabel('地址', { exact: true }).fill('127.0.0.1');
  await dialog.getByLabel('端口').fill(String(port));
  await dialog.getByLabel('系统').selectOption('lift');
  await dialog.getByLabel('设备编号').fill('lift-99');
  await dialog.getByLabel('名称').fill('九号电梯');
  await dialog.getByLabel('寄存器地址 1').fill('10');
  await dialog.getByLabel('类型 1').selectOption('float32');
  await dialog.getByLabel('字节序 1').selectOption('CDAB');
  await dialog.getByLabel('测点 1').fill('load-kg');
  await dialog.getByRole('button', { name: '添加寄存器' }).click();
  await expect(dialog.getByLabel('寄存器地址 2')).toHaveValue('12');
  await dialog.getByLabel('寄存器地址 2').fill('999');
  await dialog.getByLabel('测点 2').fill('nothing');
  await dialog.getByRole('button', { name: '试读一次' }).click();
  await expect(dialog).toContainText('已读取 2 个寄存器');
  await expect(dialog.getByRole('row').nth(1)).toContainText('1.5');
  await expect(dialog.getByRole('row').nth(2)).toContainText('仪表拒绝读取此寄存器');
  await dialog.getByRole('button', { name: '删除寄存器 2' }).click();
  await save.click();
  await expect(page.getByTestId('meter-一号电梯')).toContainText('九号电梯');
  await expect(page.getByTestId('source-modbus')).toContainText('已连接');
  await expect
    .poll(async () => {
      const state = await page.request.get(`${hub.url}/api/compounds/yaguang/state`);
      const found = (await state.json()) as {
        devices: Record<string, { points: Record<string, { value: unknown }> }>;
      };
      return found.devices['lift/lift-99']?.points['load-kg']?.value;
    })
    .toBe(1.5);

  // What is taken is said at its field, and a further meter of the same device too.
  await page.getByRole('button', { name: '添加仪表' }).click();
  await dialog.getByLabel('文件名').fill('一号电梯');
  await expect(dialog).toContainText('此编号已被使用');
  await dialog.getByLabel('系统').selectOption('lift');
  await dialog.getByLabel('设备编号').fill('lift-99');
  await expect(dialog).toContainText('仪表 一号电梯 已在读取此设备');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // By the keyboard alone.
  await page.getByRole('button', { name: '添加摄像机' }).press('Enter');
  await dialog.getByLabel('编号').fill('yard');
  await dialog.getByLabel('地址').fill('http://127.0.0.1:1');
  await dialog.getByRole('textbox', { name: '用户名' }).fill('hub');
  await dialog.getByLabel('密码').fill('geheim');
  await page.keyboard.press('Enter');
  const camera = page.getByTestId('source-yard');
  await expect(camera).toContainText('联系不上');
  await camera.getByRole('button', { name: '停用' }).click();
  await expect(camera).toContainText('已停用');
  await camera.getByRole('button', { name: '修改' }).click();
  await expect(dialog.getByRole('textbox', { name: '用户名' })).toHaveAttribute(
    'placeholder',
    '已保存，留空则不变',
  );
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '添加视图设备' }).click();
  await dialog.getByLabel('设备编号').fill('42010500001190000001');
  await dialog.getByLabel('密码').fill('geheim');
  await dialog.getByLabel('车流方向').selectOption('in');
  await dialog.getByLabel('本平台编号').fill('42010500002000000001');
  await save.click();
  const gate = page.getByTestId('viid-42010500001190000001');
  await expect(gate).toContainText('未注册');
  await expect(gate).toContainText('驶入');
  expect(await page.content()).not.toContain('geheim');

  page.on('dialog', (asked) => void asked.accept());
  for (const row of [gate, camera, page.getByTestId('meter-一号电梯')]) {
    await row.getByRole('button', { name: '移除' }).click();
    await expect(row).toBeHidden();
  }
  await expect(page.getByTestId('source-modbus')).toBeHidden();
});
