/** The REST API over one point's history: its readings, or many of them in few bins. */
import { Type } from 'typebox';
import { both, failure, success, type Result } from '#shared/protocol/result.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { findPoint } from '#shared/systems/index.ts';
import type { Readings } from '#shared/twin/packed.ts';
import { qualityName } from '#shared/twin/columns.ts';
import type { PointBins } from '../history/index.ts';
import type { CompoundTwin } from '../twin/index.ts';
import { answer, type Http } from './http.ts';
import { readInstant } from './instants.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 300 }) });
const Instant = Type.String({
  description: 'ISO 8601 with zone, or milliseconds since 1970; 0 is the beginning of history.',
});

interface Point {
  readonly compound: CompoundTwin;
  readonly record: DeviceRecord;
  readonly id: string;
  readonly index: number;
}

export function addPointRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const { history } = rooms;
  const route = routesOf(app, rooms.access);

  function findPointOf(path: string): Result<Point> {
    const [compoundId = '', system = '', device = '', ...rest] = path.split('/');
    const id = rest.join('/');
    const found = queries.compound(compoundId);
    if (!found.ok) return found;
    const owner = found.value.devices.get(`${system}/${device}`);
    const index = owner?.slots.get(id)?.index;
    return owner && index !== undefined
      ? success({ compound: found.value, record: owner.record, id, index })
      : failure('no-point', `There is no point ${path}`, '<compound>/<system>/<device>/<point>');
  }

  /** [from, to); 0 is where history begins, without `to` it ends now. */
  async function spanOf(compound: string, from: string, to: string | undefined) {
    const [begin, end] = [readInstant(from), to === undefined ? success(rooms.now()) : readInstant(to)];
    if (!begin.ok) return begin;
    if (!end.ok) return end;
    if (begin.value > end.value)
      return failure(
        'range',
        both('from 晚于 to', 'from lies after to'),
        both('交换 from 与 to；省略 to 表示现在', 'Exchange them; without `to` it is now'),
      );
    const range = await history.range(compound);
    if (!range.ok) return range;
    const beginsMs = Math.min(range.value?.fromMs ?? end.value, end.value);
    return success({ fromMs: begin.value, toMs: end.value, beginsMs });
  }

  route(permit('history.read', createScopes(rooms).point), {
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
      const { from, to, bins } = request.query;
      const span = await spanOf(compound.id, from, to);
      if (!span.ok) return answer(reply, span, () => ({}));
      const { fromMs, toMs, beginsMs } = span.value;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      if (bins !== undefined) {
        const begin = fromMs === 0 ? beginsMs : fromMs;
        const binned = await history.pointBins(compound.id, index, begin, toMs, bins, gone.signal);
        return answer(reply, binned, (found) => ({
          point: request.params.id,
          bins: binRows(point.value, found),
        }));
      }
      // Where nothing lies, nothing counts against the longest span.
      const begin = Math.max(fromMs, beginsMs);
      const readings = await history.pointHistory(compound.id, index, begin, toMs, gone.signal);
      const before = await history.stateAt(compound.id, Math.max(0, fromMs - 1), gone.signal);
      if (!before.ok) return answer(reply, before, () => ({}));
      const at = before.value.index.indexOf(index);
      return answer(reply, readings, (found) => ({
        point: request.params.id,
        before: at < 0 ? null : row(point.value, before.value, at),
        readings: Array.from({ length: found.count }, (_, i) => row(point.value, found, i)),
      }));
    },
  });
}

function valueOf({ compound, record, id }: Point, value: number): PointValue {
  return compound.toValue(record, id, value);
}

function row(point: Point, columns: Readings, i: number) {
  return {
    t: columns.timeMs[i],
    value: valueOf(point, columns.value[i] ?? NaN),
    quality: qualityName(columns.quality[i] ?? 4),
  };
}

/** Numbers have extremes and a mean, of yes and no too; of states and texts the last one is told. */
function binRows(point: Point, bins: PointBins) {
  const { record, id } = point;
  const kind =
    findPoint(record.system, id)?.kind ?? record.pointMeta.find((one) => one.id === id)?.kind ?? 'number';
  const widthMs = (bins.toMs - bins.fromMs) / bins.count.length;
  const number = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  return Array.from(bins.count, (count, i) => {
    const span = { fromMs: bins.fromMs + i * widthMs, toMs: bins.fromMs + (i + 1) * widthMs, count };
    const last = valueOf(point, bins.last[i] ?? NaN);
    if (kind === 'state' || kind === 'text') return { ...span, last };
    const [min, max] = [valueOf(point, bins.min[i] ?? NaN), valueOf(point, bins.max[i] ?? NaN)];
    return { ...span, min, max, mean: number(bins.mean[i]), last };
  });
}
