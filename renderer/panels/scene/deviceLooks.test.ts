import { expect, test } from 'vitest';
import type { AlarmRecord, DeviceRecord } from '#shared/protocol/records.ts';
import { qualityCodes, TwinColumns } from '#shared/twin/columns.ts';
import { createDeviceLooks, type LookSources } from './deviceLooks.ts';
import { onCoreMs } from '#shared/testTime.ts';

const count = 20_000;

function device(n: number): DeviceRecord {
  const system = n % 10 === 0 ? 'parking-bay' : 'hydrant';
  const id = `d${n}`;
  return {
    key: `${system}/${id}`,
    compound: 'c',
    system,
    id,
    name: { zh: id, en: id },
    placeId: null,
    positionEnu: [n % 200, n / 200, 0],
    points: system === 'parking-bay' ? { occupied: n * 2, battery: n * 2 + 1 } : { pressure: n * 2 },
    pointMeta: [],
    outOfService: null,
  } as unknown as DeviceRecord;
}

const devices = new Map(Array.from({ length: count }, (_, n) => [device(n).key, device(n)]));
const sources: LookSources = { devices, alarms: [], language: 'zh', replayedService: null, changed: null };

function filled(): TwinColumns {
  const columns = new TwinColumns(count * 2);
  for (let i = 0; i < count * 2; i++) columns.set(i, 0, 1000, qualityCodes.good);
  return columns;
}

function standing(columns: TwinColumns) {
  const looks = createDeviceLooks();
  looks.replace(sources);
  const first = looks.take(columns);
  expect(first?.looks.size).toBe(count);
  expect(first?.bays.size).toBe(count / 10);
  return looks;
}

test('readings that change no look are no change, and cost at most 2 ms a second for 20,000 devices', () => {
  const columns = filled();
  const looks = standing(columns);
  // Every device once in ten seconds, in ticks of 50 ms.
  const perTick = (count * 2) / 200;
  const tick = Uint32Array.from({ length: perTick }, (_, i) => (i * 199) % (count * 2));
  const second = () => {
    const startMs = onCoreMs();
    for (let i = 0; i < 20; i++) {
      looks.readings(tick);
      if (i % 4 === 3) expect(looks.take(columns)).toBeNull();
    }
    return onCoreMs() - startMs;
  };
  for (let i = 0; i < 20; i++) second();
  const took = Array.from({ length: 21 }, second).sort((a, b) => a - b);
  expect(took[10]).toBeLessThanOrEqual(2);
});

test('a reading changes the look of its own device, and no other', () => {
  const columns = filled();
  const looks = standing(columns);
  columns.set(14, 0, 2000, qualityCodes.stale);
  columns.set(20, 1, 2000, qualityCodes.good);
  looks.readings(Uint32Array.from([14, 20, 22]));
  const changes = looks.take(columns);
  expect([...(changes?.looks ?? [])]).toEqual([
    ['hydrant/d7', { level: 'stale', flashing: false, note: '' }],
  ]);
  expect([...(changes?.bays ?? [])]).toEqual([['d10', 1]]);
  expect(looks.take(columns)).toBeNull();
});

test('an alarm comes and goes on its device alone; one that is set aside changes nothing', () => {
  const columns = filled();
  const looks = standing(columns);
  const alarm = {
    id: 'a',
    deviceKey: 'hydrant/d7',
    priority: 2,
    acknowledged: false,
    state: 'active',
    value: '0.05 MPa',
    name: { zh: '', en: '' },
  } as unknown as AlarmRecord;
  looks.replace({ ...sources, alarms: [alarm] });
  const risen = looks.take(columns)?.looks;
  expect([...(risen ?? [])]).toEqual([['hydrant/d7', { level: 'p2', flashing: true, note: '0.05 MPa' }]]);
  looks.replace({ ...sources, alarms: [{ ...alarm, state: 'shelved' }] });
  expect(looks.take(columns)?.looks.get('hydrant/d7')?.level).toBe('normal');
});

test('everything is handed out again to a scene that has begun anew', () => {
  const columns = filled();
  const looks = standing(columns);
  looks.forget();
  expect(looks.take(columns)?.bays.size).toBe(count / 10);
});

test('alarms of a fire are numbered at their devices, and anew when the fire is another', () => {
  const columns = filled();
  const looks = standing(columns);
  const alarm = (n: number) =>
    ({
      deviceKey: device(n).key,
      priority: 1,
      value: `0.${n} dB/m`,
      acknowledged: false,
      name: { zh: '', en: '' },
      withheld: null,
      shelvedUntilMs: null,
    }) as unknown as AlarmRecord;
  const alarms = [alarm(1), alarm(2), alarm(3)];
  const order = (...keys: number[]) => new Map(keys.map((n, i) => [device(n).key, i + 1]));
  looks.replace({ ...sources, alarms, order: order(2, 1) });
  const notes = () => [...(looks.take(columns)?.looks ?? [])].map(([key, { note }]) => [key, note]);
  expect(new Map(notes().map(([key, note]) => [key, note]))).toEqual(
    new Map([
      [device(1).key, '② 0.1 dB/m'],
      [device(2).key, '① 0.2 dB/m'],
      [device(3).key, '0.3 dB/m'],
    ]),
  );
  looks.replace({ ...sources, alarms, order: order(2) });
  expect(notes()).toEqual([[device(1).key, '0.1 dB/m']]);
});
