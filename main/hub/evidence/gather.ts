/**
 * What belongs to an incident's evidence, as it is kept: its timeline, the words of its devices, alarms and commands it
 * names, who looked, pictures and attachments, and what every throw was traced from. What concerns other people stays out.
 */
import {
  AUDIT_PATH,
  CALIBRATIONS_PATH,
  EVENTS_PATH,
  INCIDENT_PATH,
  type AuditLine,
  type Missing,
} from '#shared/evidence/manifest.ts';
import type { CameraCalibration } from '#shared/protocol/calibration.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { DeviceRecord, IncidentEntry, IncidentHead, IncidentRecord } from '#shared/protocol/records.ts';
import type { ThrowTrace } from '#shared/protocol/throwTrace.ts';
import type { Access } from '../access/index.ts';
import type { Alarms } from '../alarms/index.ts';
import type { Commands } from '../commands/index.ts';
import type { History } from '../history/index.ts';
import type { Attachments, EventLog, Incidents, Pictures } from '../incidents/index.ts';
import type { Throws } from '../throws/index.ts';
import { clockOffsetMs, type CompoundTwin, type Twin } from '../twin/index.ts';
import type { WordBook } from '../wordBook.ts';
import type { PackJob } from './packThread.ts';
import { readingsOf } from './readings.ts';

export interface EvidenceRooms {
  readonly twin: Twin;
  readonly access: Access;
  readonly alarms: Alarms;
  readonly commands: Commands;
  readonly events: EventLog;
  readonly history: History;
  readonly incidents: Incidents;
  readonly pictures: Pictures;
  readonly attachments: Attachments;
  readonly throws: Throws;
  readonly words: WordBook;
}

export type Gathered = Pick<PackJob, 'texts' | 'files' | 'traces'> & { readonly missing: Missing[] };

/** Before the first and after the last that is told of it. */
export const BESIDE_MS = 10 * 60_000;
/** Cameras tell of the same throw within so many milliseconds. */
const AROUND_MS = 15_000;
const PAGE = 500;
const MOST_ENTRIES = 20_000;
const MOST_EVENTS = 5000;

/** When an incident happened, with what led to it and what followed. */
export function spanOf(incident: IncidentRecord): { readonly fromMs: number; readonly toMs: number } {
  // Files that are attached and packages that are made weeks later do not make it longer.
  const times = [
    incident.startedAtMs,
    incident.endedAtMs ?? incident.startedAtMs,
    ...incident.entries.flatMap(({ kind, by, change, atMs }) =>
      by === null || change || (kind !== 'note' && kind !== 'action') ? [atMs] : [],
    ),
  ];
  return { fromMs: Math.min(...times) - BESIDE_MS, toMs: Math.max(...times) + BESIDE_MS };
}

