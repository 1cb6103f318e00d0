/** Commands over HTTP: what the systems declare, asking devices, and what became of it. */
import { Type } from 'typebox';
import { CommandRequest } from '#shared/protocol/commands.ts';
import { failure } from '#shared/protocol/result.ts';
import { systems } from '#shared/systems/index.ts';
import type { Commands } from './commands.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { permit, permitBody } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

export function addCommandRoutes(app: Http, rooms: Rooms, queries: Queries, commands: Commands): void {
  const { store } = rooms.commands;
  const route = routesOf(app, rooms.access);
  const scopes = createScopes(rooms);

  route(permit('state.read'), {
    method: 'GET',
    url: '/api/systems',
    schema: { summary: 'The catalogue: points, rules and commands' },
    handler: async () => ({
      ok: true,
      // What only code can use stays behind.
      systems: systems.map(({ simulate: _simulate, commands: declared = [], ...system }) => ({
        ...system,
        commands: declared.map(({ effect: _effect, ...command }) => command),
      })),
    }),
  });

  route(permitBody('commands.send', scopes.commandBody), {
    method: 'POST',
    url: '/api/commands',
    schema: { summary: 'Ask devices to do something; the reply comes later', body: CommandRequest },
    handler: async (request, reply) =>
      answer(reply, await commands.sendCommand(userOf(request), request.body), (sent) => ({
        commands: sent,
      })),
  });

  route(permit('history.read', scopes.askedCompound), {
    method: 'GET',
    url: '/api/commands',
    schema: {
      summary: 'Commands of a compound, or of one device, newest first',
      querystring: Type.Object({
        compound: Type.String(),
        device: Type.Optional(Type.String({ description: '<system>/<device>' })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
      }),
    },
    handler: async (request, reply) => {
      const { compound, device = null, limit = 100 } = request.query;
      return answer(reply, queries.compound(compound), ({ id }) => ({
        commands: store.list(id, device, limit),
      }));
    },
  });

  route(permit('history.read', scopes.command), {
    method: 'GET',
    url: '/api/commands/:id',
    schema: {
      summary: 'One command and what became of it',
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
    },
    handler: async (request, reply) => {
      const command = store.find(request.params.id);
      return command
        ? { ok: true, command }
        : answer(reply, failure('no-command', { command: request.params.id }), () => ({}));
    },
  });
}
