/** How far the devices' clocks are from the hub's, as they are estimated from what they send. */
import { Type } from 'typebox';
import { clockOffsetMs } from '../twin/index.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 300 }) });
const One = Type.Object({ device: Type.Optional(Type.String({ description: '<system>/<device>' })) });

export function addClockRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const route = routesOf(app, rooms.access);

  route(permit('state.read', createScopes(rooms).compound()), {
    method: 'GET',
    url: '/api/compounds/:id/clocks',
    schema: {
      summary:
        'Offsets of the devices’ clocks: positive where one is behind; those of which nothing is known are left out',
      params: Id,
      querystring: One,
    },
    handler: async (request, reply) =>
      answer(reply, queries.compound(request.params.id), ({ devices }) => ({
        clocks: [...devices.values()].flatMap(({ record, clock }) => {
          const { device = record.key } = request.query;
          const offsetMs = device === record.key ? clockOffsetMs(clock) : null;
          return offsetMs === null ? [] : [{ device: record.key, offsetMs }];
        }),
      })),
  });
}
