/** A compound's own alarm rules over HTTP: read, and replaced as a whole after a check. */
import { Type } from 'typebox';
import { CompoundRules } from '#shared/alarms/compoundRules.ts';
import type { Commands } from './commands.ts';
import { answer, userOf, type Http } from './http.ts';
import type { Queries } from './queries.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) });

export function addRuleRoutes(app: Http, queries: Queries, commands: Commands): void {
  app.get(
    '/api/compounds/:id/rules',
    { schema: { summary: 'Alarm rules of the compound’s own: overrides and new ones', params: Id } },
    async (request, reply) => answer(reply, queries.compound(request.params.id), ({ rules }) => ({ rules })),
  );
  app.put(
    '/api/compounds/:id/rules',
    {
      schema: {
        summary: 'Replace the compound’s own alarm rules; they hold at once',
        params: Id,
        body: CompoundRules,
      },
    },
    async (request, reply) =>
      answer(reply, await commands.setRules(userOf(request), request.params.id, request.body), () => ({
        rules: request.body,
      })),
  );
}
