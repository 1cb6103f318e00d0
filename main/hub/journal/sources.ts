/**
 * Where the rows of the journal come from: each source is a table with its time index, read newest first from a cursor
 * on, and a function from its row to a row of the journal. Each happening stands in one source alone: what a person did
 * to an alarm is told by the alarm's step, what became of an incident by the person's action.
 */
import type Database from 'better-sqlite3';
import { alarmText } from '#shared/alarms/texts.ts';
import { commandText } from '#shared/commands/texts.ts';
import { actionText, eventText } from '#shared/incidents/names.ts';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { JournalKind, JournalRow } from '#shared/protocol/journal.ts';
import type { AlarmTransition, EventRecord, IncidentHead } from '#shared/protocol/records.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { Names } from './names.ts';

/** What a table gives: `key` orders what happened in the same millisecond. */
export interface RawRow {
  readonly atMs: number;
  readonly key: number | string;
  readonly body: string;
}

type Told = Omit<JournalRow, 'key' | 'atMs'>;

export interface Source {
  /** Kinds of rows it may give; it is left alone where none is asked. */
  readonly kinds: readonly JournalKind[];
  readonly rows: Database.Statement<[Span], RawRow>;
  /** Null where another source tells it. */
  readonly tell: (body: string, names: Names) => Told | null;
}

export interface Span {
  readonly compound: string;
  readonly from: number;
  /** At this instant and before: one upper bound, so that the index is entered there. */
  readonly at: number;
  /** Of rows at that very instant: 0 none, 1 all, 2 those before `key`. */
  readonly together: 0 | 1 | 2;
  readonly key: number | string;
}

/** Told by the steps of alarms, and by the incident itself. */
const toldElsewhere = new Set(['acknowledge', 'reset', 'shelve', 'unshelve', 'open-incident']);
/** What the hub did to a device stands among the actions. */
const ownDeeds = new Set(['out-of-service', 'in-service']);

export function sourcesOf(db: Database.Database): readonly Source[] {
  const newest = (table: string, at: string, key: string, body: string) =>
    db.prepare<[Span], RawRow>(
      `SELECT ${at} AS atMs, ${key} AS key, ${body} AS body FROM ${table}
       WHERE compound = @compound AND ${at} >= @from AND ${at} <= @at
         AND (${at} < @at OR @together = 1 OR (@together = 2 AND ${key} < @key))
       ORDER BY ${at} DESC, ${key} DESC`,
    );
  return [
    {
      kinds: ['alarm', 'action'],
      rows: newest('transitions', 'at_ms', 'seq', 'body'),
      tell(body) {
        const { alarm, verb, by, note } = JSON.parse(body) as AlarmTransition;
        const { priority, placeId, deviceKey, id: ref } = alarm;
        const kind = by === null ? 'alarm' : 'action';
        return { kind, priority, text: alarmText(alarm, verb), by, note, placeId, deviceKey, ref };
      },
    },
    {
      kinds: ['action', 'incident'],
      rows: newest(
        'actions',
        'at_ms',
        'seq',
        "json_object('by', by, 'verb', verb, 'target', target, 'note', note)",
      ),
      tell(body, names) {
        const { by, verb, target, note } = JSON.parse(body) as Readonly<Record<string, string>>;
        if (verb === undefined || target === undefined || toldElsewhere.has(verb)) return null;
        const told = { priority: null, by: by ?? null, note: note ?? '', ref: target };
        if (verb.startsWith('incident-')) {
          const head = names.incident(target);
          const text = joined(actionText(verb), head?.title ?? null);
          return { ...told, kind: 'incident', text, placeId: head?.placeId ?? null, deviceKey: null };
        }
        const device = target.includes('/') ? names.device(target) : null;
        const text = joined(actionText(verb), device?.name ?? null);
        const deviceKey = device ? target : null;
        return { ...told, kind: 'action', text, placeId: device?.placeId ?? null, deviceKey };
      },
    },
    {
      kinds: ['event'],
      rows: newest(
        'events',
        'at_ms',
        'seq',
        "json_object('deviceKey', device, 'id', id, 'type', type, 'data', json(data))",
      ),
      tell(body, names) {
        const event = JSON.parse(body) as Pick<EventRecord, 'deviceKey' | 'id' | 'type' | 'data'>;
        const { deviceKey, id: ref } = event;
        const { name, placeId } = names.device(deviceKey);
        const text = joined(eventText(event), name);
        return { kind: 'event', priority: null, text, by: null, note: '', placeId, deviceKey, ref };
      },
    },
    {
      kinds: ['command'],
      rows: newest('command_steps', 'at_ms', 'seq', 'body'),
      tell(body, names) {
        const command = JSON.parse(body) as CommandRecord;
        const { deviceKey, id: ref, by, why: note, state, name } = command;
        // That it was sent tells nothing that its outcome does not.
        if (state === 'sent' || ownDeeds.has(name)) return null;
        const { placeId } = names.device(deviceKey);
        const text = commandText(command);
        return { kind: 'command', priority: null, text, by, note, placeId, deviceKey, ref };
      },
    },
    {
      kinds: ['incident'],
      rows: newest('incidents', 'started_ms', 'id', 'record'),
      tell(body) {
        const { title, openedBy, placeId, id: ref } = JSON.parse(body) as IncidentHead;
        const by = openedBy === 'system' ? null : openedBy;
        const text = joined(actionText('open-incident'), title);
        return { kind: 'incident', priority: null, text, by, note: '', placeId, deviceKey: null, ref };
      },
    },
  ];
}

function joined(what: LocalText, whose: LocalText | null): LocalText {
  if (!whose || whose.zh.trim() === '') return what;
  return { zh: `${what.zh} · ${whose.zh}`, en: `${what.en} · ${whose.en}` };
}
