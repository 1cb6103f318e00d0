/**
 * Readings of the past over HTTP, from a logger's file or another system's archive: they go into history under their own
 * times, raise no alarm and change nothing of what is shown as now.
 */
import { Type } from 'typebox';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { PointValue } from '#shared/protocol/device.ts';
import { qualityCodes } from '#shared/twin/columns.ts';
import { toColumn } from '../twin/index.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { userOf } from './gate.ts';
import { createKeep } from './keep.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';
import { Instant } from '#shared/time/instant.ts';

const bodyBytes = 4 * 1024 ** 2;
const mostReadings = 20_000;

const PastReadings = Type.Object(
  {
    device: Type.String({ minLength: 3, maxLength: 200, description: '<system>/<device>' }),
    point: Type.String({ minLength: 1, maxLength: 64 }),
    readings: Type.Array(Type.Tuple([Instant, PointValue]), {
      minItems: 1,
      maxItems: mostReadings,
      description: '[milliseconds since 1970, value]; null and what cannot be are left out and counted.',
    }),
  },
  { additionalProperties: false },
);

interface Taken {
  readonly taken: number;
  /** By reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

export function addReadingRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const { access, history, now } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);

  route(permit('compounds.edit', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/readings',
    bodyLimit: bodyBytes,
    schema: {
      summary: 'Put readings of the past into the history of one point, at most 20,000 at a time',
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) }),
      body: PastReadings,
    },
    handler: async (request, reply) => {
      const compound = queries.compound(request.params.id);
      if (!compound.ok) return answer(reply, compound, () => ({}));
      const { device, point, readings } = request.body;
      const put = (): Result<Taken> => {
        const { value: twin } = compound;
        const found = twin.devices.get(device);
        const slot = found?.slots.get(point);
        if (!found) return failure('no-device', { device });
        if (!slot) return failure('no-point', { path: `${twin.id}/${device}/${point}` });
        const leftOut: Record<string, number> = {};
        const leave = (why: string) => void (leftOut[why] = (leftOut[why] ?? 0) + 1);
        let taken = 0;
        for (const [timeMs, given] of readings) {
          if (timeMs > now()) leave('instant-future');
          else if (given === null) leave('blank');
          else {
            const value = toColumn(slot, given, (text) => twin.words.intern(text, now()));
            if (!value.ok) leave(value.error.code);
            else {
              history.append(twin.id, slot.index, value.value, timeMs, qualityCodes.good);
              taken++;
            }
          }
        }
        return success({ taken, leftOut });
      };
      const target = { compound: compound.value.id, target: `${device}/${point}` };
      const done = await keep(userOf(request), 'import-readings', String(readings.length), put, () => target);
      return answer(reply, done, (result) => ({ ...result }));
    },
  });
}
