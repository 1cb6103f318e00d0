/** The room of bookings over real records and a real twin, for tests: what locks say, and what they are told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BookingStep } from '#shared/protocol/booking.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { createCommandRoom } from '../commands/index.ts';
import { announceDevices } from '../compounds/index.ts';
import type { CommandOrder } from '../ingest/index.ts';
import { openTestRecords, testManifest } from '../testHub.ts';
import { createTwin } from '../twin/index.ts';
import { createBookings } from './index.ts';

const minuteMs = 60_000;
export const bay = 'ground-lock/k1';
const name = { zh: '地锁', en: 'Lock' };

export function openTestBookings() {
  const dir = mkdtempSync(join(tmpdir(), 'linli-bookings-'));
  const records = openTestRecords(dir);
  let nowMs = Date.UTC(2026, 10, 26, 2);
  const now = () => nowMs;
  const twin = createTwin(records, now);
  const compound = twin.ensureCompound(testManifest, emptyPlan);
  announceDevices(twin, compound, [{ id: 'k1', system: 'ground-lock', name }]);
  const found = compound.devices.get(bay);
  if (!found) throw new Error('no lock');
  const device = found;
  const told: CommandOrder[] = [];
  const commands = createCommandRoom({
    isDrill: () => false,
    records,
    twin,
    now,
    send: (order, said) => {
      told.push(order);
      said(null);
    },
  });
  const said: string[] = [];
  const bookings = createBookings({
    records,
    twin,
    commands,
    now,
    keepDays: 30,
    say: (topic) => void said.push(topic),
  });
  const settled = () => new Promise<void>((resolve) => records.settled(() => resolve()));
  async function kept<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }) {
    await settled();
    await settled();
    return result.ok ? result.value : result.error.code;
  }

  return {
    said,
    device,
    settled,
    find: (id: string) => bookings.find(id),
    shown(id: string) {
      const booking = bookings.find(id);
      return booking && bookings.shown(booking);
    },
    wait: (minutes: number) => void (nowMs += minutes * minuteMs),
    /** Minutes from now; the code of its refusal where it is refused. */
    async book(fromMin: number, untilMin: number, plate: string | null = null) {
      const span = { fromMs: nowMs + fromMin * minuteMs, untilMs: nowMs + untilMin * minuteMs };
      const given = { deviceKey: bay, placeId: '8-2-401', plate, ...span };
      return kept(bookings.book('test', given, 'li'));
    },
    step: async (id: string, step: BookingStep) => kept(bookings.step(id, step)),
    cameIn: (plate: string) => bookings.takePlate('test', plate),
    /** What the lock says of whether something stands over it; null: nothing any more. */
    stands(occupied: boolean | null) {
      device.stale = occupied === null;
      device.lastSeenMs = occupied === null ? 0 : nowMs;
      const slot = device.slots.get('occupied');
      if (slot && occupied !== null)
        twin.read(compound, device, slot.index, occupied ? 1 : 0, nowMs, 0, 'new');
    },
    async look() {
      bookings.look();
      await settled();
      await settled();
    },
    /** What was told since the last time, and what is said to it. */
    heard(answer: boolean) {
      const orders = told.splice(0);
      if (answer) for (const order of orders) commands.takeReply(order.device, { id: order.id, ok: true });
      return orders.map(({ name: word, params }) => [word, ...Object.values(params)].join(' '));
    },
    async stop() {
      bookings.stop();
      commands.stop();
      await records.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
