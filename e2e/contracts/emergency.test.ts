/** One emergency, one incident: the demo's fire over a real hub, told at once instead of in two minutes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { AlarmRecord, IncidentRecord } from '#shared/protocol/records.ts';
import { compoundsDirOf, readCompound, type StoredCompound } from '#hub/compounds/index.ts';
import { eventually, startTestHub, type TestHub } from '#hub/testHub.ts';
import { generateCompound } from '#models/generate.ts';

let dir: string;
let demo: StoredCompound;
let test: TestHub;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linli-emergency-'));
  const at = join(compoundsDirOf(dir), 'yaguang');
  await generateCompound('yaguang', at);
  const { compound } = readCompound(at);
  if (!compound) throw new Error('the demo cannot be read');
  demo = compound;
});
afterEach(() => test?.stop());
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const panel = 'fire-panel/fire-panel-hubin';
const say = (key: string, v: object) =>
  test.client.publishAsync(`linli/v1/yaguang/${key}/state`, JSON.stringify({ t: Date.now(), v }), { qos: 1 });
const incidents = async () =>
  (await test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=yaguang')).incidents;
const alarmOfPanel = async () =>
  (await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open&compound=yaguang')).alarms.find(
    ({ deviceKey }) => deviceKey === panel,
  );

it('detectors of a unit and the panel that confirms them are one incident, where it burns', async () => {
  test = await startTestHub({ compounds: [demo] });
  const script = (demo.scenarios?.['fire'] ?? []).filter(({ afterMs }) => afterMs < 60_000);
  for (const message of script)
    if ('state' in message) await say(`${message.system}/${message.device}`, message.state);
  const [only, ...others] = await eventually(incidents, ([one]) => (one?.deviceKeys.length ?? 0) >= 5);
  expect(others).toEqual([]);
  expect(only?.placeId).toBe('8-2-401');
  expect(only?.deviceKeys).toEqual([
    'smoke/smoke-8-2-401',
    'smoke/smoke-8-2-hall-4',
    'smoke/smoke-8-2-hall-5',
    panel,
    'smoke/smoke-8-2-hall-6',
  ]);
  const flat = demo.plan.places.find(({ id }) => id === '8-2-401');
  expect(await alarmOfPanel()).toMatchObject({ placeId: '8-2-401', positionEnu: flat?.box?.centreEnu });
});

it('a panel that speaks first opens the incident at the flat it names, and the detectors there join it', async () => {
  test = await startTestHub({ compounds: [demo] });
  await say(panel, { state: 'alarm', zone: '8-2-401' });
  await eventually(incidents, (all) => all.length === 1);
  await say('smoke/smoke-8-2-501', { smoke: 0.5 });
  const all = await eventually(incidents, ([one]) => (one?.deviceKeys.length ?? 0) === 2);
  expect(all.map(({ placeId }) => placeId)).toEqual(['8-2-401']);
});

it('of two fires each is its own; a panel’s next zone goes to the one it names', async () => {
  test = await startTestHub({ compounds: [demo] });
  await say('smoke/smoke-3-1-201', { smoke: 0.5 });
  await say(panel, { state: 'alarm', zone: '8-2-401' });
  const two = await eventually(incidents, (all) => all.length === 2);
  expect(two.map(({ placeId }) => placeId).sort()).toEqual(['3-1-201', '8-2-401']);
  await say(panel, { zone: '3-1-201' });
  const told = await eventually(incidents, (all) =>
    all.some(({ placeId, deviceKeys }) => placeId === '3-1-201' && deviceKeys.includes(panel)),
  );
  expect(told).toHaveLength(2);
  expect((await alarmOfPanel())?.placeId).toBe('3-1-201');
  // A zone that is no place of the plan is told at the panel, which then speaks for the compound as a whole.
  await say(panel, { zone: '回路 7' });
  await eventually(alarmOfPanel, (alarm) => alarm?.value === '回路 7' && alarm.placeId === 'guard-room');
  expect(await incidents()).toHaveLength(2);
});
