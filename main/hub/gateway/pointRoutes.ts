/** The REST API over one point's history: its readings, or many of them in few bins. */
import { Type } from 'typebox';
import { may } from '#shared/access/may.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { findPoint } from '#shared/systems/index.ts';
import type { Readings } from '#shared/twin/packed.ts';
import { qualityCodes, qualityName } from '#shared/twin/columns.ts';
import type { PointBins } from '../history/index.ts';
import type { CompoundTwin } from '../twin/index.ts';
import type { Identity } from '../access/index.ts';
import { answer } from './answer.ts';
import { userOf } from './gate.ts';
import { personalClassOf } from './personal.ts';
import type { Http } from './app.ts';
import { permit } from './permit.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';
import { readInstant } from './instants.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 300 }) });
const Instant = Type.String({
  description: 'ISO 8601 with zone, or milliseconds since 1970; 0 is the beginning of history.',
});

type Texts = ReadonlyMap<number, string>;

interface Point {
  readonly compound: CompoundTwin;
  readonly record: DeviceRecord;
  readonly id: string;
  readonly index: number;
}

export function addPointRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const { history } = rooms;
  const route = routesOf(app, rooms.access);
  const scopes = createScopes(rooms);

  function findPointOf(path: string): Result<Point> {
    const [compoundId = '', system = '', device = '', ...rest] = path.split('/');
    const id = rest.join('/');
    const found = queries.compound(compoundId);
    if (!found.ok) return found;
    const owner = found.value.devices.get(`${system}/${device}`);
    const index = owner?.slots.get(id)?.index;
    return owner && index !== undefined
      ? success({ compound: found.value, record: owner.record, id, index })
      : failure('no-point', { path });
  }

  /** Texts of the past that a point's values name; a point of numbers has none. */
  async function textsOf(point: Point, values: Iterable<number>): Promise<Texts> {
    if (kindOf(point) !== 'text') return new Map();
    const codes = [...new Set(values)].filter((code) => !Number.isNaN(code));
    return rooms.words.find(point.compound, codes);
  }

  /** What is about a person needs its class, and each look at it is written down. */
  function mayLook(user: Identity, { compound, record, id }: Point): boolean {
    const personalClass = personalClassOf(record.key, id);
    if (personalClass === null) return true;
    const isGranted = may(user, 'people.read', { compound: compound.id, personalClass });
    rooms.access.audit.note({
      by: user.name,
      verb: 'see-personal',
      outcome: isGranted ? 'read' : 'refused',
      compound: compound.id,
      target: `${record.key}/${id}`,
      note: '',
      address: user.address,
    });
    return isGranted;
  }

  /** [from, to); 0 is where history begins, without `to` it ends now. */
  async function spanOf(compound: string, from: string, to: string | undefined) {
    const [begin, end] = [readInstant(from), to === undefined ? success(rooms.now()) : readInstant(to)];
    if (!begin.ok) return begin;
    if (!end.ok) return end;
    if (begin.value > end.value) return failure('range-reversed');
    const range = await history.range(compound);
    if (!range.ok) return range;
    const beginsMs = Math.min(range.value?.fromMs ?? end.value, end.value);
    return success({ fromMs: begin.value, toMs: end.value, beginsMs });
  }

  route(permit('history.read', scopes.point), {
    method: 'GET',
    url: '/api/points/:id/history',
    schema: {
      summary:
        'Readings of one point in [from, to) and the last one before, or with `bins` a summary of that many equal spans; id is <compound>/<system>/<device>/<point>, URL-encoded',
      params: Id,
      querystring: Type.Object({
        from: Instant,
        to: Type.Optional(Instant),
        bins: Type.Optional(Type.Integer({ description: '1 to 4000; any span.' })),
      }),
    },
    handler: async (request, reply) => {
      const point = findPointOf(request.params.id);
      if (!point.ok) return answer(reply, point, () => ({}));
      const { compound, index } = point.value;
      if (!mayLook(userOf(request), point.value)) return answer(reply, failure('forbidden'), () => ({}));
      const { from, to, bins } = request.query;
      const span = await spanOf(compound.id, from, to);
      if (!span.ok) return answer(reply, span, () => ({}));
      const { fromMs, toMs, beginsMs } = span.value;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      if (bins !== undefined) {
        const begin = fromMs === 0 ? beginsMs : fromMs;
        const binned = await history.pointBins(compound.id, index, begin, toMs, bins, gone.signal);
        if (!binned.ok) return answer(reply, binned, () => ({}));
        const texts = await textsOf(point.value, binned.value.last);
        return answer(reply, binned, (found) => ({
          point: request.params.id,
          bins: binRows(point.value, found, texts),
        }));
      }
      // Where nothing lies, nothing counts against the longest span.
      const begin = Math.max(fromMs, beginsMs);
      const readings = await history.pointHistory(compound.id, index, begin, toMs, gone.signal);
      const before = await history.stateAt(compound.id, Math.max(0, fromMs - 1), gone.signal);
      if (!before.ok) return answer(reply, before, () => ({}));
      const at = before.value.index.indexOf(index);
      const named = readings.ok ? [...readings.value.value, before.value.value[at] ?? NaN] : [];
      const texts = await textsOf(point.value, named);
      return answer(reply, readings, (found) => ({
        point: request.params.id,
        before: at < 0 ? null : row(point.value, before.value, at, texts),
        readings: Array.from({ length: found.count }, (_, i) => row(point.value, found, i, texts)),
      }));
    },
  });
}

function valueOf({ compound, record, id }: Point, value: number, texts: Texts): PointValue {
  return compound.toValue(record, id, value, texts);
}

function row(point: Point, columns: Readings, i: number, texts: Texts) {
  return {
    t: columns.timeMs[i],
    value: valueOf(point, columns.value[i] ?? NaN, texts),
    quality: qualityName(columns.quality[i] ?? 4),
  };
}

function kindOf({ record, id }: Point) {
  return (
    findPoint(record.system, id)?.kind ?? record.pointMeta.find((one) => one.id === id)?.kind ?? 'number'
  );
}

/** Numbers have extremes and a mean, of yes and no too; of states and texts the last one is told. */
function binRows(point: Point, bins: PointBins, texts: Texts) {
  const kind = kindOf(point);
  const widthMs = (bins.toMs - bins.fromMs) / bins.count.length;
  const number = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  return Array.from(bins.count, (count, i) => {
    const span = {
      fromMs: bins.fromMs + i * widthMs,
      toMs: bins.fromMs + (i + 1) * widthMs,
      count,
      quality: qualityName(bins.quality[i] ?? qualityCodes.unknown),
    };
    const last = valueOf(point, bins.last[i] ?? NaN, texts);
    if (kind === 'state' || kind === 'text') return { ...span, last };
    const [min, max] = [bins.min, bins.max].map((column) => valueOf(point, column[i] ?? NaN, texts));
    return { ...span, min, max, mean: number(bins.mean[i]), last };
  });
}
