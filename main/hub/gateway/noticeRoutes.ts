/**
 * Notices over HTTP: channels and rules of a compound, what is on its way and what became of it, and warnings to residents
 * that a second person confirms with a name and password of its own.
 */
import { Type } from 'typebox';
import { may, personOf } from '#shared/access/may.ts';
import { warningText } from '#shared/i18n/noticeTexts.ts';
import {
  NoticeSettings,
  WarningKind,
  WarningRequest,
  type Notice,
  type ResidentWarning,
} from '#shared/protocol/notice.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Identity } from '../access/index.ts';
import { isSamePerson } from '../handovers/index.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { userOf } from './gate.ts';
import { createKeep } from './keep.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) });
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 500 }));

export function addNoticeRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const { access, notices, twin } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);
  const of = ({ compound, id }: { readonly compound: string; readonly id: string }) => ({
    compound,
    target: id,
  });
  const withCounts = (warning: ResidentWarning) => ({
    ...warning,
    delivery: notices.outbox.counts(warning.compound, warning.id),
  });

  route(permit('rules.edit', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/notice-settings',
    schema: { summary: 'Channels and rules of notices; secrets are not given out', params: Id },
    handler: (request, reply) =>
      answer(reply, queries.compound(request.params.id), ({ id }) => ({
        settings: notices.settings.shown(id),
      })),
  });
  route(permit('rules.edit', scopes.compound()), {
    method: 'PUT',
    url: '/api/compounds/:id/notice-settings',
    schema: {
      summary: 'Replace channels and rules; a secret that is left out stays as it was',
      params: Id,
      body: NoticeSettings,
    },
    handler: async (request, reply) => {
      const compound = queries.compound(request.params.id);
      if (!compound.ok) return answer(reply, compound, () => ({}));
      const { id } = compound.value;
      const set = () => notices.settings.set(id, request.body);
      const done = await keep(userOf(request), 'notice-settings', '', set, () => of({ compound: id, id }));
      return answer(reply, done, () => ({ settings: notices.settings.shown(id) }));
    },
  });
  route(permit('rules.edit', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/notice-test',
    schema: {
      summary: 'Send a test over one channel',
      params: Id,
      body: Type.Object({
        channel: Type.String({ minLength: 1, maxLength: 60 }),
        to: Type.String({ maxLength: 200 }),
        language: Type.Union([Type.Literal('zh'), Type.Literal('en')]),
      }),
    },
    handler: async (request, reply) => {
      const compound = queries.compound(request.params.id);
      if (!compound.ok) return answer(reply, compound, () => ({}));
      const { channel, to, language } = request.body;
      const test = () => notices.test(compound.value.id, channel, to, language);
      const done = await keep(userOf(request), 'notice-test', channel, test, of);
      return answer(reply, done, (notice) => ({ notice: seen(userOf(request), notice) }));
    },
  });

  route(permit('notices.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/notices',
    schema: {
      summary: 'Notices, newest first, with what became of them',
      params: Id,
      querystring: Type.Object({ limit, ref: Type.Optional(Type.String({ maxLength: 200 })) }),
    },
    handler: (request, reply) =>
      answer(reply, queries.compound(request.params.id), ({ id }) => ({
        notices: notices.outbox
          .list(id, request.query.limit ?? 100, request.query.ref)
          .map((notice) => seen(userOf(request), notice)),
      })),
  });
  route(permit('notices.act', scopes.notice), {
    method: 'POST',
    url: '/api/notices/:id/again',
    schema: { summary: 'Try once more to send a notice that failed', params: Id },
    handler: async (request, reply) => {
      const again = (): Result<Notice> => {
        const queued = notices.outbox.again(request.params.id);
        return queued ? success(queued) : failure('no-notice');
      };
      const done = await keep(userOf(request), 'notice-again', '', again, of);
      return answer(reply, done, (notice) => ({ notice: seen(userOf(request), notice) }));
    },
  });

  route(permit('notices.act', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/warning-template',
    schema: {
      summary:
        'What residents of some places would be told, to be changed before it goes out; channels to choose from',
      params: Id,
      querystring: Type.Object({ kind: WarningKind, places: Type.String({ minLength: 1, maxLength: 4000 }) }),
    },
    handler: (request, reply) =>
      answer(reply, queries.compound(request.params.id), ({ id, manifest, plan }) => {
        const names = request.query.places
          .split(',')
          .flatMap((place) => plan.places.find((one) => one.id === place)?.name ?? []);
        return {
          text: warningText(request.query.kind, manifest.name, names),
          channels: notices.settings.shown(id).channels.map((channel) => ({
            id: channel.id,
            name: channel.name,
            kind: channel.kind,
          })),
          drill: notices.settings.shown(id).drill,
        };
      }),
  });
  route(permit('notices.act', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/warnings/preview',
    schema: { summary: 'How many a warning would reach', params: Id, body: WarningRequest },
    handler: (request, reply) => {
      const compound = queries.compound(request.params.id);
      if (!compound.ok) return answer(reply, compound, () => ({}));
      return answer(reply, notices.preview(compound.value.id, request.body), ({ households, messages }) => ({
        households,
        recipients: messages.length,
      }));
    },
  });
  route(permit('notices.act', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/warnings',
    schema: {
      summary:
        'Write a warning to residents; it goes out once a second person confirms it. A drill goes nowhere',
      params: Id,
      body: WarningRequest,
    },
    handler: async (request, reply) => {
      const user = userOf(request);
      const compound = queries.compound(request.params.id);
      if (!compound.ok) return answer(reply, compound, () => ({}));
      const write = () => notices.write(compound.value.id, request.body, user.name);
      const done = await keep(user, 'warning-write', request.body.placeIds.join(','), write, of);
      return answer(reply, done, (warning) => ({ warning: withCounts(warning) }));
    },
  });
  route(permit('notices.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/warnings',
    schema: {
      summary: 'Warnings to residents, newest first',
      params: Id,
      querystring: Type.Object({ limit }),
    },
    handler: (request, reply) =>
      answer(reply, queries.compound(request.params.id), ({ id }) => ({
        warnings: notices.warnings.list(id, request.query.limit ?? 20).map(withCounts),
      })),
  });

  /** Somebody else than who wrote it, who may send warnings here; nobody can while there are no users. */
  async function confirmer(
    user: Identity,
    warning: ResidentWarning,
    given: { readonly name: string; readonly password: string },
  ): Promise<Result<string>> {
    if (access.firstRun) return failure('warning-no-users');
    const name = given.name.trim();
    if (isSamePerson(name, warning.writtenBy)) return failure('warning-same');
    const proven = await access.vouch(name, given.password, user.address);
    if (!proven.ok) return proven;
    const person = personOf(proven.value.name, proven.value.role, proven.value.scope);
    return may(person, 'notices.act', { compound: warning.compound })
      ? success(person.name)
      : failure('warning-not-theirs', { name: person.name });
  }

  route(permit('notices.act', scopes.warning), {
    method: 'POST',
    url: '/api/warnings/:id/confirm',
    schema: {
      summary: 'A second person confirms a warning with name and password; then it goes out',
      params: Id,
      body: Type.Object({
        name: Type.String({ minLength: 1, maxLength: 80 }),
        password: Type.String({ maxLength: 400 }),
      }),
    },
    handler: async (request, reply) => {
      const user = userOf(request);
      const warning = notices.warnings.find(request.params.id);
      if (!warning || !twin.compounds.has(warning.compound))
        return answer(reply, failure('no-warning'), () => ({}));
      const by = await confirmer(user, warning, request.body);
      if (!by.ok) {
        if (by.error.code === 'sign-in-wait')
          reply.header('retry-after', String(by.error.params?.['seconds'] ?? 1));
        return answer(reply, by, () => ({}));
      }
      const confirm = () => notices.confirm(warning.id, by.value);
      const done = await keep({ ...user, name: by.value }, 'warning-confirm', '', confirm, of);
      return answer(reply, done, (value) => ({ warning: withCounts(value) }));
    },
  });
  route(permit('notices.act', scopes.warning), {
    method: 'POST',
    url: '/api/warnings/:id/withdraw',
    schema: { summary: 'Take back a warning that nobody has confirmed', params: Id },
    handler: async (request, reply) => {
      const withdraw = () => notices.warnings.withdraw(request.params.id);
      const done = await keep(userOf(request), 'warning-withdraw', '', withdraw, of);
      return answer(reply, done, (warning) => ({ warning: withCounts(warning) }));
    },
  });
}

/** Addresses of residents are for those who were granted contacts; what a webhook was given stays out of lists. */
function seen(user: Identity, given: Notice): Notice {
  const { data: _, ...notice } = given;
  const mayCall = may(user, 'people.read', { compound: notice.compound, personalClass: 'contact' });
  return mayCall || notice.cause !== 'warning' || notice.to === '' ? notice : { ...notice, to: '•' };
}