export async function gather(rooms: EvidenceRooms, incident: IncidentRecord): Promise<Gathered> {
  const { fromMs, toMs } = spanOf(incident);
  const { id, compound } = incident;
  const missing: Missing[] = [];
  const twin = rooms.twin.compounds.get(compound);
  const entries = entriesOf(rooms, id);
  const traces = await tracesOf(rooms, incident, missing);
  const refs = new Set(entries.flatMap(({ ref }) => ref ?? []));
  const keys = new Set([
    ...incident.deviceKeys,
    ...traces.flatMap(({ sightings }) => sightings.map(({ deviceKey }) => deviceKey)),
    ...entries.flatMap(({ picture }) => picture?.camera ?? []),
  ]);
  const window = rooms.events.window(compound, fromMs, toMs);
  if (window.length >= MOST_EVENTS) missing.push({ what: 'events', of: compound, why: 'more-than-5000' });
  // Devices count their events themselves: a number alone names none.
  const named = new Set(entries.flatMap(({ ref, of }) => (ref && of ? `${of.deviceKey} ${ref}` : [])));
  const traced = traces.flatMap((trace) => eventsOf(rooms, compound, trace));
  const events = new Map(
    [
      ...window.filter((event) => keys.has(event.deviceKey) || named.has(`${event.deviceKey} ${event.id}`)),
      ...traced,
    ].map((event) => [event.seq, event]),
  );
  const alarms = [...refs].flatMap((ref) => rooms.alarms.store.steps(ref));
  for (const { alarm } of alarms) keys.add(alarm.deviceKey);
  const commands = [...refs].flatMap((ref) => rooms.commands.store.find(ref) ?? []);
  const former = new Map(rooms.twin.formerAt(compound, fromMs).map(({ record }) => [record.key, record]));
  const devices = [...keys].flatMap((key) => {
    const record = twin?.devices.get(key)?.record ?? former.get(key);
    // Of some devices it tells of a person that they are there at all.
    return record && !findSystem(record.system)?.discreet ? [record] : [];
  });
  for (const record of devices) {
    // Nothing here records films: what a recorder holds is attached by a person.
    if (record.camera) missing.push({ what: 'recording', of: record.key, why: 'not-recorded-here' });
  }
  const calibrations = traces.flatMap((trace) => calibrationsOf(rooms, compound, trace));
  const { entries: _shown, notStored: _mark, ...head } = incident;
  return {
    texts: {
      'README.txt': readme(head),
      [INCIDENT_PATH]: json({ ...head, entries }),
      [EVENTS_PATH]: json([...events.values()].toSorted((a, b) => a.atMs - b.atMs || a.seq - b.seq)),
      'records/alarms.json': json(alarms),
      'records/commands.json': json(commands),
      // Where its pictures come from holds a login, and is nobody's business here.
      'records/devices.json': json(devices.map((record) => ({ ...record, video: null }))),
      'records/clocks.json': json(clocksOf(devices, twin)),
      'records/readings.json': json(
        twin ? await readingsOf(rooms, twin, devices, { fromMs, toMs }, missing) : [],
      ),
      [CALIBRATIONS_PATH]: json([...new Map(calibrations.map((one) => [one.id, one])).values()]),
      [AUDIT_PATH]: auditLines(rooms.access, { incident: id, keys, fromMs, compound }),
    },
    files: filesOf(rooms, compound, entries),
    traces,
    missing,
  };
}

const json = (value: unknown): string => JSON.stringify(value, null, 1);

function entriesOf({ incidents }: EvidenceRooms, id: string): IncidentEntry[] {
  const all: IncidentEntry[] = [];
  for (;;) {
    const page = incidents.store.entries(id, all.length, PAGE);
    all.push(...page);
    if (page.length < PAGE || all.length >= MOST_ENTRIES) return all;
  }
}

/** Of each throw of the incident. */
async function tracesOf(
  { throws }: EvidenceRooms,
  { id, kind }: IncidentHead,
  missing: Missing[],
): Promise<ThrowTrace[]> {
  if (kind !== 'throw') return [];
  const first = await throws.trace(id, null);
  if (!first.ok) {
    missing.push({ what: 'trace', of: id, why: first.error.code });
    return [];
  }
  const traces = [first.value];
  for (const { eventId } of first.value.throws) {
    if (traces.some((known) => known.eventId === eventId)) continue;
    // Another camera's sight of a throw that is traced already.
    if (traces.some(({ sightings }) => sightings.some((one) => one.eventId === eventId))) continue;
    const trace = await throws.trace(id, eventId);
    if (trace.ok) traces.push(trace.value);
    else missing.push({ what: 'trace', of: eventId, why: trace.error.code });
  }
  return traces;
}

/** What its cameras told, also where very many events lie before. */
function eventsOf({ events }: EvidenceRooms, compound: string, { atMs, sightings }: ThrowTrace) {
  const told = new Set(sightings.map(({ eventId }) => eventId));
  return events
    .window(compound, atMs - AROUND_MS, atMs + AROUND_MS)
    .filter(({ seq }) => told.has(String(seq)));
}

function calibrationsOf({ throws }: EvidenceRooms, compound: string, { sightings }: ThrowTrace) {
  return sightings.flatMap(({ deviceKey, calibration }): readonly CameraCalibration[] =>
    calibration
      ? throws.calibrations.list(compound, deviceKey).filter(({ id }) => id === calibration.id)
      : [],
  );
}

