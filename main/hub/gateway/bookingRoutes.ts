/**
 * Bookings over HTTP, for the screen and for a property company's own system. Whose car it is is given to whoever was
 * granted contacts, and each look is written down.
 */
import { Type } from 'typebox';
import { BookingStep, NewBooking } from '#shared/protocol/booking.ts';
import { failure } from '#shared/protocol/result.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { userOf } from './gate.ts';
import { lookOf } from './lookOf.ts';
import type { PassActs } from './passActs.ts';
import { permit, permitTold } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';
import { Instant } from '#shared/time/instant.ts';

const id = Type.String({ minLength: 1, maxLength: 200 });
const Id = Type.Object({ id });
const Booked = Type.Object({ booking: id });
const smallBody = 20_000;

export function addBookingRoutes(app: Http, rooms: Rooms, queries: Queries, acts: PassActs): void {
  const { access, bookings } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);

  route(permit('bookings.act', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/bookings',
    bodyLimit: smallBody,
    schema: {
      summary: 'Book a device for a plate or a household; what is booked already is refused',
      params: Id,
      body: NewBooking,
    },
    handler: async (request, reply) =>
      answer(reply, await acts.book(userOf(request), request.params.id, request.body), (booking) => ({
        booking,
      })),
  });

  route(permit('bookings.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/bookings',
    schema: {
      summary: 'Bookings that touch a span, the earliest first, without plates',
      params: Id,
      querystring: Type.Object({
        from: Instant,
        to: Instant,
        device: Type.Optional(id),
        external: Type.Optional(id),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
      }),
    },
    handler: (request, reply) => {
      const { from, to, device, external, limit } = request.query;
      const compound = request.params.id;
      if (external === undefined)
        return answer(
          reply,
          acts.listBookings(compound, { deviceKey: device, fromMs: from, toMs: to, limit }),
          (found) => ({ bookings: found }),
        );
      return answer(reply, queries.compound(compound), () => {
        const named = bookings.findExternal(compound, external);
        return { bookings: named ? [bookings.shown(named)] : [] };
      });
    },
  });

  route(permit('bookings.act', scopes.booking), {
    method: 'POST',
    url: '/api/bookings/:booking/steps',
    bodyLimit: smallBody,
    schema: {
      summary: 'Lead a booking on: arrive, release, cancel with a reason',
      params: Booked,
      body: BookingStep,
    },
    handler: async (request, reply) =>
      answer(
        reply,
        await acts.stepBooking(userOf(request), request.params.booking, request.body),
        (booking) => ({ booking }),
      ),
  });

  route(permitTold('people.read', scopes.bookedPlate), {
    method: 'GET',
    url: '/api/bookings/:booking/plate',
    schema: {
      summary: 'The plate that a booking is for; every look is written to the audit log',
      params: Booked,
    },
    handler: (request, reply) => {
      const booking = bookings.find(request.params.booking);
      const looked = lookOf(rooms, userOf(request), 'see-booking', booking, () => booking?.plate ?? null);
      return answer(reply, looked ?? failure('no-booking'), (plate) => ({ plate }));
    },
  });
}
