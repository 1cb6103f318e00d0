/** The journal of a compound over HTTP, with those kinds of rows that the person may see. */
import { Type } from 'typebox';
import { may, type Person } from '#shared/access/may.ts';
import type { Verb } from '#shared/access/verbs.ts';
import { journalKinds, mostJournalRows, type JournalKind } from '#shared/protocol/journal.ts';
import { failure, success } from '#shared/protocol/result.ts';
import { readCursor } from '../journal/index.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { readInstant } from './instants.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

/** Beside `history.read`. */
const verbOfKind: Readonly<Record<JournalKind, Verb | null>> = {
  alarm: 'alarms.read',
  action: null,
  event: null,
  command: null,
  incident: 'incidents.read',
};

function seenKinds(person: Person, kinds: readonly JournalKind[]): JournalKind[] {
  return kinds.filter((kind) => {
    const verb = verbOfKind[kind];
    return verb === null || may(person, verb);
  });
}

export function addJournalRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const route = routesOf(app, rooms.access);
  const scopes = createScopes(rooms);
  const Instant = Type.String({ description: 'ISO 8601 with zone, or milliseconds since 1970.' });

  route(permit('history.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/journal',
    schema: {
      summary: 'What happened, newest first: alarms, actions, events, commands, incidents',
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) }),
      querystring: Type.Object({
        from: Type.Optional(Instant),
        to: Type.Optional(Instant),
        kinds: Type.Optional(
          Type.String({ maxLength: 100, description: `Comma-separated: ${journalKinds.join(', ')}.` }),
        ),
        q: Type.Optional(
          Type.String({ maxLength: 200, description: 'Words that must all be found, in either language.' }),
        ),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: mostJournalRows })),
        before: Type.Optional(Type.String({ maxLength: 500, description: '`next` of the page before.' })),
      }),
    },
    handler: async (request, reply) => {
      const { from, to, kinds, q = '', limit = 100, before } = request.query;
      const found = queries.compound(request.params.id);
      if (!found.ok) return answer(reply, found, () => ({}));
      const begin = from === undefined ? success(0) : readInstant(from);
      const end = to === undefined ? success(Number.MAX_SAFE_INTEGER) : readInstant(to);
      if (!begin.ok || !end.ok) return answer(reply, begin.ok ? end : begin, () => ({}));
      if (begin.value > end.value) return answer(reply, failure('range-reversed'), () => ({}));
      const asked = (kinds ?? journalKinds.join(',')).split(',');
      const known = journalKinds.filter((kind) => asked.includes(kind));
      const cursor = before === undefined ? null : readCursor(before);
      const isKnown = asked.every((kind) => known.some((one) => one === kind));
      if (!isKnown) {
        const fault = failure('journal-kind', { kinds: kinds ?? '', known: journalKinds.join(', ') });
        return answer(reply, fault, () => ({}));
      }
      if (before !== undefined && cursor === null)
        return answer(reply, failure('journal-cursor'), () => ({}));
      const page = await rooms.journal.page({
        compound: found.value.id,
        fromMs: begin.value,
        toMs: end.value,
        kinds: seenKinds(userOf(request), known),
        search: q,
        limit,
        before: cursor,
      });
      return answer(reply, page, ({ rows, next }) => ({ rows, next }));
    },
  });
}
