/**
 * The records of one native payload, as devices really send them: alone or in an array, their time in milliseconds or, with
 * its zone, as ISO 8601. A local time without a zone could be hours off: it is refused for that.
 */
import { failure, fault, success, type Fault, type Result } from '#shared/protocol/result.ts';
import { isRecord } from '../records.ts';

const mostRecords = 1000;
const isoTime = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?:(Z)|([+-]\d\d):?(\d\d))?$/i;

export interface NativeRecords {
  readonly records: readonly unknown[];
  /** Null: all of them are there. */
  readonly refusal: Fault | null;
}

export function nativeRecordsIn(parsed: unknown): NativeRecords {
  if (!Array.isArray(parsed) || parsed.length === 0) return { records: [parsed], refusal: null };
  const refused = parsed.length - mostRecords;
  return {
    records: parsed.slice(0, mostRecords),
    refusal: refused > 0 ? fault('flood', { refused, most: mostRecords }) : null,
  };
}

/** The record with its time in milliseconds. What is no time stays, for the schema to refuse. */
export function withTime(record: unknown): Result<unknown> {
  if (!isRecord(record) || typeof record['t'] !== 'string') return success(record);
  const written = record['t'];
  const parts = isoTime.exec(written.trim());
  if (!parts) return success(record);
  const [, date = '', clock = '', utc, hours, minutes = ''] = parts;
  if (utc === undefined && hours === undefined) return failure('time-zone', { t: written.slice(0, 40) });
  const t = Date.parse(`${date}T${clock}${utc === undefined ? `${hours ?? ''}:${minutes}` : 'Z'}`);
  return success(Number.isNaN(t) ? record : { ...record, t });
}
