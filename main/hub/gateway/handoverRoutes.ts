/**
 * Shifts handed over, over HTTP. Whoever is signed in writes and thereby signs; a second person signs at the same screen
 * with a name and password of its own, which count as a sign-in's do.
 */
import { Type } from 'typebox';
import { may, personOf } from '#shared/access/may.ts';
import type { Handover } from '#shared/protocol/handover.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Identity } from '../access/index.ts';
import { isSamePerson, openNow } from '../handovers/index.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { createKeep } from './keep.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) });
const smallBody = 20_000;
const incidentsAtMost = 1000;

export function addHandoverRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const { access, handovers, alarms, incidents } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);
  const of = ({ compound, id }: Handover) => ({ compound, target: id });

  route(permit('alarms.act', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/handovers',
    bodyLimit: smallBody,
    schema: {
      summary: 'Hand the shift over: what is open now, and what was promised; signed by who is signed in',
      params: Id,
      body: Type.Object({ promised: Type.String({ maxLength: 4000 }) }),
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const user = userOf(request);
      const found = queries.compound(id);
      if (!found.ok) return answer(reply, found, () => ({}));
      // Automation has no shift.
      if (user.role === null || user.via === 'hub-token')
        return answer(reply, failure('handover-person'), () => ({}));
      const open = openNow(
        alarms.open(id),
        [...found.value.devices.values()].map(({ record }) => record),
        incidents.store.inStates(id, ['new', 'in-progress', 'resolved'], null, incidentsAtMost),
      );
      const promised = request.body.promised.trim();
      const write = () => handovers.write({ compound: id, from: user.name, promised, open });
      return answer(reply, await keep(user, 'handover', promised, write, of), (handover) => ({ handover }));
    },
  });

  /** Who signs must be somebody else, who may act here; nobody can while there are no users. */
  async function signer(
    user: Identity,
    handover: Handover,
    given: { readonly name: string; readonly password: string },
  ): Promise<Result<string>> {
    if (access.firstRun) return failure('handover-no-users');
    if (handover.to !== null) return failure('handover-signed', { name: handover.to });
    if (handover.withdrawnAtMs !== undefined) return failure('handover-withdrawn');
    const name = given.name.trim();
    if (isSamePerson(name, handover.from)) return failure('handover-same');
    const proven = await access.vouch(name, given.password, user.address);
    if (!proven.ok) return proven;
    const person = personOf(proven.value.name, proven.value.role, proven.value.scope);
    return may(person, 'alarms.act', { compound: handover.compound })
      ? success(person.name)
      : failure('handover-not-theirs', { name: person.name });
  }

  route(permit('alarms.act', scopes.handover), {
    method: 'POST',
    url: '/api/handovers/:id/sign',
    bodyLimit: smallBody,
    schema: {
      summary: 'Take the shift over: a second person signs with name and password',
      params: Id,
      body: Type.Object({
        name: Type.String({ minLength: 1, maxLength: 80 }),
        password: Type.String({ maxLength: 400 }),
      }),
    },
    handler: async (request, reply) => {
      const user = userOf(request);
      const handover = handovers.find(request.params.id);
      if (!handover) return answer(reply, failure('no-handover'), () => ({}));
      const to = await signer(user, handover, request.body);
      if (!to.ok) {
        if (to.error.code === 'sign-in-wait')
          reply.header('retry-after', String(to.error.params?.['seconds'] ?? 1));
        return answer(reply, to, () => ({}));
      }
      const sign = () => handovers.sign(handover.id, to.value);
      const signed = await keep({ ...user, name: to.value }, 'handover-sign', '', sign, of);
      return answer(reply, signed, (value) => ({ handover: value }));
    },
  });

  route(permit('alarms.act', scopes.handover), {
    method: 'POST',
    url: '/api/handovers/:id/withdraw',
    bodyLimit: smallBody,
    schema: {
      summary: 'Take a hand-over back that nobody has signed for: who wrote it, or who manages the users',
      params: Id,
    },
    handler: async (request, reply) => {
      const user = userOf(request);
      const handover = handovers.find(request.params.id);
      if (!handover) return answer(reply, failure('no-handover'), () => ({}));
      const manages =
        user.role !== null && personOf(user.name, user.role, user.scope).verbs.includes('users.manage');
      if (!manages && !isSamePerson(user.name, handover.from))
        return answer(reply, failure('handover-not-yours', { name: handover.from }), () => ({}));
      const withdraw = () => handovers.withdraw(handover.id);
      const done = await keep(user, 'handover-withdraw', '', withdraw, of);
      return answer(reply, done, (value) => ({ handover: value }));
    },
  });

  route(permit('history.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/handovers',
    schema: {
      summary: 'Shifts handed over, newest first',
      params: Id,
      querystring: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) }),
    },
    handler: async (request, reply) =>
      answer(reply, queries.compound(request.params.id), ({ id }) => ({
        handovers: handovers.list(id, request.query.limit ?? 20),
      })),
  });
}
