import { expect, test } from '../journey.ts';
import mqtt from 'mqtt';
import { startHub, type HubProcess } from '../hubProcess.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(() => hub.dispose());

test('a zigbee2mqtt detector appears over MQTT, is mapped to 3-2-501 on the screen, burns, and is an alarm there', async ({
  page,
}) => {
  const password = 'a quiet night at the gate';
  expect((await page.request.post(`${hub.url}/api/setup`, { data: { name: '站长', password } })).ok()).toBe(
    true,
  );
  const bridge = await mqtt.connectAsync(hub.mqttUrl);
  const say = (topic: string, payload: unknown) =>
    bridge.publishAsync(`zigbee2mqtt/${topic}`, JSON.stringify(payload), { qos: 1 });
  const ieee = '0x00158d0001a2b3c4';
  await say('bridge/devices', [
    {
      ieee_address: ieee,
      friendly_name: 'kitchen detector',
      type: 'EndDevice',
      definition: {
        model: 'JTYJ-GD-01LM/BW',
        vendor: 'Xiaomi',
        description: 'MiJia Honeywell smoke detector',
        exposes: [
          { type: 'binary', name: 'smoke', property: 'smoke', value_on: true, value_off: false, access: 1 },
          { type: 'numeric', name: 'battery', property: 'battery', unit: '%', access: 1 },
        ],
      },
    },
  ]);
  await say('kitchen detector', { smoke: false, battery: 97 });

  await page.goto(`${hub.url}/admin#sources`);
  const main = page.getByTestId('source-main');
  await expect(main).toContainText('已连接');
  await main.getByRole('link', { name: '1' }).click();
  const section = page.getByTestId('mapping');
  const grid = section.getByRole('grid');
  await expect(grid.getByRole('row')).toHaveCount(1);
  await expect(grid).toContainText('智能烟感');

  // By the keyboard alone: the row is opened, the place is written.
  await grid.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('位置').fill('3-2-501');
  await dialog.getByLabel('系统').selectOption('smoke');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(section.getByText('已保存 1 台设备的映射')).toBeVisible();
  await expect(grid.getByRole('row')).toContainText('已映射');

  await say('kitchen detector', { smoke: true, battery: 97 });
  await page.goto(hub.url);
  const row = page.getByTestId('alarm-list').getByRole('option').first();
  await row.click();
  await expect(page.getByTestId('detail')).toContainText('3号楼2单元501');
  // Why a reading stands still is said on the card.
  await say('kitchen detector', { smoke: true, battery: 300 });
  await expect(page.getByTestId('last-refused')).toContainText('300');
  const { alarms } = (await (await page.request.get(`${hub.url}/api/alarms?state=open`)).json()) as {
    alarms: { system: string; placeId: string; priority: number }[];
  };
  expect(alarms).toMatchObject([{ system: 'smoke', placeId: '3-2-501', priority: 1 }]);
  await bridge.endAsync(true);
});
