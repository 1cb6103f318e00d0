/**
 * Visitor passes over HTTP, for the screen and for a property company's own system: issued with a token that is told
 * once, revoked; who passed where. Who a visitor is is given to whoever was granted contacts, and each look is written down.
 */
import { Type } from 'typebox';
import { shownPass } from '#shared/passes/machine.ts';
import { failure, type Result } from '#shared/protocol/result.ts';
import { NewPass, PassReason } from '#shared/protocol/visitorPass.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { userOf } from './gate.ts';
import { lookOf } from './lookOf.ts';
import type { PassActs } from './passActs.ts';
import { permit, permitTold } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';
import { Instant } from '#shared/time/instant.ts';

const id = Type.String({ minLength: 1, maxLength: 200 });
const Id = Type.Object({ id });
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 }));
const smallBody = 20_000;

export function addPassRoutes(app: Http, rooms: Rooms, queries: Queries, acts: PassActs): void {
  const { access, passes } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);

  route(permit('passes.act', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/passes',
    bodyLimit: smallBody,
    schema: {
      summary: 'Issue a visitor pass for a household; its token is told this once',
      params: Id,
      body: NewPass,
    },
    handler: async (request, reply) =>
      answer(reply, await acts.issue(userOf(request), request.params.id, request.body), (issued) => ({
        ...issued,
      })),
  });

  route(permit('passes.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/passes',
    schema: {
      summary: 'Visitor passes, newest first, without names and plates',
      params: Id,
      querystring: Type.Object({
        place: Type.Optional(id),
        external: Type.Optional(id),
        before: Type.Optional(Instant),
        open: Type.Optional(Type.Boolean({ description: 'Those that still let somebody in.' })),
        limit,
      }),
    },
    handler: (request, reply) => {
      const { place, external, before, open, limit: most } = request.query;
      const compound = request.params.id;
      if (external === undefined)
        return answer(
          reply,
          acts.listPasses(compound, { placeId: place, beforeMs: before, open, limit: most }),
          (found) => ({ passes: found }),
        );
      return answer(reply, queries.compound(compound), () => {
        const named = passes.findExternal(compound, external);
        return { passes: named ? [shownPass(named)] : [] };
      });
    },
  });

  route(permit('passes.act', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/passes/:pass/revoke',
    bodyLimit: smallBody,
    schema: {
      summary: 'Revoke a visitor pass, with a reason; it opens nothing from then on',
      params: Type.Object({ id, pass: id }),
      body: PassReason,
    },
    handler: async (request, reply) => {
      const { id: compound, pass } = request.params;
      const own = passes.find(pass)?.compound === compound;
      const revoked: Result<unknown> = own
        ? await acts.revoke(userOf(request), pass, request.body.reason)
        : failure('no-pass');
      return answer(reply, revoked, (value) => ({ pass: value }));
    },
  });

  route(permitTold('people.read', scopes.visitor), {
    method: 'GET',
    url: '/api/passes/:pass/visitor',
    schema: {
      summary: 'Name and plate of a visitor; every look is written to the audit log',
      params: Type.Object({ pass: id }),
    },
    handler: (request, reply) => {
      const { pass: passId } = request.params;
      const pass = passes.find(passId);
      const looked = lookOf(rooms, userOf(request), 'see-visitor', pass, () => {
        const { name, plate } = pass ?? { name: null, plate: null };
        return { name, plate };
      });
      return answer(reply, looked ?? failure('no-pass'), (visitor) => ({ visitor }));
    },
  });

  route(permit('passes.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/passages',
    schema: {
      summary: 'Who passed doors and gates up to an instant, newest first: when and how, never who',
      params: Id,
      querystring: Type.Object({
        device: Type.Optional(id),
        system: Type.Optional(id),
        refused: Type.Optional(Type.Boolean()),
        until: Type.Optional(Instant),
        limit,
      }),
    },
    handler: (request, reply) => {
      const {
        device,
        system,
        refused = false,
        until = Number.MAX_SAFE_INTEGER,
        limit: most = 100,
      } = request.query;
      return answer(reply, queries.compound(request.params.id), ({ id: compound }) => ({
        passages: passes.passages({
          compound,
          deviceKey: device ?? null,
          system: system ?? null,
          refusedOnly: refused,
          untilMs: until,
          limit: most,
        }),
      }));
    },
  });
}
