/** More of alarms over HTTP: the steps of one, the figures of a span, and what a rule would have raised. */
import { Type } from 'typebox';
import { backTest, canBackTest, wouldChatter } from '#shared/alarms/backTest.ts';
import { OwnRule } from '#shared/alarms/compoundRules.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { CompoundTwin, TwinDevice } from '../twin/index.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';
import { Instant } from '#shared/time/instant.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) });
const dayMs = 86_400_000;
const longestMs = 400 * dayMs;
/** Looked at in one back-test; more would keep the reader of history from others. */
const devicesAtMost = 60;
const listedAtMost = 200;

export interface BackTestAnswer {
  readonly devices: number;
  /** Of the system; more than were looked at. */
  readonly allDevices: number;
  readonly readings: number;
  readonly alarms: number;
  readonly chattering: number;
  readonly list: readonly {
    readonly deviceKey: string;
    readonly atMs: number;
    readonly endMs: number | null;
    readonly value: number | null;
  }[];
}

export function addAlarmRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const { alarms, journal, history } = rooms;
  const route = routesOf(app, rooms.access);
  const scopes = createScopes(rooms);

  route(permit('alarms.read', scopes.alarm), {
    method: 'GET',
    url: '/api/alarms/:id/steps',
    schema: { summary: 'The life of one alarm, step by step, and the others of its source', params: Id },
    handler: (request, reply) => {
      const alarm = alarms.store.find(request.params.id);
      return answer(reply, alarm ? success(alarm) : failure('no-alarm'), (found) => ({
        alarm: found,
        steps: alarms.store.steps(found.id),
        before: alarms.store.ofSource(found.compound, found.deviceKey, found.ruleId, 20),
      }));
    },
  });

  route(permit('alarms.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/alarm-kpis',
    schema: {
      summary:
        'Figures of the alarms of a span: rate, floods, priorities, sources, stale, chattering, answers',
      params: Id,
      querystring: Type.Object({ from: Instant, to: Instant }),
    },
    handler: async (request, reply) => {
      const { from, to } = request.query;
      const compound = queries.compound(request.params.id);
      if (!compound.ok) return answer(reply, compound, () => ({}));
      if (to <= from) return answer(reply, failure('range-reversed'), () => ({}));
      if (to - from > longestMs)
        return answer(reply, failure('window', { minutes: longestMs / 60_000 }), () => ({}));
      const { id, manifest } = compound.value;
      const { timeZone } = manifest.origin;
      const kpis = await journal.figures({ compound: id, fromMs: from, toMs: to, timeZone });
      return answer(reply, kpis, (found) => ({ kpis: found }));
    },
  });

  async function testDevice(
    compound: CompoundTwin,
    device: TwinDevice,
    rule: AlarmRule,
    span: { fromMs: number; toMs: number },
    signal: AbortSignal,
  ) {
    const index = device.slots.get(rule.point ?? '')?.index;
    if (index === undefined) return success(null);
    const past = await history.pointHistory(compound.id, index, span.fromMs, span.toMs, signal);
    if (!past.ok) return past;
    const { timeZone } = compound.manifest.origin;
    const found = backTest(
      rule,
      device.record.key,
      past.value,
      span.toMs,
      (atMs) => localTime(atMs, timeZone).hour,
    );
    return success({ readings: past.value.count, found, chatters: wouldChatter(found) });
  }

  async function test(
    compound: CompoundTwin,
    rule: AlarmRule & { devices?: readonly string[] },
    system: string,
    days: number,
    signal: AbortSignal,
  ): Promise<Result<BackTestAnswer>> {
    if (!canBackTest(rule)) return failure('back-test');
    const toMs = rooms.now();
    const span = { fromMs: toMs - days * dayMs, toMs };
    const range = await history.range(compound.id);
    if (!range.ok) return range;
    span.fromMs = Math.max(span.fromMs, range.value?.fromMs ?? toMs);
    const all = [...compound.devices.values()].filter(
      ({ record }) => record.system === system && (rule.devices?.includes(record.id) ?? true),
    );
    const list: BackTestAnswer['list'][number][] = [];
    let [readings, count, chattering] = [0, 0, 0];
    for (const device of all.slice(0, devicesAtMost)) {
      const one = await testDevice(compound, device, rule, span, signal);
      if (!one.ok) return one;
      if (!one.value) continue;
      readings += one.value.readings;
      count += one.value.found.length;
      if (one.value.chatters) chattering++;
      for (const { atMs, endMs, value } of one.value.found)
        list.push({ deviceKey: device.record.key, atMs, endMs, value: Number.isNaN(value) ? null : value });
    }
    list.sort((a, b) => b.atMs - a.atMs);
    return success({
      devices: Math.min(all.length, devicesAtMost),
      allDevices: all.length,
      readings,
      alarms: count,
      chattering,
      list: list.slice(0, listedAtMost),
    });
  }

  route(permit('rules.edit', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/rules/back-test',
    schema: {
      summary:
        'What a rule would have raised over the days past, at most 35, and which devices would have chattered',
      params: Id,
      body: Type.Object({ rule: OwnRule, days: Type.Number({ exclusiveMinimum: 0, maximum: 35 }) }),
    },
    handler: async (request, reply) => {
      const compound = queries.compound(request.params.id);
      if (!compound.ok) return answer(reply, compound, () => ({}));
      const { rule, days } = request.body;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const tested = await test(compound.value, rule, rule.system, days, gone.signal);
      return answer(reply, tested, (result) => ({ result }));
    },
  });
}
