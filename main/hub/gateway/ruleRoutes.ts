/** A compound's own alarm rules over HTTP: read, and replaced as a whole after a check. */
import { Type } from 'typebox';
import { CompoundRules } from '#shared/alarms/compoundRules.ts';
import type { Commands } from './commands.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) });

export function addRuleRoutes(app: Http, rooms: Rooms, queries: Queries, commands: Commands): void {
  const route = routesOf(app, rooms.access);
  const scopes = createScopes(rooms);

  route(permit('alarms.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/rules',
    schema: { summary: 'Alarm rules of the compound’s own: overrides and new ones', params: Id },
    handler: async (request, reply) =>
      answer(reply, queries.compound(request.params.id), ({ rules }) => ({ rules })),
  });
  route(permit('rules.edit', scopes.compound()), {
    method: 'PUT',
    url: '/api/compounds/:id/rules',
    schema: {
      summary: 'Replace the compound’s own alarm rules; they hold at once',
      params: Id,
      body: CompoundRules,
    },
    handler: async (request, reply) =>
      answer(reply, await commands.setRules(userOf(request), request.params.id, request.body), () => ({
        rules: request.body,
      })),
  });
}
