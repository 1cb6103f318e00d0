/** Commands over HTTP: what the systems declare, asking devices, and what became of it. */
import { Type } from 'typebox';
import { CommandRequest } from '#shared/protocol/commands.ts';
import { both, failure } from '#shared/protocol/result.ts';
import { systems } from '#shared/systems/index.ts';
import type { Commands } from './commands.ts';
import { answer, userOf, type Http } from './http.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';

export function addCommandRoutes(app: Http, rooms: Rooms, queries: Queries, commands: Commands): void {
  const { store } = rooms.commands;

  app.get('/api/systems', { schema: { summary: 'The catalogue: points, rules and commands' } }, async () => ({
    ok: true,
    // What only code can use stays behind.
    systems: systems.map(({ simulate: _simulate, commands: declared = [], ...system }) => ({
      ...system,
      commands: declared.map(({ effect: _effect, ...command }) => command),
    })),
  }));

  app.post(
    '/api/commands',
    { schema: { summary: 'Ask devices to do something; the reply comes later', body: CommandRequest } },
    async (request, reply) =>
      answer(reply, await commands.sendCommand(userOf(request), request.body), (sent) => ({
        commands: sent,
      })),
  );

  app.get(
    '/api/commands',
    {
      schema: {
        summary: 'Commands of a compound, or of one device, newest first',
        querystring: Type.Object({
          compound: Type.String(),
          device: Type.Optional(Type.String({ description: '<system>/<device>' })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
        }),
      },
    },
    async (request, reply) => {
      const { compound, device = null, limit = 100 } = request.query;
      return answer(reply, queries.compound(compound), ({ id }) => ({
        commands: store.list(id, device, limit),
      }));
    },
  );

  app.get(
    '/api/commands/:id',
    {
      schema: {
        summary: 'One command and what became of it',
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
      },
    },
    async (request, reply) => {
      const command = store.find(request.params.id);
      return command
        ? { ok: true, command }
        : answer(reply, failure('no-command', both('没有这条命令', 'There is no such command')), () => ({}));
    },
  );
}
