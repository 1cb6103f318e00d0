/** Procedures of a compound over HTTP: the product's and its own; one is replaced by its own words, or given back. */
import { Type } from 'typebox';
import { Procedure } from '#shared/incidents/procedureBook.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { createKeep } from './keep.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) });
const One = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 40 }),
  procedure: Type.String({ minLength: 1, maxLength: 40 }),
});

export function addProcedureRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const { procedures, access } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);

  route(permit('incidents.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/procedures',
    schema: { summary: 'Procedures of incidents: the product’s and the compound’s own', params: Id },
    handler: async (request, reply) =>
      answer(reply, queries.compound(request.params.id), ({ id }) => ({ procedures: procedures.list(id) })),
  });

  route(permit('rules.edit', scopes.compound()), {
    method: 'PUT',
    url: '/api/compounds/:id/procedures',
    schema: {
      summary:
        'Keep a procedure of the compound’s own, instead of the one of the same name; incidents opened from now on take it',
      params: Id,
      body: Procedure,
    },
    handler: async (request, reply) => {
      const found = queries.compound(request.params.id);
      if (!found.ok) return answer(reply, found, () => ({}));
      const { id } = found.value;
      const of = (procedure: Procedure) => ({ compound: id, target: procedure.id });
      const write = () => procedures.keep(id, request.body);
      const done = await keep(userOf(request), 'procedure-edit', request.body.name.zh, write, of);
      return answer(reply, done, (procedure) => ({ procedure }));
    },
  });

  route(permit('rules.edit', scopes.compound()), {
    method: 'DELETE',
    url: '/api/compounds/:id/procedures/:procedure',
    schema: { summary: 'Remove a procedure of the compound’s own; the product’s is back', params: One },
    handler: async (request, reply) => {
      const found = queries.compound(request.params.id);
      if (!found.ok) return answer(reply, found, () => ({}));
      const { id } = found.value;
      const of = (procedure: Procedure) => ({ compound: id, target: procedure.id });
      const write = () => procedures.remove(id, request.params.procedure);
      const done = await keep(userOf(request), 'procedure-remove', '', write, of);
      return answer(reply, done, () => ({}));
    },
  });
}
