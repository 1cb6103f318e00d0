/**
 * Two incidents that turn out to be one, and one that turns out to be two. What was told stays with both: entries are copied,
 * never moved, without the states and steps they changed, so that what stood at any instant can still be told.
 */
import { randomUUID } from 'node:crypto';
import type { IncidentEntry, IncidentRecord } from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { plainEntry, type NewEntry } from './entries.ts';
import type { Located } from './linking.ts';

/** What becomes of one of them. */
export interface Joined {
  readonly incident: IncidentRecord;
  readonly added: readonly NewEntry[];
}

export interface Part extends Located {
  readonly deviceKeys: readonly string[];
  readonly name: LocalText;
}

const isEnded = ({ state }: IncidentRecord): boolean => state === 'closed' || state === 'false';

/** What was declared and who was accounted for holds for both; states and steps are each one's own. */
function copied({ seq: _seq, change, ...entry }: IncidentEntry): NewEntry {
  return change?.kind === 'mark' || change?.kind === 'muster' ? { ...entry, change } : entry;
}

/** `other` is closed and goes on in `incident`. `entries`: the other's whole timeline. */
export function merged(
  incident: IncidentRecord,
  other: IncidentRecord,
  entries: readonly IncidentEntry[],
  { by, atMs, devicesAtMost }: { readonly by: string; readonly atMs: number; readonly devicesAtMost: number },
): Result<{ readonly into: Joined; readonly from: Joined }> {
  if (incident.id === other.id) return failure('merge-itself');
  if (incident.compound !== other.compound || incident.drill !== other.drill) return failure('merge-apart');
  if (isEnded(incident) || isEnded(other)) return failure('incident-over');
  const { deviceKeys, startedAtMs } = incident;
  const known = new Set(incident.entries.flatMap(({ ref, atMs: thenMs }) => (ref ? `${ref} ${thenMs}` : [])));
  // What both had gathered is there already.
  const taken = entries.filter(({ ref, atMs: thenMs }) => !ref || !known.has(`${ref} ${thenMs}`)).map(copied);
  const { zh, en } = other.title;
  return success({
    into: {
      incident: {
        ...incident,
        deviceKeys: [...new Set([...incident.deviceKeys, ...other.deviceKeys])].slice(0, devicesAtMost),
        // What began first is when it began.
        startedAtMs: Math.min(incident.startedAtMs, other.startedAtMs),
      },
      added: [
        ...taken,
        {
          ...plainEntry('action', { zh: `并入事件：${zh}`, en: `Took in the incident: ${en}` }, by, atMs),
          change: {
            kind: 'merge',
            incidentId: other.id,
            taken: taken.length,
            before: { deviceKeys, startedAtMs },
          },
        },
      ],
    },
    from: {
      incident: { ...other, state: 'closed', endedAtMs: other.endedAtMs ?? atMs, mergedInto: incident.id },
      added: [
        {
          ...plainEntry(
            'state',
            { zh: `已关闭，并入：${incident.title.zh}`, en: `Closed, goes on in: ${incident.title.en}` },
            by,
            atMs,
          ),
          change: { kind: 'state', state: 'closed' },
        },
      ],
    },
  });
}

/** `part` of its devices become an incident of their own, with the same procedure, nothing of it done. */
export function split(
  incident: IncidentRecord,
  entries: readonly IncidentEntry[],
  part: Part,
  { by, atMs }: { readonly by: string; readonly atMs: number },
): Result<{ readonly from: Joined; readonly into: Joined }> {
  if (isEnded(incident)) return failure('incident-over');
  const gone = new Set(part.deviceKeys);
  const left = incident.deviceKeys.filter((key) => !gone.has(key));
  if (left.length === 0 || left.length + gone.size > incident.deviceKeys.length)
    return failure('split-devices');
  const own = entries.filter(({ of }) => of && gone.has(of.deviceKey));
  const id = randomUUID();
  const { mergedInto: _merged, collective: _many, ...rest } = incident;
  const title: LocalText = {
    zh: `${incident.title.zh.split(' · ')[0] ?? ''} · ${part.name.zh}`,
    en: `${incident.title.en.split(' · ')[0] ?? ''} · ${part.name.en}`,
  };
  return success({
    into: {
      incident: {
        ...rest,
        id,
        title,
        state: 'new',
        placeId: part.placeId ?? incident.placeId,
        positionEnu: part.positionEnu ?? incident.positionEnu,
        startedAtMs: Math.min(atMs, ...own.map((entry) => entry.atMs)),
        endedAtMs: null,
        openedBy: by,
        assignee: null,
        deviceKeys: [...gone],
        procedure: incident.procedure.map(({ choice: _choice, ...step }) => ({
          ...step,
          doneAtMs: null,
          doneBy: null,
          result: null,
        })),
        entryCount: 0,
        entries: [],
      },
      added: [
        ...own.map(copied),
        {
          ...plainEntry(
            'action',
            { zh: `拆自事件：${incident.title.zh}`, en: `Split from the incident: ${incident.title.en}` },
            by,
            atMs,
          ),
          change: { kind: 'split', incidentId: incident.id, before: null },
        },
      ],
    },
    from: {
      incident: { ...incident, deviceKeys: left },
      added: [
        {
          ...plainEntry(
            'action',
            { zh: `拆出事件：${title.zh}`, en: `Split off the incident: ${title.en}` },
            by,
            atMs,
          ),
          change: {
            kind: 'split',
            incidentId: id,
            before: { deviceKeys: incident.deviceKeys, startedAtMs: incident.startedAtMs },
          },
        },
      ],
    },
  });
}
