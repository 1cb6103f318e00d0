/** What screens and the REST API ask of the hub's rooms; one place, so that both give the same answers. */
import type { DeviceRecord, IncidentRecord, IncidentState } from '#shared/protocol/records.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type {
  CompoundSummary,
  HistoryWindow,
  Hydration,
  MarkKind,
  Snapshot,
  Timeline,
  TimelineMark,
} from '#shared/protocol/socket.ts';
import { findPoint } from '#shared/systems/index.ts';
import type { Readings } from '#shared/twin/packed.ts';
import { qualityName } from '#shared/twin/columns.ts';
import { isPersonal, withoutPersonal } from './personal.ts';
import { eventOnWire, onWire } from './wire.ts';
import { formerCodes, withOwnTimes, type CompoundTwin } from '../twin/index.ts';
import { createStanding } from './standing.ts';
import { markOfAction, markOfAlarm, markOfCommand, markOfEvent, markOfIncident } from './marks.ts';
import type { Rooms } from './rooms.ts';

export const longestWindowMs = 15 * 60_000;
const marksOfAKind = 300;
const incidentsShown = 50;
/** Instants are milliseconds, sometimes with a fraction. */
const sameInstantMs = 0.001;
const commandsShown = 100;
/** What happened this long before an instant still matters there, for example a throw's track. */
const happeningsBeforeMs = 10 * 60_000;
const happeningsShown = 200;

interface PointView {
  readonly value: PointValue;
  readonly t: number;
  /** Seconds from the reading to now, or to the instant that was asked for. */
  readonly ageS: number;
  readonly quality: string;
  readonly unit?: string;
}

export interface DeviceStateView {
  readonly system: string;
  readonly name: DeviceRecord['name'];
  readonly placeId: string | null;
  readonly points: Readonly<Record<string, PointView>>;
}

