/** The REST API over state, alarms and incidents. Schemas here are the OpenAPI that is served. */
import { Type } from 'typebox';
import { may, maySee } from '#shared/access/may.ts';
import { withoutLogin } from '#shared/protocol/url.ts';
import { seesAlert, seesPlace, seesRejection } from './visible.ts';
import { findSystem } from '#shared/systems/index.ts';
import { openStates } from '#shared/alarms/machine.ts';
import {
  CommandReply,
  DeviceAvailability,
  DeviceCommand,
  DeviceEvent,
  DeviceMeta,
  DeviceState,
} from '#shared/protocol/device.ts';
import { failure, success } from '#shared/protocol/result.ts';
import type { Commands } from './commands.ts';
import { languageOf, spoken } from './spoken.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { everybody, permit } from './permit.ts';
import { readInstant } from './instants.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 300 }) });
const Instant = Type.String({ description: 'ISO 8601 with zone, or milliseconds since 1970.' });

/** A caller's clock may be ahead by this much. */
const clockSkewMs = 60_000;
const future = failure('instant-future');

const entriesAtOnce = 1000;

export function addRestRoutes(app: Http, rooms: Rooms, queries: Queries, commands: Commands): void {
  const route = routesOf(app, rooms.access);
  const scopes = createScopes(rooms);
  const { twin, ingest, alarms, incidents } = rooms;

  route(everybody, {
    method: 'GET',
    url: '/api/health',
    schema: { summary: 'Is the hub well?' },
    handler: async (request) => {
      const { who } = request;
      const lives = { ok: true, version: rooms.version };
      if (!who.ok || !may(who.value, 'state.read')) return lives;
      return {
        ...lives,
        hubTime: new Date(rooms.now()).toISOString(),
        mqtt: withoutLogin(rooms.brokerUrl()),
        accepted: ingest.accepted(),
        rejected: ingest.rejections.total(),
        alerts: rooms.alerts
          .standing()
          .filter((alert) => seesAlert(who.value, alert))
          .map((alert) => spoken(alert, languageOf(request.headers['accept-language']))),
      };
    },
  });

  route(permit('state.read'), {
    method: 'GET',
    url: '/api/schemas',
    schema: { summary: 'JSON Schemas of the native MQTT dialect' },
    handler: async () => ({
      ok: true,
      topics:
        'linli/v1/<compound>/<system>/<device>/{state,event,meta,availability,command/<name>,command/<name>/reply}',
      schemas: {
        state: DeviceState,
        event: DeviceEvent,
        meta: DeviceMeta,
        availability: DeviceAvailability,
        command: DeviceCommand,
        reply: CommandReply,
      },
    }),
  });

  route(permit('state.read'), {
    method: 'GET',
    url: '/api/compounds',
    schema: { summary: 'All compounds' },
    handler: async (request) => ({
      ok: true,
      compounds: [...twin.compounds.values()]
        .filter(({ id }) => maySee(userOf(request), id))
        .map(({ id, manifest, devices }) => ({ id, manifest, devices: devices.size })),
    }),
  });

  route(permit('state.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/plan',
    schema: { summary: 'Places, bays, trees', params: Id },
    handler: async (request, reply) =>
      answer(reply, queries.compound(request.params.id), ({ plan }) => ({ plan })),
  });

  route(permit('state.read', scopes.compoundThen), {
    method: 'GET',
    url: '/api/compounds/:id/state',
    schema: {
      summary: 'State of every device, now or at an instant',
      params: Id,
      querystring: Type.Object({ at: Type.Optional(Instant) }),
    },
    handler: async (request, reply) => {
      const { at } = request.query;
      const instant = at === undefined ? success(null) : readInstant(at);
      if (!instant.ok) return reply.code(400).send(instant);
      const atMs = instant.value;
      if (atMs !== null && atMs > rooms.now() + clockSkewMs) return reply.code(400).send(future);
      const alarmsThen =
        atMs === null ? alarms.open(request.params.id) : alarms.store.at(request.params.id, atMs);
      return answer(reply, await queries.state(request.params.id, atMs), (devices) => ({
        compound: request.params.id,
        at: new Date(atMs ?? rooms.now()).toISOString(),
        live: atMs === null,
        devices: Object.fromEntries(
          Object.entries(devices).map(([key, device]) => [
            key,
            seesPlace(userOf(request), request.params.id, device.system)
              ? device
              : { ...device, name: findSystem(device.system)?.name ?? device.name, placeId: null },
          ]),
        ),
        alarms: may(userOf(request), 'alarms.read') ? alarmsThen : [],
      }));
    },
  });

  route(permit('alarms.read', scopes.askedCompound), {
    method: 'GET',
    url: '/api/alarms',
    schema: {
      summary: 'Alarms, newest first; `open` = all that are not normal',
      querystring: Type.Object({
        state: Type.Optional(Type.String({ description: 'Comma-separated states, or open' })),
        compound: Type.Optional(Type.String()),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      }),
    },
    handler: (request, reply) => {
      const { state = '', compound = null, limit = 500 } = request.query;
      const asked = state.split(',').filter((one) => one !== '');
      const unknown = asked.find(
        (one) => one !== 'open' && one !== 'normal' && !openStates.some((state) => state === one),
      );
      if (unknown !== undefined) {
        return reply
          .code(400)
          .send(
            failure('alarm-state', { state: unknown, known: ['open', 'normal', ...openStates].join(', ') }),
          );
      }
      const states = asked.flatMap<string>((one) => (one === 'open' ? openStates : [one]));
      const { compounds } = userOf(request).scope;
      if (compound !== null || compounds === 'all')
        return { ok: true, alarms: alarms.store.list(compound, states, limit).map(alarms.shown) };
      const seen = compounds.flatMap((id) => alarms.store.list(id, states, limit));
      return {
        ok: true,
        alarms: seen
          .sort((a, b) => b.firstAtMs - a.firstAtMs)
          .slice(0, limit)
          .map(alarms.shown),
      };
    },
  });

  const Note = Type.Union([
    Type.Object({ note: Type.Optional(Type.String({ maxLength: 2000 })) }),
    Type.Null(),
  ]);
  route(permit('alarms.acknowledge', scopes.alarm), {
    method: 'POST',
    url: '/api/alarms/:id/acknowledge',
    schema: { summary: 'Acknowledge: seen by a person', params: Id, body: Type.Optional(Note) },
    handler: async (request, reply) =>
      answer(
        reply,
        await commands.acknowledge(userOf(request), request.params.id, request.body?.note ?? ''),
        (alarm) => ({ alarm }),
      ),
  });

  route(permit('incidents.read', scopes.askedCompound), {
    method: 'GET',
    url: '/api/incidents',
    schema: {
      summary: 'Incidents of a compound, newest first',
      querystring: Type.Object({ compound: Type.String() }),
    },
    handler: async (request, reply) =>
      answer(reply, queries.compound(request.query.compound), ({ id }) => ({
        incidents: incidents.store.list(id, 500),
      })),
  });

  route(permit('incidents.read', scopes.incident), {
    method: 'GET',
    url: '/api/incidents/:id',
    schema: { summary: 'One incident with its timeline, however long ago', params: Id },
    handler: async (request, reply) => {
      const incident = incidents.store.find(request.params.id);
      return answer(reply, incident ? success(incident) : failure('no-incident'), (found) => ({
        incident: found,
      }));
    },
  });

  route(permit('incidents.read', scopes.incident), {
    method: 'GET',
    url: '/api/incidents/:id/entries',
    schema: {
      summary: 'Its whole timeline in order of arrival, a thousand entries at a time',
      params: Id,
      querystring: Type.Object({
        from: Type.Optional(Type.Integer({ minimum: 0, description: 'Number of the first; 0 without it.' })),
      }),
    },
    handler: async (request, reply) => {
      const incident = incidents.store.find(request.params.id);
      return answer(reply, incident ? success(incident) : failure('no-incident'), ({ id, entryCount }) => ({
        entries: incidents.store.entries(id, request.query.from ?? 0, entriesAtOnce),
        entryCount,
      }));
    },
  });

  route(permit('history.read'), {
    method: 'GET',
    url: '/api/rejections',
    schema: {
      summary: 'Messages that were refused, counted by reason; of one source, or the last of one device',
      querystring: Type.Object({
        source: Type.Optional(Type.String({ maxLength: 40 })),
        device: Type.Optional(Type.String({ maxLength: 300, description: '<compound>/<system>/<device>' })),
      }),
    },
    handler: async (request) => {
      const { source, device } = request.query;
      const { recent, ...counts } = ingest.rejections.report();
      const language = languageOf(request.headers['accept-language']);
      const last = device === undefined ? null : ingest.rejections.lastOf(device);
      const asked = device === undefined ? recent : last ? [last] : [];
      const seen = asked.filter(
        (one) => (source === undefined || one.source === source) && seesRejection(userOf(request), one),
      );
      return { ok: true, ...counts, recent: seen.map((one) => spoken(one, language)) };
    },
  });

  route(permit('state.read'), {
    method: 'GET',
    url: '/api/openapi.json',
    schema: { hide: true },
    handler: async () => app.swagger(),
  });
}
