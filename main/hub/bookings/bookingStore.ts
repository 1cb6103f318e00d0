/** Bookings as rows of `linli.db`, which itself takes no two of a device at one time. What waits for the disk is found too. */
import { Compile } from 'typebox/compile';
import { isOpenBooking } from '#shared/bookings/machine.ts';
import { plainPlate } from '#shared/passes/machine.ts';
import { Booking } from '#shared/protocol/booking.ts';
import { createUnstored, type Records } from '../records/index.ts';

export interface BookingStore {
  find(id: string): Booking | null;
  ofExternal(compound: string, external: string): Booking | null;
  /** Of every compound: those that keep others out and begin before an instant. */
  open(beforeMs: number): Booking[];
  openOf(compound: string, deviceKey: string): Booking[];
  /** Those that touch [fromMs, toMs), the earliest first; of a device where one is named. */
  list(compound: string, asked: BookingQuery): Booking[];
  endedBefore(beforeMs: number, limit: number): Booking[];
  nextNumber(compound: string): number;
  /** `stored` once it is committed. */
  put(booking: Booking, stored: () => void): void;
}

export interface BookingQuery {
  readonly deviceKey: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
}

const isBooking = Compile(Booking);
const upsert = `INSERT INTO bookings
  (id, compound, number, device, plate, external, from_ms, until_ms, open, personal, record)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET plate = excluded.plate, open = excluded.open, personal = excluded.personal,
    record = excluded.record`;

export function createBookingStore(records: Records): BookingStore {
  const { db } = records;
  const unstored = createUnstored<Booking>();
  const numbers = new Map<string, number>();
  const rows = <P extends readonly unknown[]>(where: string) =>
    db.prepare<[...P], string>(`SELECT record FROM bookings WHERE ${where}`).pluck();
  const one = rows<[string]>('id = ?');
  const byExternal = rows<[string, string]>('compound = ? AND external = ?');
  const standing = rows<[number]>('open = 1 AND from_ms < ?');
  const ofDevice = rows<[string, string]>('compound = ? AND device = ? AND open = 1');
  const some = rows<[Record<string, string | number | null>]>(
    `compound = @compound AND (@deviceKey IS NULL OR device = @deviceKey)
       AND from_ms < @toMs AND until_ms > @fromMs ORDER BY from_ms LIMIT @limit`,
  );
  const ended = rows<[number, number]>(
    'personal = 1 AND open = 0 AND until_ms < ? ORDER BY until_ms LIMIT ?',
  );
  const topNumber = db
    .prepare<[string], number | null>('SELECT max(number) FROM bookings WHERE compound = ?')
    .pluck();

  function parsed(record: string): Booking {
    const value: unknown = JSON.parse(record);
    if (!isBooking.Check(value)) throw new Error('a record of a booking in linli.db is damaged');
    return value;
  }
  /** What is on disk, as it stands now, with what is not there yet. */
  function merged(stored: readonly string[], isAsked: (booking: Booking) => boolean): Booking[] {
    const found = new Map(stored.map((record) => parsed(record)).map((booking) => [booking.id, booking]));
    for (const booking of unstored.values()) {
      found.delete(booking.id);
      if (isAsked(booking)) found.set(booking.id, booking);
    }
    return [...found.values()].sort((a, b) => a.fromMs - b.fromMs);
  }

  return {
    find(id) {
      const held = unstored.get(id);
      if (held) return held;
      const record = one.get(id);
      return record === undefined ? null : parsed(record);
    },
    ofExternal: (compound, external) =>
      merged(
        byExternal.all(compound, external),
        (booking) => booking.compound === compound && booking.external === external,
      )[0] ?? null,
    open: (beforeMs) =>
      merged(standing.all(beforeMs), (booking) => isOpenBooking(booking) && booking.fromMs < beforeMs),
    openOf: (compound, deviceKey) =>
      merged(
        ofDevice.all(compound, deviceKey),
        (booking) =>
          isOpenBooking(booking) && booking.compound === compound && booking.deviceKey === deviceKey,
      ),
    list: (compound, { deviceKey, fromMs, toMs, limit }) =>
      merged(
        some.all({ compound, deviceKey, fromMs, toMs, limit }),
        (booking) =>
          booking.compound === compound &&
          (deviceKey === null || booking.deviceKey === deviceKey) &&
          booking.fromMs < toMs &&
          booking.untilMs > fromMs,
      ).slice(0, limit),
    endedBefore: (beforeMs, limit) =>
      ended
        .all(beforeMs, limit)
        .map((record) => parsed(record))
        .map((booking) => unstored.get(booking.id) ?? booking),
    nextNumber(compound) {
      const number = (numbers.get(compound) ?? topNumber.get(compound) ?? 0) + 1;
      numbers.set(compound, number);
      return number;
    },
    put(booking, stored) {
      const release = unstored.hold(booking.id, booking);
      const { id, compound, number, deviceKey, plate, external, fromMs, untilMs } = booking;
      const plain = plate === null ? null : plainPlate(plate);
      const found = [id, compound, number, deviceKey, plain, external, fromMs, untilMs];
      const flags = [isOpenBooking(booking) ? 1 : 0, plate === null ? 0 : 1];
      const params = [...found, ...flags, JSON.stringify(booking)];
      records.write([{ sql: upsert, params }], (done) => {
        if (!done) return;
        release();
        stored();
      });
    },
  };
}