export function createQueries(rooms: Rooms) {
  const { twin, history, alarms, incidents, commands, events, access, words, now } = rooms;

  const standing = createStanding(alarms);

  function compound(id: string): Result<CompoundTwin> {
    const found = twin.compounds.get(id);
    return found ? success(found) : failure('no-compound', { compound: id });
  }

  function compounds(): CompoundSummary[] {
    return [...twin.compounds.values()].map(({ id, manifest, devices }) => ({
      id,
      manifest,
      devices: devices.size,
      ...standing(id, devices.values()),
    }));
  }

  async function hydrate(id: string, lastSeq: number): Promise<Result<Hydration>> {
    const found = compound(id);
    if (!found.ok) return found;
    const range = await history.range(id);
    const full = !found.value.canResume(lastSeq);
    return success({
      compound: id,
      seq: found.value.seq,
      full,
      hubTimeMs: now(),
      devices: [...found.value.devices.values()].map((device) => device.record),
      words: found.value.words.inUse(),
      columns: onWire(
        withoutPersonal(found.value, found.value.changedSince(full ? 0 : lastSeq)),
        found.value.seq,
      ),
      alarms: alarms.open(id),
      incidents: incidents.store.list(id, incidentsShown),
      commands: commands.store.list(id, null, commandsShown),
      historyFromMs: range.ok ? (range.value?.fromMs ?? null) : null,
    });
  }

  async function wordsIn(
    twinOf: CompoundTwin,
    readings: Readings,
    former: readonly DeviceRecord[] = [],
  ): Promise<[number, string][]> {
    const codes = new Set([...twinOf.textCodes(readings), ...formerCodes(readings, former)]);
    return [...(await words.find(twinOf, [...codes]))];
  }

  async function snapshot(id: string, atMs: number, signal?: AbortSignal): Promise<Result<Snapshot>> {
    const found = compound(id);
    if (!found.ok) return found;
    const readings = await history.stateAt(id, atMs, signal);
    if (!readings.ok) return readings;
    // One that had said nothing yet was not there.
    const heard = new Set(readings.value.index);
    const formerDevices = twin
      .formerAt(id, atMs)
      .map(({ record }) => record)
      .filter(({ points }) => Object.values(points).some((index) => heard.has(index)));
    return success({
      atMs,
      formerDevices,
      columns: onWire(withOwnTimes(found.value, withoutPersonal(found.value, readings.value)), 0),
      words: await wordsIn(found.value, readings.value, formerDevices),
      alarms: alarms.store.at(id, atMs),
      incidents: incidents.store.startedBy(id, atMs, incidentsShown),
      outOfService: access.outOfServiceAt(id, atMs),
      commands: commands.store.at(id, atMs - happeningsBeforeMs, atMs),
      events: events
        .window(id, Math.max(0, atMs - happeningsBeforeMs), atMs + 1)
        .slice(-happeningsShown)
        .map(eventOnWire),
      actions: access.window(id, Math.max(0, atMs - happeningsBeforeMs), atMs + 1).slice(-happeningsShown),
    });
  }

  async function window(
    id: string,
    fromMs: number,
    toMs: number,
    signal?: AbortSignal,
  ): Promise<Result<HistoryWindow>> {
    const found = compound(id);
    if (!found.ok) return found;
    if (!(toMs > fromMs) || toMs - fromMs > longestWindowMs) {
      return failure('window', { minutes: 15 });
    }
    const readings = await history.window(id, fromMs, toMs, signal);
    if (!readings.ok) return readings;
    return success({
      fromMs,
      toMs,
      columns: onWire(withoutPersonal(found.value, readings.value), 0),
      words: await wordsIn(
        found.value,
        readings.value,
        twin.formerAt(id, fromMs).map(({ record }) => record),
      ),
      transitions: alarms.store.window(id, fromMs, toMs),
      events: events.window(id, fromMs, toMs).map(eventOnWire),
      actions: access.window(id, fromMs, toMs),
      commands: commands.store.window(id, fromMs, toMs),
      incidents: incidents.store.startedWithin(id, fromMs, toMs),
    });
  }

  function marksIn(id: string, fromMs: number, toMs: number): TimelineMark[] {
    return [
      ...alarms.store.onsets(id, fromMs, toMs, marksOfAKind).map(markOfAlarm),
      ...events.newest(id, fromMs, toMs, marksOfAKind).map(markOfEvent),
      ...access.newest(id, fromMs, toMs, marksOfAKind).map(markOfAction),
      ...commands.store.newest(id, fromMs, toMs, marksOfAKind).map(markOfCommand),
      ...incidents.store.startedWithin(id, fromMs, toMs).map(markOfIncident),
    ];
  }

  /** The nearest of a kind in a direction; of what people did also the nearest command. */
  function marksBeside(kind: MarkKind, id: string, atMs: number, direction: 1 | -1): TimelineMark[] {
    const marked = <T>(found: T | null, mark: (one: T) => TimelineMark) => (found ? [mark(found)] : []);
    switch (kind) {
      case 'alarm':
        return marked(alarms.store.beside(id, atMs, direction), markOfAlarm);
      case 'event':
        return marked(events.beside(id, atMs, direction), markOfEvent);
      case 'action':
        return [
          ...marked(access.beside(id, atMs, direction), markOfAction),
          ...marked(commands.store.beside(id, atMs, direction), markOfCommand),
        ];
      case 'incident':
        return marked(incidents.store.beside(id, atMs, direction), markOfIncident);
    }
  }

  async function timeline(
    id: string,
    fromMs: number,
    toMs: number,
    bins: number,
    signal?: AbortSignal,
  ): Promise<Result<Timeline>> {
    const found = compound(id);
    if (!found.ok) return found;
    if (!(toMs > fromMs) || bins < 1 || bins > 4000) return failure('range');
    const density = await history.density(id, fromMs, toMs, bins, signal);
    if (!density.ok) return density;
    const marks = marksIn(id, fromMs, toMs).sort((a, b) => a.atMs - b.atMs);
    return success({
      fromMs,
      toMs,
      alarms: alarms.store.density(id, fromMs, toMs, bins),
      marks,
      recorded: recordedBands(density.value, fromMs, toMs),
    });
  }

  /**
   * What happened next, or before. `after`: the mark of that very instant which was reached last, so that several
   * happenings of one millisecond are reached one after the other, forwards and backwards in the same order.
   */
  function nextEvent(
    id: string,
    atMs: number,
    direction: 1 | -1,
    after: string | null = null,
    kinds: readonly MarkKind[] = ['alarm', 'event'],
  ): Result<TimelineMark | null> {
    const found = compound(id);
    if (!found.ok) return found;
    const inOrder = (marks: TimelineMark[]) =>
      marks.sort(
        (a, b) =>
          (a.atMs - b.atMs ||
            a.kind.localeCompare(b.kind) ||
            Number(a.ref) - Number(b.ref) ||
            a.ref.localeCompare(b.ref)) * direction,
      );
    if (after !== null) {
      const untilMs = atMs + sameInstantMs;
      const together = inOrder(marksIn(id, atMs, untilMs).filter(({ kind }) => kinds.includes(kind)));
      const at = together.findIndex(({ kind, ref }) => `${kind} ${ref}` === after);
      const next = at < 0 ? undefined : together[at + 1];
      if (next) return success(next);
    }
    return success(inOrder(kinds.flatMap((kind) => marksBeside(kind, id, atMs, direction)))[0] ?? null);
  }

  /** Every device with its points' values, now (`atMs` null) or at an instant. */
  async function state(id: string, atMs: number | null): Promise<Result<Record<string, DeviceStateView>>> {
    const found = compound(id);
    if (!found.ok) return found;
    const { value: twinNow } = found;
    const then = atMs === null ? success(twinNow.changedSince(0)) : await history.stateAt(id, atMs);
    if (!then.ok) return then;
    const readings = atMs === null ? then.value : withOwnTimes(twinNow, then.value);
    const untilMs = atMs ?? now();
    const row = new Map<number, number>();
    for (let i = 0; i < readings.count; i++) row.set(readings.index[i] ?? 0, i);
    const texts = await words.find(twinNow, twinNow.textCodes(readings));
    const view: Record<string, DeviceStateView> = {};
    for (const { record } of twinNow.devices.values()) {
      const points: Record<string, PointView> = {};
      for (const [pointId, index] of Object.entries(record.points)) {
        const i = row.get(index);
        if (i === undefined || isPersonal(twinNow, index)) continue;
        const unit =
          findPoint(record.system, pointId)?.unit ?? record.pointMeta.find((one) => one.id === pointId)?.unit;
        points[pointId] = {
          value: twinNow.toValue(record, pointId, readings.value[i] ?? NaN, texts),
          t: readings.timeMs[i] ?? 0,
          ageS: Math.max(0, untilMs - (readings.timeMs[i] ?? 0)) / 1000,
          quality: qualityName(readings.quality[i] ?? 4),
          ...(unit ? { unit } : {}),
        };
      }
      view[record.key] = { system: record.system, name: record.name, placeId: record.placeId, points };
    }
    return success(view);
  }

  function incidentsIn(
    id: string,
    states: readonly IncidentState[],
    beforeMs: number | null,
    limit: number,
  ): Result<IncidentRecord[]> {
    const found = compound(id);
    return found.ok ? success(incidents.store.inStates(id, states, beforeMs, limit)) : found;
  }

  return { compound, compounds, incidentsIn, hydrate, snapshot, window, timeline, nextEvent, state };
}

export type Queries = ReturnType<typeof createQueries>;

/** Bins with readings joined into bands; a gap is at least two empty bins. */
export function recordedBands(
  density: readonly number[],
  fromMs: number,
  toMs: number,
): { fromMs: number; toMs: number }[] {
  const binMs = (toMs - fromMs) / density.length;
  const bands: { fromMs: number; toMs: number }[] = [];
  density.forEach((count, bin) => {
    if (count <= 0) return;
    const start = fromMs + bin * binMs;
    const last = bands.at(-1);
    if (last && start - last.toMs <= binMs * 1.5) last.toMs = start + binMs;
    else bands.push({ fromMs: start, toMs: start + binMs });
  });
  return bands;
}
