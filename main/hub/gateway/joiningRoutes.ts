/** Two incidents become one, or one becomes two: both deeds are told in both. */
import { Type } from 'typebox';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { failure } from '#shared/protocol/result.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { createKeep } from './keep.ts';
import { permit } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const id = Type.String({ minLength: 1, maxLength: 200 });
const Id = Type.Object({ id });

export function addJoiningRoutes(app: Http, rooms: Rooms): void {
  const { incidents, twin, access } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);
  const of = ({ compound, id: target }: IncidentRecord) => ({ compound, target });

  route(permit('incidents.act', scopes.incident), {
    method: 'POST',
    url: '/api/incidents/:id/merge',
    schema: {
      summary: 'Take another incident of the compound in: that one is closed and goes on in this one',
      params: Id,
      body: Type.Object({ other: id }, { additionalProperties: false }),
    },
    handler: async (request, reply) => {
      const user = userOf(request);
      const { other } = request.body;
      const write = () => incidents.merge(request.params.id, other, user.name);
      const done = await keep(user, 'incident-merge', other, write, of);
      return answer(reply, done, (incident) => ({ incident: incident.id }));
    },
  });

  route(permit('incidents.act', scopes.incident), {
    method: 'POST',
    url: '/api/incidents/:id/split',
    schema: {
      summary: 'Make some of its devices an incident of their own',
      params: Id,
      body: Type.Object(
        { deviceKeys: Type.Array(id, { minItems: 1, maxItems: 100, uniqueItems: true }) },
        { additionalProperties: false },
      ),
    },
    handler: async (request, reply) => {
      const user = userOf(request);
      const { deviceKeys } = request.body;
      const compound = incidents.store.find(request.params.id)?.compound ?? '';
      const first = twin.compounds.get(compound)?.devices.get(deviceKeys[0] ?? '')?.record;
      if (!first) return answer(reply, failure('split-devices'), () => ({}));
      const { name, placeId, positionEnu } = first;
      const write = () =>
        incidents.split(request.params.id, { deviceKeys, name, placeId, positionEnu }, user.name);
      const done = await keep(user, 'incident-split', deviceKeys.join(', '), write, of);
      return answer(reply, done, (incident) => ({ incident: incident.id }));
    },
  });
}
