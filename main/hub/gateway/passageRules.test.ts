/** Rules look at everybody who passes, also at whom the long history of events does not keep; nothing says whose car it was. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { eventually, startTestHub, testManifest, type TestHub } from '../testHub.ts';

const text = { zh: '夜间驶入', en: 'Came in by night' };
let test: TestHub;
beforeEach(async () => {
  const devices = [{ id: 'cars', system: 'vehicle-gate', name: { zh: '道闸', en: 'Gate' } }];
  test = await startTestHub({ compounds: [{ manifest: testManifest, plan: emptyPlan, devices }] });
});
afterEach(() => test.stop());

it('a rule of the compound’s own is raised by whoever passes without a pass, and the event is not kept', async () => {
  const rule = {
    id: 'came-in',
    system: 'vehicle-gate',
    condition: { kind: 'event', type: 'pass', when: { direction: 'in', result: 'accepted' } },
    onDelayMs: 0,
    offDelayMs: 0,
    priority: 3,
    responseS: 60,
    latching: false,
    shelvable: true,
    name: text,
    consequence: text,
    action: text,
    procedure: [text],
  };
  const put = await fetch(`${test.hub.url}/api/compounds/test/rules`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, overrides: [], own: [rule] }),
  });
  expect(await put.json()).toMatchObject({ ok: true });
  const data = { method: 'plate', plate: '鄂B99999', direction: 'in', confidence: 0.98, result: 'accepted' };
  await test.client.publishAsync(
    'linli/v1/test/vehicle-gate/cars/event',
    JSON.stringify({ t: Date.now(), id: 'e1', type: 'pass', data }),
    { qos: 1 },
  );
  const { alarms } = await eventually(
    () => test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open'),
    (found) => found.alarms.length > 0,
  );
  expect(alarms.map(({ ruleId }) => ruleId)).toEqual(['came-in']);
  expect(JSON.stringify(alarms)).not.toContain('99999');
  const journal = await test.get<object>('/api/compounds/test/journal?limit=100');
  expect(JSON.stringify(journal)).not.toContain('"e1"');
});
