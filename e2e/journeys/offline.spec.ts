/** The hub goes while somebody works: time stands still, nothing is sent or queued, what was typed stays; and it comes back. */
import { expect, test } from '../journey.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { startHub } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

test('offline and back: LOST counts, commands say why, a note survives, what changed is told', async ({
  page,
}) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-offline-'));
  const hub = await startHub({ args: ['--no-simulation'], dataDir });
  const port = new URL(hub.url).port;
  const smoke = async (mqttUrl: string, device: string) => {
    const client = await mqtt.connectAsync(mqttUrl);
    await client.publishAsync(
      `linli/v1/yaguang/smoke/${device}/state`,
      JSON.stringify({ t: Date.now(), v: { smoke: 0.3 } }),
      { qos: 1 },
    );
    await client.endAsync();
  };
  const operator = new Operator(page);
  await operator.open(hub.url);
  await smoke(hub.mqttUrl, 'smoke-8-2-401');
  await operator.choose(operator.alarm('8号楼2单元401'));
  await operator.press('Shift+A');
  const note = page.getByRole('dialog').getByRole('textbox');
  await note.fill('已派人上');

  await hub.kill('SIGTERM');
  await expect(page.getByTestId('lost-for')).toContainText('已断开 00:0', { timeout: 15_000 });
  const stoodAt = await page.locator('time.clock').getAttribute('datetime');
  await expect(page.getByRole('dialog').getByRole('button', { name: '确认' })).toBeDisabled();
  await expect(note).toHaveValue('已派人上');
  await operator.press('Escape');
  await operator.press('A');
  await expect(page.locator('.toast.error')).toContainText('中枢不可达');
  await page.waitForTimeout(2500);
  expect(await page.locator('time.clock').getAttribute('datetime')).toBe(stoodAt);

  const again = await startHub({ args: ['--no-simulation', '--port', port], dataDir });
  try {
    await expect(page.getByTestId('mode')).toContainText('实时', { timeout: 20_000 });
    await expect(page.getByTestId('missed')).toContainText('断开');
    const { alarms } = await again.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open');
    expect(alarms.map((alarm) => alarm.acknowledged)).toEqual([false]);
    await page.getByTestId('missed').getByRole('button').click();
    await expect(page.getByTestId('missed')).toHaveCount(0);
    // What was typed before is still there, and can be sent now.
    await operator.choose(operator.alarm('8号楼2单元401'));
    await operator.press('Shift+A');
    await expect(note).toHaveValue('已派人上');
    await page.getByRole('dialog').getByRole('button', { name: '确认' }).click();
    await expect(operator.alarm('8号楼2单元401')).toContainText('已派人上');
    expect(operator.faults).toEqual([]);
  } finally {
    await again.dispose();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