function filesOf(
  { pictures, attachments }: EvidenceRooms,
  compound: string,
  entries: readonly IncidentEntry[],
): PackJob['files'] {
  const files = entries.flatMap(({ picture, attachment }): PackJob['files'] => {
    if (picture)
      return [
        {
          path: `pictures/${picture.sha256}`,
          from: pictures.find(compound, picture.sha256) ?? '',
          what: 'picture',
          of: picture.sha256,
        },
      ];
    if (attachment)
      return [
        {
          path: `attachments/${attachment.sha256}/${plainName(attachment.name)}`,
          from: attachments.find(compound, attachment.sha256) ?? '',
          what: 'attachment',
          of: attachment.sha256,
        },
      ];
    return [];
  });
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

/** No name leads out of its folder. */
function plainName(name: string): string {
  const characters = [...name.toWellFormed().replace(/[\\/:*?"<>|]|\p{Cc}|\p{Bidi_Control}/gu, '_')];
  const plain = characters.slice(0, 120).join('');
  return /^\.*$/.test(plain) ? 'file' : plain;
}

function clocksOf(devices: readonly DeviceRecord[], twin: CompoundTwin | undefined) {
  return devices.map(({ key }) => {
    const clock = twin?.devices.get(key)?.clock;
    /** Positive where it is behind the hub; null where nothing is known of it. */
    return { device: key, offsetMs: clock ? clockOffsetMs(clock) : null };
  });
}

/**
 * The chain from the link before the first entry that may belong to it, which binds that, up to now; entries about other
 * things by their hash alone.
 */
function auditLines(
  { audit }: Access,
  of: {
    readonly incident: string;
    readonly keys: ReadonlySet<string>;
    readonly fromMs: number;
    readonly compound: string;
  },
): string {
  const names = [of.incident, ...of.keys];
  return audit
    .chain(of.fromMs)
    .map(({ seq, hash, body }): string => {
      const { atMs, compound, target } = JSON.parse(body) as {
        readonly atMs: unknown;
        readonly compound: unknown;
        readonly target: unknown;
      };
      const belongs =
        Number(atMs) >= of.fromMs &&
        compound === of.compound &&
        typeof target === 'string' &&
        names.some((name) => isNamedIn(target, name));
      const line: AuditLine = belongs ? { seq, hash, body } : { seq, hash };
      return `${JSON.stringify(line)}\n`;
    })
    .join('');
}

/** Whole, alone or with a point of it: `smoke/s1` is named in `smoke/s1/smoke` and not in `smoke/s10`. */
export function isNamedIn(target: string, name: string): boolean {
  for (let at = target.indexOf(name); at >= 0; at = target.indexOf(name, at + 1))
    if (/^$|[\s,]/.test(target[at - 1] ?? '') && /^$|[\s,/]/.test(target[at + name.length] ?? ''))
      return true;
  return false;
}

function readme({ title }: IncidentHead): string {
  return `邻里证据包：${title.zh}

本包由产生它的中枢签名。校验：node linli-verify.mjs <本文件.zip>
校验程序请从产品或主管机关取得，不要使用随包附送的副本；签名密钥的指纹须与中枢界面上显示的一致。
manifest.json 列出每个文件及其哈希；missing 一栏说明哪些内容不在其中及原因。
抛出位置推断是按概率的排序，不指认任何住户；同类计算可用 throws/ 下的输入重复。
audit.jsonl 是审计链：与本事件无关的条目只保留哈希。
时间均为自 1970-01-01T00:00:00Z 起的毫秒数；records/clocks.json 为制作本包时各设备时钟与中枢的偏差。

Linli evidence package: ${title.en}

It was signed by the hub that made it. Verify: node linli-verify.mjs <this file.zip>
Take the verifier from the product or an authority, never from beside the package; the fingerprint of the key must be
the one that the hub shows. manifest.json lists every file with its hashes, and under "missing" what is not there and why.
The back-trace of a throw ranks windows by probability and accuses nobody; its inputs are in throws/ for repetition.
audit.jsonl is the audit chain: entries about other things stand in it by their hash alone.
Times are milliseconds since 1970-01-01T00:00:00Z; records/clocks.json tells how far each device's clock was off the hub's
when the package was made.
`;
}
