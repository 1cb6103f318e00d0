import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../journey.ts';
import mqtt from 'mqtt';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { startHub } from '../hubProcess.ts';
import { sceneRests } from '../sceneRests.ts';

test('kill -9 under load: at most the last 250 ms of readings missing, no alarm and no acknowledgement', async () => {
  const hub = await startHub({ args: ['--no-simulation'] });
  const client = await mqtt.connectAsync(hub.mqttUrl);
  const topic = 'linli/v1/yaguang/lift/lift-1-1/state';
  await client.publishAsync(
    'linli/v1/yaguang/smoke/smoke-8-2-401/state',
    JSON.stringify({ t: Date.now(), v: { smoke: 0.3 } }),
    { qos: 1 },
  );
  const [alarm] = (await hub.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open')).alarms;
  expect(alarm).toBeDefined();
  // A reading every 5 ms with its own time as value, 2,000 others a second beside it.
  let lastSent = 0;
  const load = setInterval(() => {
    lastSent = Date.now();
    client.publish(topic, JSON.stringify({ t: lastSent, v: { load: lastSent % 5000 } }));
    for (let i = 1; i <= 10; i++)
      client.publish(
        `linli/v1/yaguang/parking-bay/bay-0${String(i).padStart(2, '0')}/state`,
        JSON.stringify({ t: lastSent, v: { fee: i } }),
      );
  }, 5);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await fetch(`${hub.url}/api/alarms/${alarm?.id}/acknowledge`, { method: 'POST' });
  const killed = Date.now();
  await hub.kill('SIGKILL');
  clearInterval(load);
  client.end(true);

  const again = await startHub({ dataDir: hub.dataDir, args: ['--no-simulation'] });
  const id = encodeURIComponent('yaguang/lift/lift-1-1/load');
  const { readings } = await again.get<{ readings: { t: number }[] }>(
    `/api/points/${id}/history?from=${killed - 5000}&to=${killed + 5000}`,
  );
  const last = readings.at(-1)?.t ?? 0;
  expect(readings.length).toBeGreaterThan(150);
  expect(Math.min(killed, lastSent) - last).toBeLessThanOrEqual(250);
  const { alarms } = await again.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=acknowledged');
  expect(alarms.map((one) => one.id)).toEqual([alarm?.id]);
  await again.dispose();
  await hub.dispose();
});

test('Ctrl-C commits and exits 0; a second start on the same data is refused and harms nothing', async () => {
  const hub = await startHub({ args: ['--no-simulation'] });
  const second = spawnSync(
    process.execPath,
    ['main/cli.ts', '--no-open', '--port', '0', '--mqtt-port', '0', '--data-dir', hub.dataDir],
    { encoding: 'utf8' },
  );
  expect(second.status).toBe(1);
  expect(second.stderr).toContain('Another Linli hub');
  expect(await hub.get('/api/health')).toMatchObject({ ok: true });
  expect(await hub.kill('SIGINT')).toBe(0);
  await hub.dispose();
});

test('wrong options and a bad configuration: one sentence, exit 2', () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-options-'));
  const run = (args: readonly string[], cwd = process.cwd()) =>
    spawnSync(process.execPath, [join(process.cwd(), 'main/cli.ts'), ...args], { encoding: 'utf8', cwd });
  for (const args of [
    ['--colour', 'red'],
    ['--port', 'x'],
    ['--compound', 'atlantis', '--data-dir', dir],
  ]) {
    const { status, stderr } = run(args);
    expect(status).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  }
  writeFileSync(join(dir, 'linli.config.json'), '{ "port": ');
  const { status, stderr } = run([], dir);
  expect(status).toBe(2);
  expect(stderr).toContain('linli.config.json');
});

test('a stranger’s client: mosquitto_pub is in the state and on the screen within a second', async ({
  page,
}) => {
  test.skip(spawnSync('mosquitto_pub', ['--help']).error !== undefined, 'mosquitto-clients is not installed');
  const hub = await startHub({ args: ['--no-simulation'] });
  await page.goto(hub.url);
  // Keys are heard once the panels are there.
  await page.getByTestId('operations').waitFor();
  await page.keyboard.press('/');
  await page.getByTestId('search-input').fill('lift-8-2');
  await page.getByRole('dialog').getByRole('option').first().click();
  // The flight to it comes first: a frame drawn without a graphics card may take most of the second.
  await sceneRests(page);
  const started = Date.now();
  const pub = spawn('mosquitto_pub', [
    '-h',
    '127.0.0.1',
    '-p',
    new URL(hub.mqttUrl).port,
    '-t',
    'linli/v1/yaguang/lift/lift-8-2/state',
    '-m',
    JSON.stringify({ t: started, v: { floor: 5 } }),
  ]);
  await once(pub, 'exit');
  await expect(page.getByTestId('detail').locator('[data-point="floor"]')).toHaveText('5', { timeout: 1000 });
  const { devices } = await hub.get<{
    devices: Record<string, { points: Record<string, { value: unknown }> }>;
  }>('/api/compounds/yaguang/state');
  expect(devices['lift/lift-8-2']?.points['floor']?.value).toBe(5);
  await hub.dispose();
});
