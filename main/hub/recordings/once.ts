/** What a recording names once only, over all its parts: a file that brings it twice was not written by a hub. */
import type { RecordedIncidents, SliceRecords } from './shapes.ts';

/** Whether each of these keys is new; they are known from then on. Where one is not, none of them is taken. */
export function createOnce(): (keys: readonly string[]) => boolean {
  const known = new Set<string>();
  return (keys) => {
    if (new Set(keys).size < keys.length || keys.some((key) => known.has(key))) return false;
    for (const key of keys) known.add(key);
    return true;
  };
}

const keyOf = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);

export const partKey = (name: string): string => keyOf('part', name);

/** What stood when an hour began has come before, in the hour in which it happened. */
export function recordKeys({ transitions, events }: SliceRecords): string[] {
  return [
    ...transitions.map(({ seq }) => keyOf('transition', seq)),
    ...events.map(({ device, id, sentMs }) => keyOf('event', device, id, sentMs)),
  ];
}

export function incidentKeys({ incidents, calibrations }: RecordedIncidents): string[] {
  return [
    ...incidents.map(({ head }) => keyOf('incident', head.id)),
    ...incidents.flatMap(({ head, entries }) => entries.map(({ seq }) => keyOf('entry', head.id, seq))),
    ...calibrations.map(({ id }) => keyOf('calibration', id)),
  ];
}
