/**
 * Frigate's tracked objects and reviews as events of their cameras: one when it begins, one when it ends, however many
 * updates come between. Names of faces and number plates are about people; they are not taken in.
 */
import { isRecord, numberIn, stringIn, type JsonRecord } from '../records.ts';

const mostOpen = 10_000;

export interface FrigateEvent {
  readonly camera: string;
  readonly id: string;
  readonly type: string;
  readonly tMs: number;
  readonly data: Readonly<Record<string, unknown>>;
  /** Of the camera, that it stands in. */
  readonly zones: readonly string[];
}

export interface EventReader {
  /** Empty where nothing is new; null where it is none. */
  read(kind: 'object' | 'review', message: JsonRecord): readonly FrigateEvent[] | null;
  /** Somebody is tracked in this camera's picture. */
  seesPeople(camera: string): boolean;
}

export function createEventReader(): EventReader {
  /** What has begun, and what has ended: false. Oldest first. */
  const begun = new Map<string, boolean>();
  /** Camera of each person that is tracked. */
  const people = new Map<string, string>();

  function note(id: string, isOpen: boolean): void {
    begun.delete(id);
    begun.set(id, isOpen);
    if (begun.size <= mostOpen) return;
    const [oldest] = begun.keys();
    if (oldest !== undefined) begun.delete(oldest);
  }

  return {
    read(kind, message) {
      const after = isRecord(message['after']) ? message['after'] : null;
      const [id, camera] = after ? [stringIn(after, 'id'), stringIn(after, 'camera')] : [];
      const startMs = after ? instantIn(after, 'start_time') : null;
      if (!after || !id || !camera || startMs === null) return null;
      if (after['false_positive'] === true) return [];
      const endMs = instantIn(after, 'end_time');
      const hasEnded = message['type'] === 'end' || endMs !== null;
      const key = `${kind} ${id}`;
      const before = begun.get(key);
      const about = kind === 'object' ? objectData(after) : reviewData(after);
      const data = { ...about, id, startMs, ...(endMs === null ? {} : { endMs }) };
      const zones = namesIn(kind === 'object' ? after['current_zones'] : zonesOfReview(after));
      const common = { camera, zones };
      const events: FrigateEvent[] = [];
      if (before === undefined) {
        const { endMs: _endMs, ...atStart } = data as typeof data & { endMs?: number };
        events.push({ ...common, id: bounded(id), type: `${kind}-start`, tMs: startMs, data: atStart });
      }
      if (hasEnded && before !== false)
        events.push({
          ...common,
          id: bounded(`${id}/end`),
          type: `${kind}-end`,
          tMs: endMs ?? startMs,
          data,
        });
      if (before !== false) note(key, !hasEnded);
      if (kind === 'object' && stringIn(after, 'label') === 'person') {
        people.delete(id);
        if (!hasEnded && people.size < mostOpen) people.set(id, camera);
      }
      return events;
    },
    seesPeople: (camera) => [...people.values()].includes(camera),
  };
}

function objectData(after: JsonRecord) {
  return {
    label: (stringIn(after, 'label') ?? '').slice(0, 64),
    zones: namesIn(after['entered_zones']),
    score: numberIn(after, 'top_score') ?? numberIn(after, 'score') ?? null,
    stationary: after['stationary'] === true,
  };
}

function reviewData(after: JsonRecord) {
  const data = isRecord(after['data']) ? after['data'] : {};
  return {
    severity: (stringIn(after, 'severity') ?? '').slice(0, 64),
    labels: namesIn(data['objects']),
    zones: namesIn(data['zones']),
    objects: namesIn(data['detections']),
  };
}

function zonesOfReview(after: JsonRecord): unknown {
  return isRecord(after['data']) ? after['data']['zones'] : undefined;
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value)
    ? value.flatMap((one) => (typeof one === 'string' ? [one.slice(0, 128)] : [])).slice(0, 50)
    : [];
}

/** Seconds since 1970, as Frigate writes them. */
function instantIn(record: JsonRecord, key: string): number | null {
  const seconds = numberIn(record, key);
  return seconds === undefined || seconds <= 0 ? null : Math.round(seconds * 1000);
}

function bounded(id: string): string {
  return id.slice(0, 128);
}
