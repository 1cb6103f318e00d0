/** What can be played in a demo compound: its scenarios, and single faults of its devices. Real compounds refuse both. */
import { Type } from 'typebox';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import type { Commands } from './commands.ts';
import { userOf } from './gate.ts';
import { permit } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Demo = Type.Object({ scenario: Type.Union([Type.Literal('fire'), Type.Literal('throw')]) });
const Where = Type.Object({ compound: Type.Optional(Type.String()) });
const Fault = Type.Object({
  device: Type.String({ minLength: 1, maxLength: 200, description: '<system>/<device>' }),
  fault: Type.String({ minLength: 1, maxLength: 64, description: 'As its system declares it.' }),
});

export function addDemoRoutes(app: Http, rooms: Rooms, commands: Commands): void {
  const route = routesOf(app, rooms.access);
  const scopes = createScopes(rooms);

  route(permit('demo.run', scopes.demo), {
    method: 'POST',
    url: '/api/demo/:scenario',
    schema: {
      summary: 'Run a demo scenario',
      params: Demo,
      querystring: Type.Object({
        ...Where.properties,
        pace: Type.Optional(
          Type.Number({
            minimum: 1,
            maximum: 10,
            description: 'So many times as fast as it would really go.',
          }),
        ),
      }),
    },
    handler: async (request, reply) =>
      answer(
        reply,
        await commands.runDemo(
          userOf(request),
          request.query.compound,
          request.params.scenario,
          request.query.pace,
        ),
        () => ({ scenario: request.params.scenario }),
      ),
  });

  route(permit('demo.run', scopes.demo), {
    method: 'POST',
    url: '/api/demo/faults',
    schema: { summary: 'Let something go wrong with a device of a demo', querystring: Where, body: Fault },
    handler: async (request, reply) => {
      const { device, fault } = request.body;
      const done = await commands.runFault(userOf(request), request.query.compound, device, fault);
      return answer(reply, done, () => ({ device, fault }));
    },
  });
}
