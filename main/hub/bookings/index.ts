/**
 * The room of bookings: devices kept free for somebody, from–to. It is called within a unit of the commit loop, so that a
 * step and its audit entry are one; a device is told only of what is committed. Nothing is raised before the device
 * itself says that nothing stands over it.
 */
import { randomUUID } from 'node:crypto';
import {
  afterTime,
  blockedBy,
  busySpan,
  earlyMs,
  furthestBookingMs,
  givenUpMs,
  isOpenBooking,
  longestBookingMs,
  mayArrive,
  overlap,
  shortestBookingMs,
  stepBooking,
  stepsOfBooking,
  unseenTrouble,
  type Place,
} from '#shared/bookings/machine.ts';
import { dayMs, plainPlate, readablePlate } from '#shared/passes/machine.ts';
import type { Booking, BookingStep, NewBooking, ShownBooking } from '#shared/protocol/booking.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { topicOf } from '#shared/twin/topic.ts';
import type { Commands } from '../commands/index.ts';
import type { Records } from '../records/index.ts';
import type { Twin } from '../twin/index.ts';
import { createBookingStore, type BookingQuery } from './bookingStore.ts';
import { createLockWords } from './lockWords.ts';
import { createRetelling, type LockWord } from './retelling.ts';

export interface Bookings {
  find(id: string): Booking | null;
  findExternal(compound: string, external: string): Booking | null;
  list(compound: string, asked: BookingQuery): Booking[];
  /** Without the plate, with what keeps its device from being used now. */
  shown(booking: Booking): ShownBooking;
  book(compound: string, given: NewBooking, by: string): Result<Booking>;
  step(id: string, step: BookingStep): Result<Booking>;
  /** A car came through a gate: a booking for its plate begins. */
  takePlate(compound: string, plate: string): void;
  /** After the commit. */
  onChange(listener: (booking: ShownBooking) => void): void;
  /** What time does to all of them; called by itself every few seconds. */
  look(): void;
  start(): void;
  stop(): void;
}

const lookEveryMs = 5000;
const forgetAtMost = 100;
/** Of a device on one day and the day before. */
const othersAtMost = 600;

