/** What happened, as marks on the time bar. */
import { commandText } from '#shared/commands/texts.ts';
import { actionText, eventText } from '#shared/incidents/names.ts';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { ActionRecord, AlarmTransition, EventRecord, IncidentRecord } from '#shared/protocol/records.ts';
import type { TimelineMark } from '#shared/protocol/socket.ts';

export function markOfAlarm({ seq, atMs, alarm }: AlarmTransition): TimelineMark {
  const { name, deviceName, priority } = alarm;
  const label = { zh: `${name.zh} · ${deviceName.zh}`, en: `${name.en} · ${deviceName.en}` };
  return { atMs, kind: 'alarm', priority, label, ref: String(seq) };
}

export function markOfEvent(event: EventRecord): TimelineMark {
  return { atMs: event.atMs, kind: 'event', priority: null, label: eventText(event), ref: String(event.seq) };
}

export function markOfAction({ atMs, verb, seq }: ActionRecord): TimelineMark {
  return { atMs, kind: 'action', priority: null, label: actionText(verb), ref: String(seq) };
}

export function markOfIncident({ startedAtMs, title, id }: IncidentRecord): TimelineMark {
  return { atMs: startedAtMs, kind: 'incident', priority: null, label: title, ref: id };
}

export function markOfCommand(command: CommandRecord): TimelineMark {
  const { requestedAtMs: atMs, id: ref } = command;
  return { atMs, kind: 'action', priority: null, label: commandText(command), ref };
}
