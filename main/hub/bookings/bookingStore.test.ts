/** Whoever writes what at once: no two open bookings of a device at one time are ever on the disk, nor told as kept. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlap } from '#shared/bookings/machine.ts';
import type { Booking } from '#shared/protocol/booking.ts';
import { openRecords } from '../records/index.ts';
import { createBookingStore } from './bookingStore.ts';

const minuteMs = 60_000;

function booking(number: number, device: number, from: number, length: number): Booking {
  return {
    version: 1,
    id: `b${number}`,
    number,
    compound: 'test',
    deviceKey: `ground-lock/k${device}`,
    placeId: null,
    plate: '鄂B12345',
    fromMs: from * minuteMs,
    untilMs: (from + length) * minuteMs,
    state: 'booked',
    bookedBy: 'li',
    bookedAtMs: 0,
    arrivedAtMs: null,
    endedAtMs: null,
    overstaySinceMs: null,
    reason: '',
    external: null,
    forgottenAtMs: null,
  };
}
const clashes = (all: readonly Booking[]) =>
  all.flatMap((a, i) =>
    all
      .slice(i + 1)
      .filter((b) => a.deviceKey === b.deviceKey && overlap(a, b))
      .map((b) => [a.id, b.id]),
  );

const wanted = fc.array(
  fc.record({
    device: fc.integer({ min: 1, max: 3 }),
    from: fc.integer({ min: 0, max: 600 }),
    length: fc.integer({ min: 5, max: 180 }),
    cancels: fc.boolean(),
  }),
  { minLength: 2, maxLength: 40 },
);

it('takes of any number of bookings written at once those that lie apart, and each that could be taken', async () => {
  await fc.assert(
    fc.asyncProperty(wanted, async (given) => {
      const dir = mkdtempSync(join(tmpdir(), 'linli-bookings-'));
      let faulty = 0;
      const opened = openRecords({
        path: join(dir, 'linli.db'),
        onRefused: () => {},
        onWell: () => {},
        onFaulty: () => faulty++,
      });
      if (!opened.ok) throw new Error(JSON.stringify(opened.error));
      const records = opened.value;
      const kept: Booking[] = [];
      const store = createBookingStore(records);
      const all = given.map(({ device, from, length }, i) => booking(i + 1, device, from, length));
      // Past the room's own look at what is there: all are on their way to the disk at once.
      all.forEach((one) => store.put(one, () => kept.push(one)));
      await new Promise<void>((resolve) => records.settled((stored) => stored && resolve()));
      const cancelled = kept.filter((_, i) => given[i]?.cancels);
      for (const one of cancelled) store.put({ ...one, state: 'cancelled', endedAtMs: 1 }, () => {});
      await new Promise<void>((resolve) => records.settled((stored) => stored && resolve()));
      const asked = { deviceKey: null, fromMs: 0, toMs: 1e12, limit: 1000 };
      const onDisk = createBookingStore(records).list('test', asked);
      await records.stop();
      rmSync(dir, { recursive: true, force: true });
      expect(clashes(kept)).toEqual([]);
      expect(faulty).toBe(all.length - kept.length);
      expect(onDisk.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort());
      // Whatever was refused had a reason among those that were kept.
      for (const one of all.filter((other) => !kept.includes(other)))
        expect(clashes([one, ...kept]).length).toBeGreaterThan(0);
    }),
    { numRuns: 25 },
  );
});
