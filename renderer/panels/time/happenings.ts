/** What devices reported and what operators did in the minute before an instant. Pure. */
import { commandText } from '#shared/commands/texts.ts';
import { actionText, eventText } from '#shared/incidents/names.ts';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { ActionRecord, DeviceRecord, EventRecord } from '#shared/protocol/records.ts';
import type { LocalText } from '#shared/twin/text.ts';

const reachMs = 60_000;
const shownAtMost = 6;
/** A hash of a file, of which the beginning tells it apart. */
const hash = /\b([0-9a-f]{12})[0-9a-f]{52}\b/g;

interface Happening {
  readonly key: string;
  readonly atMs: number;
  readonly text: LocalText;
  readonly by: string | null;
  readonly note: string;
  /** When the hub heard of it, where that is another time. */
  readonly learntAtMs?: number;
}

/** Newest last. */
export function happenings(
  events: readonly EventRecord[],
  actions: readonly ActionRecord[],
  commands: readonly CommandRecord[],
  devices: ReadonlyMap<string, DeviceRecord>,
  instant: number,
): Happening[] {
  const recent = ({ atMs }: { atMs: number }) => atMs <= instant && atMs > instant - reachMs;
  const told: Happening[] = [
    ...events.filter(recent).map((event) => ({
      key: `event ${event.seq}`,
      atMs: event.atMs,
      text: eventText(event),
      by: null,
      note: '',
      learntAtMs: event.receivedMs,
    })),
    ...actions.filter(recent).map((action) => {
      const verb = actionText(action.verb);
      const device = devices.get(action.target)?.name;
      return {
        key: `action ${action.seq}`,
        atMs: action.atMs,
        text: device ? { zh: `${verb.zh}：${device.zh}`, en: `${verb.en}: ${device.en}` } : verb,
        by: action.by,
        note: action.note.replace(hash, '$1…'),
      };
    }),
  ];
  for (const command of commands) {
    // Taking out of service is told as the action it is.
    if (command.requestedAtMs === command.endedAtMs) continue;
    const atMs = command.endedAtMs ?? command.requestedAtMs;
    if (!recent({ atMs })) continue;
    const { id, by, why: note } = command;
    told.push({ key: `command ${id}`, atMs, text: commandText(command), by, note });
  }
  return told.sort((a, b) => a.atMs - b.atMs).slice(-shownAtMost);
}
