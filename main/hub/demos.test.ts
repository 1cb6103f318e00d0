import mqtt from 'mqtt';
import { afterEach, expect, it } from 'vitest';
import { emptyPlan } from '#shared/twin/compound.ts';
import { eventually, startTestHub, testDevices, testManifest, type TestHub } from './testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

const demo = { manifest: { ...testManifest, demo: true }, plan: emptyPlan, devices: testDevices };
const real = { manifest: { ...testManifest, id: 'real' }, plan: emptyPlan, devices: testDevices };

interface State {
  readonly devices: Record<string, { points: Record<string, unknown> }>;
}
const heard = async (compound: string) => {
  const { devices } = await test.get<State>(`/api/compounds/${compound}/state`);
  return Object.values(devices).filter(({ points }) => Object.keys(points).length > 0).length;
};

it('a demo compound lives its day, the real one beside it is never spoken for', async () => {
  test = await startTestHub({ compounds: [demo, real], simulate: true });
  await eventually(
    () => heard('test'),
    (count) => count > 3,
  );
  expect(await heard('real')).toBe(0);
  expect(await test.post('/api/demo/fire?compound=real')).toMatchObject({
    ok: false,
    error: { code: 'no-demo' },
  });
  const smoke = { device: 'smoke/s1', fault: 'fault' };
  expect(await test.post('/api/demo/faults?compound=real', smoke)).toMatchObject({
    ok: false,
    error: { code: 'no-demo' },
  });
  expect(await test.post('/api/demo/faults', smoke)).toMatchObject({ ok: true, ...smoke });
  const { compounds } = await test.get<{ compounds: { id: string }[] }>('/api/compounds');
  expect(compounds.map(({ id }) => id)).toEqual(['test', 'real']);
});

it('without simulation nothing is published, not even on demand', async () => {
  test = await startTestHub({ compounds: [demo], simulate: false });
  const listener = await mqtt.connectAsync(test.hub.mqttUrl);
  const topics: string[] = [];
  listener.on('message', (topic) => topics.push(topic));
  await listener.subscribeAsync('linli/#');
  expect(await test.post('/api/demo/fire')).toMatchObject({ ok: false, error: { code: 'no-demo' } });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(topics).toEqual([]);
  expect(await heard('test')).toBe(0);
  await listener.endAsync(true);
});