export function createBookings(options: {
  readonly records: Records;
  readonly twin: Twin;
  readonly commands: Pick<Commands, 'tell' | 'store' | 'onStep'>;
  readonly now: () => number;
  /** Plates are removed so long after a booking has ended. */
  readonly keepDays: number;
  /** In the native dialect. */
  readonly say: (topic: string, message: object) => void;
}): Bookings {
  const { records, twin, commands, now, keepDays, say } = options;
  const store = createBookingStore(records);
  const lock = createLockWords(twin, commands);
  const retelling = createRetelling({ twin, commands, declarationOf: lock.declarationOf, sayAgain });
  const changes: ((booking: ShownBooking) => void)[] = [];
  /** By compound and device: what it was last told to show. */
  const showing = new Map<string, string>();
  let timer: ReturnType<typeof setInterval> | undefined;

  function shown({ plate, ...booking }: Booking): ShownBooking {
    const { compound, deviceKey, state, untilMs } = booking;
    const isOver = state === 'in-use' && now() >= untilMs;
    const isUnseen = isOver && lock.isOccupied(compound, deviceKey) === null;
    const troubles = [...lock.troubles(compound, deviceKey), ...(isUnseen ? [unseenTrouble] : [])];
    return { ...booking, hasPlate: plate !== null, troubles };
  }

  /** `then` after the commit. */
  function keep(booking: Booking, then: () => void): Result<Booking> {
    store.put(booking, () => {
      then();
      for (const listener of changes) listener(shown(booking));
    });
    return success(booking);
  }

  const blocking = (booking: Booking) =>
    blockedBy(booking, store.openOf(booking.compound, booking.deviceKey), now());

  function standing(compound: string, deviceKey: string): 'in-use' | 'booked' | 'none' {
    const open = store.openOf(compound, deviceKey).filter(({ fromMs }) => fromMs < now() + earlyMs);
    const isInUse = open.some(({ state }) => state === 'in-use');
    return isInUse ? 'in-use' : open.length > 0 ? 'booked' : 'none';
  }

  function show(compound: string, deviceKey: string, again = false): void {
    const word = standing(compound, deviceKey);
    const key = JSON.stringify([compound, deviceKey]);
    if (!again && showing.get(key) === word) return;
    showing.set(key, word);
    lock.tell(compound, deviceKey, 'show', { booking: word });
  }

  /** What it did not hear, as it should be now: the arm goes down for whoever came, and up where nothing stands there. */
  function sayAgain(compound: string, deviceKey: string, word: LockWord): boolean {
    if (word === 'show') show(compound, deviceKey, true);
    else {
      const isInUse = standing(compound, deviceKey) === 'in-use';
      const occupied = lock.isOccupied(compound, deviceKey);
      if (word === 'raise' && !isInUse && occupied === null) return false;
      const isDue = word === 'lower' ? isInUse : !isInUse && occupied === false;
      if (isDue) lock.tell(compound, deviceKey, word);
    }
    return true;
  }

  /** What its device is told once it is over. */
  function free({ compound, deviceKey, arrivedAtMs }: Booking): void {
    const occupied = lock.isOccupied(compound, deviceKey);
    if (occupied === false) lock.tell(compound, deviceKey, 'raise');
    // It came down for somebody, and nobody knows yet that he has left.
    else if (occupied === null && arrivedAtMs !== null) retelling.owe(compound, deviceKey, 'raise', now());
    show(compound, deviceKey);
  }

  function isTaken(
    compound: string,
    deviceKey: string,
    span: { fromMs: number; untilMs: number },
  ): Booking | undefined {
    return store.openOf(compound, deviceKey).find((other) => overlap(busySpan(other, now()), span));
  }

  function checkNew(compoundId: string, given: NewBooking): Result<null> {
    const compound = twin.compounds.get(compoundId);
    if (!compound) return failure('no-compound', { compound: compoundId });
    const { deviceKey, placeId, fromMs, untilMs, external } = given;
    if (!compound.devices.has(deviceKey)) return failure('no-device', { device: deviceKey });
    if (!lock.declarationOf(deviceKey)) return failure('booking-device', { device: deviceKey });
    const { places } = compound.plan;
    if (placeId && places.length > 0 && !places.some(({ id }) => id === placeId))
      return failure('order-place', { place: placeId });
    if (given.plate?.trim() && readablePlate(given.plate) === null) return failure('plate-unreadable');
    if (!placeId && !given.plate?.trim()) return failure('booking-whose');
    if (untilMs - fromMs < shortestBookingMs)
      return failure('booking-short', { minutes: shortestBookingMs / 60_000 });
    if (untilMs - fromMs > longestBookingMs)
      return failure('booking-long', { hours: longestBookingMs / 3_600_000 });
    if (untilMs <= now()) return failure('pass-past');
    if (fromMs > now() + furthestBookingMs)
      return failure('booking-far', { days: furthestBookingMs / dayMs });
    const known = external ? store.ofExternal(compoundId, external) : null;
    if (known) return failure('booking-external', { number: known.number });
    const taken = isTaken(compoundId, deviceKey, given);
    return taken ? failure('booking-taken', { number: taken.number }) : success(null);
  }

  function forget(): void {
    const old = store.endedBefore(now() - keepDays * dayMs, forgetAtMost);
    for (const booking of old.filter(({ plate }) => plate !== null))
      keep({ ...booking, plate: null, forgottenAtMs: now() }, () => {});
  }

  function begin(booking: Booking): Result<Booking> {
    return keep(stepBooking(booking, { verb: 'arrive' }, now()), () => {
      lock.tell(booking.compound, booking.deviceKey, 'lower');
      show(booking.compound, booking.deviceKey);
    });
  }

  function placeOf(booking: Booking): Place {
    const { compound, deviceKey, fromMs, state } = booking;
    const occupied = lock.isOccupied(compound, deviceKey);
    // Only whoever would be given up is worth asking the disk for.
    if (state !== 'booked' || now() < givenUpMs(booking, -Infinity))
      return { occupied, isBlocked: false, freeSinceMs: -Infinity };
    const others = { deviceKey, fromMs: fromMs - longestBookingMs, toMs: fromMs + 1, limit: othersAtMost };
    const left = store.list(compound, others).filter((other) => other.state === 'ended');
    return {
      occupied,
      isBlocked: blocking(booking) !== undefined,
      freeSinceMs: Math.max(-Infinity, ...left.map(({ endedAtMs }) => endedAtMs ?? -Infinity)),
    };
  }

  function lookAt(booking: Booking): void {
    const { compound, deviceKey, id, number } = booking;
    const after = afterTime(booking, placeOf(booking), now());
    if (after === booking) return show(compound, deviceKey);
    keep(after, () => {
      if (!isOpenBooking(after)) return free(after);
      const event = lock.declarationOf(deviceKey)?.overstay;
      const [system = '', device = ''] = deviceKey.split(/\/(.*)/s);
      if (event !== undefined)
        say(topicOf(compound, system, device, 'event'), {
          t: now(),
          id: `${event}-${id}`,
          type: event,
          data: { number },
        });
    });
  }

  function look(): void {
    for (const booking of store.open(now() + earlyMs)) lookAt(booking);
    retelling.look();
    forget();
  }

  return {
    find: store.find,
    findExternal: store.ofExternal,
    list: store.list,
    shown,
    book(compound, given, by) {
      const checked = checkNew(compound, given);
      if (!checked.ok) return checked;
      const booking: Booking = {
        version: 1,
        id: randomUUID(),
        number: store.nextNumber(compound),
        compound,
        deviceKey: given.deviceKey,
        placeId: given.placeId ?? null,
        plate: given.plate?.trim() || null,
        fromMs: given.fromMs,
        untilMs: given.untilMs,
        state: 'booked',
        bookedBy: by,
        bookedAtMs: now(),
        arrivedAtMs: null,
        endedAtMs: null,
        overstaySinceMs: null,
        reason: '',
        external: given.external ?? null,
        forgottenAtMs: null,
      };
      return keep(booking, () => show(compound, booking.deviceKey));
    },
    step(id, step) {
      const booking = store.find(id);
      if (!booking) return failure('no-booking');
      const { compound, deviceKey, state } = booking;
      if (!stepsOfBooking[state].includes(step.verb))
        return failure('booking-step', { bookingState: state, bookingStep: step.verb });
      if (step.verb === 'arrive') {
        if (!mayArrive(booking, now())) return failure('booking-early', { minutes: earlyMs / 60_000 });
        const before = blocking(booking);
        return before ? failure('booking-taken', { number: before.number }) : begin(booking);
      }
      if (step.verb === 'release' && lock.isOccupied(compound, deviceKey) === true)
        return failure('booking-occupied');
      const after = stepBooking(booking, step, now());
      return keep(after, () => free(after));
    },
    takePlate(compound, plate) {
      const plain = readablePlate(plate);
      if (plain === null) return;
      const due = store
        .open(now() + earlyMs + 1)
        .filter((one) => one.compound === compound && one.plate !== null && plainPlate(one.plate) === plain)
        .find((one) => mayArrive(one, now()) && !blocking(one));
      if (due) begin(due);
    },
    onChange: (listener) => void changes.push(listener),
    look,
    start() {
      retelling.recall();
      timer = setInterval(look, lookEveryMs);
    },
    stop: () => clearInterval(timer),
  };
}
