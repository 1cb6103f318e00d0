/** The demo's commands on a running hub, as a person types them. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { eventually, startTestHub, testDevices, testManifest, type TestHub } from '#hub/testHub.ts';
import { announceRun } from './runFile.ts';

let test: TestHub;
beforeAll(async () => {
  const demo = { manifest: { ...testManifest, demo: true }, plan: emptyPlan, devices: testDevices };
  test = await startTestHub({ compounds: [demo], simulate: true });
  announceRun(test.dataDir, { url: test.hub.url, mqttUrl: test.hub.mqttUrl, pid: process.pid });
});
afterAll(() => test?.stop());

async function demo(...words: string[]): Promise<{ code: number; said: string }> {
  const file = join(import.meta.dirname, 'demo.ts');
  const run = promisify(execFile)(process.execPath, [file, ...words, '--data-dir', test.dataDir]);
  return run.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}

it('a fault that is asked for raises its alarm', async () => {
  const done = await demo('fault', 'lift/l1', 'trapped');
  expect(done).toMatchObject({ code: 0, said: expect.stringContaining('lift/l1 has the fault trapped') });
  const { alarms } = await eventually(
    () => test.get<{ alarms: AlarmRecord[] }>('/api/alarms?compound=test'),
    (answer) => answer.alarms.length > 0,
  );
  expect(alarms[0]).toMatchObject({ deviceKey: 'lift/l1', ruleId: 'trapped', priority: 1 });
});

it('what is not there is said in words, and what is left out too', async () => {
  expect(await demo('fault', 'lift/l1', 'rust')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/no fault rust.*There are: trapped, overspeed/s),
  });
  expect(await demo('fault', 'lift/nobody', 'trapped')).toMatchObject({
    code: 1,
    said: expect.stringContaining('There is no device lift/nobody'),
  });
  expect(await demo('fault', 'lift/l1')).toMatchObject({ code: 2, said: expect.stringContaining('Usage:') });
});
