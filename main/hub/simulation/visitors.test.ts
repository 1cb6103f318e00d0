/** Visitors of a demo: over two days on real rooms, and whether they come to a hub at all. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ShownBooking } from '#shared/protocol/booking.ts';
import type { Passage, ShownPass } from '#shared/protocol/visitorPass.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { createBookings } from '../bookings/index.ts';
import { createCommandRoom } from '../commands/index.ts';
import { announceDevices } from '../compounds/index.ts';
import { createPasses } from '../passes/index.ts';
import { eventually, openTestRecords, startTestHub, testManifest } from '../testHub.ts';
import { createTwin } from '../twin/index.ts';
import { createVisitors } from './visitors.ts';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
/** Ten in the morning where the compound lies. */
const morningMs = Date.UTC(2026, 10, 26, 2);
const named = (id: string) => ({ zh: id, en: id });
const plan = {
  ...emptyPlan,
  places: ['8-2-401', '9-1-101'].map((id) => ({
    id,
    kind: 'household' as const,
    name: named(id),
    parentId: null,
    box: null,
  })),
};
const devices = [
  { id: 'east', system: 'pedestrian-gate', name: named('east') },
  { id: 'd82', system: 'unit-door', name: named('d82'), placeId: '8-2' },
  { id: 'd91', system: 'unit-door', name: named('d91'), placeId: '9-1' },
  { id: 'cars', system: 'vehicle-gate', name: named('cars') },
  ...['k1', 'k2', 'k3', 'k4'].map((id) => ({ id, system: 'ground-lock', name: named(id) })),
];

it('come and go with the day: most are let in, some are not; locks are used and free again, or nobody comes', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-visitors-'));
  const records = openTestRecords(dir);
  let nowMs = morningMs;
  const now = () => nowMs;
  const twin = createTwin(records, now);
  const compound = twin.ensureCompound(testManifest, plan);
  announceDevices(twin, compound, devices);
  const commands = createCommandRoom({
    isDrill: () => false,
    records,
    twin,
    now,
    send: (_order, said) => said(null),
  });
  const common = { records, twin, commands, now, keepDays: 30 };
  const passes = createPasses(common);
  const bookings = createBookings({ ...common, say: () => {} });
  passes.onPassage(({ result }, plate) => {
    if (plate !== null && result === 'accepted') bookings.takePlate('test', plate);
  });
  let said = 0;
  const visitors = createVisitors(
    { passes, bookings },
    {
      compound: 'test',
      timeZone: 'Asia/Shanghai',
      plan,
      devices,
      seed: 1998,
      startMs: nowMs,
      speech: {
        event({ system, id }, { type, data }, atMs) {
          const device = compound.devices.get(`${system}/${id}`);
          const event = { t: atMs, id: `e${++said}`, type, data };
          if (device) records.together(() => passes.take(compound, device, event, atMs, atMs));
        },
        state: () => {},
        isFree: () => true,
      },
    },
  );
  const settled = () => new Promise<void>((resolve) => records.settled(() => resolve()));
  for (; nowMs < morningMs + 2 * dayMs; nowMs += minuteMs) {
    visitors.advance(nowMs);
    bookings.look();
    if (nowMs % (20 * minuteMs) === 0) await settled();
  }
  await settled();
  const asked = { compound: 'test', deviceKey: null, system: null, untilMs: nowMs, limit: 1000 };
  const passed = passes.passages({ ...asked, refusedOnly: false });
  const refused = passes.passages({ ...asked, refusedOnly: true });
  const booked = bookings.list('test', { deviceKey: null, fromMs: 0, toMs: nowMs, limit: 1000 });
  bookings.stop();
  commands.stop();
  await passes.stop();
  await records.stop();
  rmSync(dir, { recursive: true, force: true });

  expect(passed.length).toBeGreaterThan(100);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(passed.length / 3);
  const through = new Set(passed.filter(({ passId }) => passId !== null).map(({ deviceKey }) => deviceKey));
  expect([...through].sort()).toEqual([
    'pedestrian-gate/east',
    'unit-door/d82',
    'unit-door/d91',
    'vehicle-gate/cars',
  ]);
  const atNight = passed.filter(({ atMs }) => ((atMs - morningMs) / (60 * minuteMs) + 10) % 24 < 6);
  expect(atNight.length).toBeLessThan(passed.length / 8);
  const count = (wanted: ShownBooking['state']) => booked.filter(({ state }) => state === wanted).length;
  expect(count('no-show')).toBeGreaterThan(0);
  expect(count('ended')).toBeGreaterThan(count('no-show'));
});

it.each([true, false])('come to a demo and to no other compound (demo: %s)', async (demo) => {
  let nowMs = morningMs;
  const test = await startTestHub({
    compounds: [{ manifest: { ...testManifest, demo }, plan, devices }],
    simulate: true,
    now: () => nowMs,
  });
  const all = async () => {
    nowMs += 10_000;
    const { passes } = await test.get<{ passes: ShownPass[] }>('/api/compounds/test/passes');
    const { passages } = await test.get<{ passages: Passage[] }>('/api/compounds/test/passages?limit=1000');
    const span = `from=${nowMs - dayMs}&to=${nowMs + dayMs}`;
    const { bookings } = await test.get<{ bookings: ShownBooking[] }>(`/api/compounds/test/bookings?${span}`);
    return { passes, passages, bookings };
  };
  if (demo) {
    const found = await eventually(
      all,
      ({ passes, passages }) => passes.some(({ useCount }) => useCount > 0) && passages.some((p) => p.passId),
    );
    expect(found.bookings.length).toBeGreaterThan(3);
    // Neighbours passed before, and visitors show no plate that lists would give away.
    expect(found.passages.filter(({ passId }) => passId === null).length).toBeGreaterThan(20);
    expect(found.passages.filter(({ passId, plate }) => passId !== null && plate !== null)).toEqual([]);
  } else {
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await all()).toEqual({ passes: [], passages: [], bookings: [] });
  }
  await test.stop();
});
