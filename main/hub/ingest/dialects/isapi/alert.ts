/** One event of the alert stream, from XML or JSON: what, where, whether it is on, and when. */
import { plateIn } from '../plate.ts';
import { parseJson } from '../json.ts';
import { isRecord, type JsonRecord } from '../records.ts';
import { elementAt, parseXml, wordsIn } from '../xml.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';

export interface Alert {
  readonly type: string;
  readonly active: boolean;
  /** Null: of the whole. */
  readonly channel: string | null;
  /** Of an input: which one. */
  readonly input: string | null;
  readonly tMs: number | null;
  /** Null: it is about no car. */
  readonly car: CarSeen | null;
}

export interface CarSeen {
  readonly plate: string | null;
  /** 0…1 */
  readonly confidence: number | null;
  /** Null also where it only says from which side the camera saw it. */
  readonly direction: 'in' | 'out' | null;
  readonly lane: string | null;
}

export function readAlert(payload: Uint8Array): Result<Alert> {
  const isXml = payload.find((byte) => byte > 0x20) === 0x3c;
  const parsed = isXml ? parseXml(payload) : parseJson(payload);
  if (!parsed.ok) return parsed;
  const root = isRecord(parsed.value) ? parsed.value : {};
  const alert = elementAt(root, 'EventNotificationAlert') ?? root;
  const type = wordIn(alert, 'eventType');
  if (type === undefined || type === '') return failure('shape-required', { names: 'eventType' });
  const channel = wordIn(alert, 'channelID') ?? wordIn(alert, 'dynChannelID');
  const anpr = elementAt(alert, 'ANPR');
  return success({
    type: type.slice(0, 64),
    active: wordIn(alert, 'eventState')?.toLowerCase() === 'active',
    channel: channel === undefined || channel === '' || channel === '0' ? null : channel.slice(0, 32),
    input: wordIn(alert, 'inputIOPortID')?.slice(0, 32) ?? null,
    tMs: instantOf(wordIn(alert, 'dateTime')),
    car: anpr ? carIn(anpr) : null,
  });
}

function carIn(anpr: JsonRecord): CarSeen {
  const percent = Number(wordIn(anpr, 'confidenceLevel') || NaN);
  const way = wordIn(anpr, 'direction')?.toLowerCase() ?? '';
  return {
    plate: plateIn(wordIn(anpr, 'licensePlate')),
    confidence: percent >= 0 && percent <= 100 ? percent / 100 : null,
    direction: ways[way] ?? null,
    lane: wordIn(anpr, 'line')?.slice(0, 8) || wordIn(anpr, 'laneNo')?.slice(0, 8) || null,
  };
}

const ways: Readonly<Partial<Record<string, 'in' | 'out'>>> = Object.assign(Object.create(null), {
  in: 'in',
  enter: 'in',
  entrance: 'in',
  out: 'out',
  leave: 'out',
  exit: 'out',
} as const);

/** JSON writes numbers where XML has words. */
function wordIn(record: JsonRecord, name: string): string | undefined {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  return typeof value === 'number' ? String(value) : wordsIn(record, name)?.trim();
}

/** Without a zone it says nothing of when: the receive time counts. */
function instantOf(written: string | undefined): number | null {
  if (written === undefined || !/^\d{4}-\d\d-\d\dT[\d:.]{5,15}(?:Z|[+-]\d\d:?\d\d)$/.test(written))
    return null;
  const ms = Date.parse(written);
  return Number.isNaN(ms) ? null : ms;
}
