/** What people do with visitor passes and bookings, for REST and socket alike: the effect and its action are one unit of the commit loop. */
import type { DeedVerb } from '#shared/access/names.ts';
import type { BookingStep, NewBooking, ShownBooking } from '#shared/protocol/booking.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { IssuedPass } from '#shared/protocol/socket.ts';
import type { NewPass, ShownPass } from '#shared/protocol/visitorPass.ts';
import { shownPass } from '#shared/passes/machine.ts';
import type { Identity as User } from '../access/index.ts';
import { createKeep } from './keep.ts';
import type { Rooms } from './rooms.ts';

export interface PassesAsked {
  readonly placeId?: string | undefined;
  readonly beforeMs?: number | undefined;
  /** Those that still let somebody in. */
  readonly open?: boolean | undefined;
  readonly limit?: number | undefined;
}

export interface BookingsAsked {
  readonly deviceKey?: string | undefined;
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit?: number | undefined;
}

const listed = 200;
const steps: Readonly<Record<BookingStep['verb'], DeedVerb>> = {
  arrive: 'booking-arrive',
  release: 'booking-release',
  cancel: 'booking-cancel',
};

export function createPassActs(rooms: Rooms) {
  const { passes, bookings, twin } = rooms;
  const keep = createKeep(rooms);
  const mapped = <T, U>(result: Result<T>, map: (value: T) => U): Result<U> =>
    result.ok ? { ...result, value: map(result.value) } : result;
  const knows = (compound: string) => twin.compounds.has(compound);

  return {
    listPasses: (compound: string, { placeId, beforeMs, open, limit }: PassesAsked): Result<ShownPass[]> =>
      knows(compound)
        ? success(
            passes
              .list(compound, {
                placeId: placeId ?? null,
                beforeMs: beforeMs ?? Number.MAX_SAFE_INTEGER,
                openAtMs: open === true ? rooms.now() : null,
                limit: limit ?? listed,
              })
              .map(shownPass),
          )
        : failure('no-compound', { compound }),
    async issue(user: User, compound: string, given: NewPass): Promise<Result<IssuedPass>> {
      const issued = await keep(
        user,
        'pass-issue',
        given.placeId,
        () => passes.issue(compound, given, user.name),
        ({ pass }) => ({ compound, target: pass.id }),
      );
      return mapped(issued, ({ pass, token }) => ({ pass: shownPass(pass), token }));
    },
    async revoke(user: User, id: string, reason: string): Promise<Result<ShownPass>> {
      const revoked = await keep(
        user,
        'pass-revoke',
        reason.trim(),
        () => passes.revoke(id, reason, user.name),
        (pass) => ({ compound: pass.compound, target: pass.id }),
      );
      return mapped(revoked, shownPass);
    },
    listBookings: (
      compound: string,
      { deviceKey, fromMs, toMs, limit }: BookingsAsked,
    ): Result<ShownBooking[]> =>
      knows(compound)
        ? success(
            bookings
              .list(compound, { deviceKey: deviceKey ?? null, fromMs, toMs, limit: limit ?? listed })
              .map((booking) => bookings.shown(booking)),
          )
        : failure('no-compound', { compound }),
    async book(user: User, compound: string, given: NewBooking): Promise<Result<ShownBooking>> {
      const booked = await keep(
        user,
        'booking-book',
        given.deviceKey,
        () => bookings.book(compound, given, user.name),
        ({ id }) => ({ compound, target: id }),
      );
      return mapped(booked, (booking) => bookings.shown(booking));
    },
    async stepBooking(user: User, id: string, step: BookingStep): Promise<Result<ShownBooking>> {
      const stepped = await keep(
        user,
        steps[step.verb],
        step.verb === 'cancel' ? step.reason.trim() : '',
        () => bookings.step(id, step),
        ({ compound }) => ({ compound, target: id }),
      );
      return mapped(stepped, (booking) => bookings.shown(booking));
    },
  };
}

export type PassActs = ReturnType<typeof createPassActs>;
