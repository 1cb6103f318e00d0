/** Nothing that was refused shows a visitor's token or plate, whatever was wrong with it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { announceDevices } from '../compounds/index.ts';
import { testManifest } from '../testHub.ts';
import { createRejections } from './rejections.ts';
import { openTestIngest, testPlan, type TestIngest } from './testIngest.ts';

const token = 'Zk3-live-token-of-a-visitor';
const plate = '鄂B12345';
const data = { method: 'code', token, plate };
const dayMs = 86_400_000;
let test: TestIngest;
beforeEach(() => {
  test = openTestIngest();
  const compound = test.twin.ensureCompound(testManifest, testPlan);
  announceDevices(test.twin, compound, [
    { id: 'east', system: 'pedestrian-gate', name: { zh: '东', en: 'East' } },
    { id: 'cars', system: 'vehicle-gate', name: { zh: '车', en: 'Cars' } },
  ]);
});
afterEach(() => test.stop());

const event = { t: 1, id: 'e1', type: 'pass', data };
const at = (device: string, channel = 'event') => `linli/v1/test/${device}/${channel}`;

it('of a system whose devices let people through, of any refusal', () => {
  const t = test.nowMs;
  test.say(at('pedestrian-gate/east'), { ...event, t: '2026-11-26T08:00:00Z' });
  test.say(at('pedestrian-gate/east'), { ...event, t: t + 3 * dayMs });
  test.say(at('pedestrian-gate/nobody'), event);
  test.say(at('pedestrian-gate/east'), { t, id: 'e2', data });
  test.say(at('vehicle-gate/cars', 'state'), { t, v: { arm: plate, plateNumber: plate, lane: 1 } });
  test.say(at('vehicle-gate/cars', 'state'), { t: 'now', v: { plate } });
  test.say(at('vehicle-gate/cars'), { ...event, data: { a: { b: { c: { d: { e: { f: { token } } } } } } } });
  const cut = JSON.stringify(event).slice(0, -3);
  for (const text of [cut, `token=${token}&plate=${plate}`, token, `<plate>${plate}</plate>`, `"${plate}"`])
    test.ingest.accept(at('pedestrian-gate/east'), Buffer.from(text));
  test.ingest.accept(
    at('pedestrian-gate/east'),
    Buffer.from(JSON.stringify({ ...event, more: 'x'.repeat(9000) })),
  );
  const { total, recent } = test.ingest.rejections.report();
  expect(total).toBeGreaterThanOrEqual(12);
  const shown = JSON.stringify(recent);
  for (const secret of [token, plate, 'live', '12345']) expect(shown).not.toContain(secret);
  // What is wrong can still be seen.
  expect(shown).toContain('2026-11-26T08:00:00Z');
});

it('of other systems where they are named', () => {
  const rejections = createRejections(() => 0);
  const fault = { code: 'json' } as const;
  for (const text of [
    JSON.stringify({ device: 'x', token }),
    `<Alert><licensePlate>${plate}</licensePlate></Alert>`,
    `plateNo=${plate}&lane=2`,
  ])
    rejections.add('cameras/1', fault, text);
  const shown = JSON.stringify(rejections.report().recent);
  for (const secret of [token, plate]) expect(shown).not.toContain(secret);
  expect(shown).toContain('lane=2');
});
