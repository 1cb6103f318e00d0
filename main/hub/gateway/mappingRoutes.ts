/** Devices of other systems over HTTP: what the hub knows of them, and which are a compound's own. It holds at once. */
import { Type } from 'typebox';
import { CompoundMapping, FirstCompoundMapping, MappedDevice } from '#shared/compounds/mapping.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import type { CompoundCommands } from './compoundCommands.ts';
import { userOf } from './gate.ts';
import { permit } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) });
const Edits = Type.Object(
  {
    edits: Type.Array(
      Type.Object(
        {
          dialect: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
          id: Type.String({ minLength: 1, maxLength: 200, description: 'As the other system calls it.' }),
          mapped: Type.Union([MappedDevice, Type.Null()], { description: 'Null: no longer mapped.' }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 5000 },
    ),
  },
  { additionalProperties: false },
);

export function addMappingRoutes(app: Http, rooms: Rooms, commands: CompoundCommands): void {
  const route = routesOf(app, rooms.access);
  const scopes = createScopes(rooms);
  const { compounds, ingest } = rooms;

  route(permit('state.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/mapping',
    schema: { summary: 'Which devices of other systems are its own', params: Id },
    handler: async (request, reply) =>
      answer(reply, compounds.mapping(request.params.id), (mapping) => ({ mapping })),
  });

  route(permit('compounds.edit', scopes.compound()), {
    method: 'PUT',
    url: '/api/compounds/:id/mapping',
    schema: {
      summary: 'Replace the mapping; devices go where they belong at once',
      params: Id,
      body: Type.Union([CompoundMapping, FirstCompoundMapping]),
    },
    handler: async (request, reply) =>
      answer(
        reply,
        await commands.setMapping(userOf(request), request.params.id, request.body),
        (mapping) => ({
          mapping,
        }),
      ),
  });

  route(permit('compounds.edit', scopes.compound()), {
    method: 'PATCH',
    url: '/api/compounds/:id/mapping',
    schema: {
      summary: 'Place single devices of other systems, by dialect and their name there; all of them or none',
      params: Id,
      body: Edits,
    },
    handler: async (request, reply) =>
      answer(
        reply,
        await commands.editMapping(userOf(request), request.params.id, request.body.edits),
        (mapping) => ({ mapping }),
      ),
  });

  route(permit('compounds.edit', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/foreign-devices',
    schema: {
      summary:
        'Devices of other systems that are this compound’s: their values, what is proposed, what is mapped',
      params: Id,
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      return answer(reply, compounds.mapping(id), () => ({
        devices: ingest.foreignDevices().filter(({ compound }) => compound === id),
      }));
    },
  });
}
