/** Visitors of a demo on a real hub, its hours running fast: passes are issued and shown, locks are booked, used and given back. */
import { afterEach, expect, it } from 'vitest';
import type { ShownBooking } from '#shared/protocol/booking.ts';
import type { Passage, ShownPass } from '#shared/protocol/visitorPass.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { eventually, startTestHub, testManifest, type TestHub } from '../testHub.ts';

const minuteMs = 60_000;
const named = (id: string) => ({ zh: id, en: id });
const plan = {
  ...emptyPlan,
  places: ['8-2-401', '8-2-402'].map((id) => ({
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
  { id: 'cars', system: 'vehicle-gate', name: named('cars') },
  ...['k1', 'k2', 'k3'].map((id) => ({ id, system: 'ground-lock', name: named(id) })),
];
let test: TestHub;
let nowMs: number;
afterEach(() => test.stop());

const start = async (demo: boolean) => {
  nowMs = Date.UTC(2026, 10, 26, 2);
  const manifest = { ...testManifest, demo };
  test = await startTestHub({
    compounds: [{ manifest, plan, devices }],
    simulate: true,
    now: () => nowMs,
  });
};
const passes = async () =>
  (await test.get<{ passes: ShownPass[] }>('/api/compounds/test/passes?limit=500')).passes;
const passages = async () =>
  (await test.get<{ passages: Passage[] }>('/api/compounds/test/passages?limit=1000')).passages;
const bookings = async () => {
  const span = `from=${nowMs - 48 * 60 * minuteMs}&to=${nowMs + 48 * 60 * minuteMs}&limit=500`;
  return (await test.get<{ bookings: ShownBooking[] }>(`/api/compounds/test/bookings?${span}`)).bookings;
};
/** Half an hour a second, about. */
async function untilAll(holds: () => Promise<boolean>): Promise<void> {
  await eventually(
    async () => {
      nowMs += 45_000;
      return holds();
    },
    (done) => done,
    40_000,
  );
}

it('come and go: a pass opens gate and door, a booked lock is used and free again', async () => {
  await start(true);
  await untilAll(async () => {
    const [issued, passed, booked] = [await passes(), await passages(), await bookings()];
    const visitors = passed.filter(({ passId, result }) => passId !== null && result === 'accepted');
    const through = new Set(visitors.map(({ deviceKey }) => deviceKey));
    return (
      issued.some(({ useCount }) => useCount > 0) &&
      through.has('unit-door/d82') &&
      (through.has('pedestrian-gate/east') || through.has('vehicle-gate/cars')) &&
      // Neighbours pass as well.
      passed.some(({ passId }) => passId === null) &&
      booked.some(({ state, arrivedAtMs }) => state === 'ended' && arrivedAtMs !== null)
    );
  });
  const booked = await bookings();
  expect(booked.length).toBeGreaterThan(5);
  expect(JSON.stringify(await passages())).not.toContain('token');
}, 60_000);

it('never come to a compound that is no demo', async () => {
  await start(false);
  for (let i = 0; i < 20; i++) {
    nowMs += 10 * minuteMs;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect([await passes(), await passages(), await bookings()]).toEqual([[], [], []]);
}, 20_000);
