/** A gateway dies with everything behind it, and comes back: one alarm on the screen, and then none. */
import { expect, test } from '../journey.ts';
import mqtt, { type MqttClient } from 'mqtt';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

const gateway = 'iot-network/attic';
const meters = Array.from({ length: 6 }, (_, n) => `water-meter/attic-${n + 1}`);
const intervalS = 1;

let hub: HubProcess;
let client: MqttClient;
let talking: ReturnType<typeof setInterval> | undefined;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
  client = await mqtt.connectAsync(hub.mqttUrl);
});
test.afterAll(async () => {
  clearInterval(talking);
  await client.endAsync();
  await hub.dispose();
});

const say = (key: string, channel: string, body: object) =>
  client.publishAsync(`linli/v1/yaguang/${key}/${channel}`, JSON.stringify(body), { qos: 1 });

function talk(): void {
  talking = setInterval(() => {
    for (const key of [gateway, ...meters]) void say(key, 'state', { t: Date.now(), v: {} });
  }, 500);
}

test('one alarm for all that is behind it; alive again, the list is as before', async ({ page }) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  await say(gateway, 'meta', { name: { zh: '阁楼网关', en: 'Attic gateway' }, intervalS });
  for (const [n, key] of meters.entries())
    await say(key, 'meta', {
      name: { zh: `阁楼水表 ${n + 1}`, en: `Attic meter ${n + 1}` },
      intervalS,
      via: gateway,
    });
  talk();
  await page.waitForTimeout(2000);
  await expect(operator.alarm('阁楼')).toHaveCount(0);

  clearInterval(talking);
  const down = operator.alarm('阁楼网关');
  await expect(down).toBeVisible({ timeout: 15_000 });
  await expect(down).toContainText('网关失联');
  await page.waitForTimeout(3000);
  await expect(operator.alarm('阁楼')).toHaveCount(1);

  talk();
  await operator.acknowledge(down);
  await expect(operator.alarm('阁楼')).toHaveCount(0, { timeout: 15_000 });
  expect(operator.faults).toEqual([]);
});
