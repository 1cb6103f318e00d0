/** Devices that were removed, as they last were: the past shows them until they went. */
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { findPoint } from '#shared/systems/index.ts';
import type { Readings } from '#shared/twin/packed.ts';
import type { Records, Statement } from '../records/index.ts';

export interface FormerDevice {
  readonly record: DeviceRecord;
  readonly untilMs: number;
}

export function formerStatement({ record, untilMs }: FormerDevice): Statement {
  const { compound, key } = record;
  return {
    sql: 'INSERT OR REPLACE INTO former_devices (compound, key, until_ms, record) VALUES (?, ?, ?, ?)',
    params: [compound, key, untilMs, JSON.stringify(record)],
  };
}

/** Reads those of a compound that were removed after an instant. */
export function createFormerReader({ db }: Records): (compound: string, atMs: number) => FormerDevice[] {
  const rows = db.prepare<[string, number], { until_ms: number; record: string }>(
    'SELECT until_ms, record FROM former_devices WHERE compound = ? AND until_ms > ?',
  );
  return (compound, atMs) =>
    rows.all(compound, atMs).map(({ until_ms: untilMs, record }) => ({
      record: JSON.parse(record) as DeviceRecord,
      untilMs,
    }));
}

/** Whether a point's values are codes of words: of a device that was removed the twin no longer knows. */
export function isTextPoint({ system, pointMeta }: DeviceRecord, pointId: string): boolean {
  const kind = findPoint(system, pointId)?.kind ?? pointMeta.find(({ id }) => id === pointId)?.kind;
  return kind === 'text';
}

/** Codes of the words that readings of removed devices name. */
export function formerCodes(readings: Readings, former: readonly DeviceRecord[]): Set<number> {
  const texts = new Set(
    former.flatMap((record) =>
      Object.entries(record.points).flatMap(([id, index]) => (isTextPoint(record, id) ? [index] : [])),
    ),
  );
  const codes = new Set<number>();
  for (let i = 0; texts.size > 0 && i < readings.count; i++) {
    const code = readings.value[i] ?? NaN;
    if (texts.has(readings.index[i] ?? -1) && !Number.isNaN(code)) codes.add(code);
  }
  return codes;
}
