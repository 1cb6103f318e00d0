/** In replay, over the scene: what devices reported and what operators did in the minute before the shown instant. */
import { useMemo } from 'react';
import { commandText } from '#shared/commands/texts.ts';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import { actionText, eventText } from '#shared/incidents/names.ts';
import type { ActionRecord, DeviceRecord, EventRecord } from '#shared/protocol/records.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useInstant } from '#state/useInstant.ts';
import { usePhaseThen } from './usePhaseThen.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

const reachMs = 60_000;
const shownAtMost = 6;
const lateMs = 2000;

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
        note: action.note,
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

export function ReplayLog() {
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  return replaying ? <Log /> : null;
}

function Log() {
  const { t, local, person } = useText();
  const events = useFacts((facts) => facts.events);
  const actions = useFacts((facts) => facts.actions);
  const commands = useFacts((facts) => facts.commands);
  const devices = useFacts((facts) => facts.devices);
  const step = Math.floor(useInstant(250) / 250) * 250;
  const shown = useMemo(
    () => happenings(events, actions, commands, devices, step + 250),
    [events, actions, commands, devices, step],
  );
  const phase = usePhaseThen(step);
  if (shown.length === 0 && phase === null) return null;
  return (
    <ol className="replay-log" data-over-scene aria-label={t('log.title')} data-testid="replay-log">
      {phase !== null && (
        <li className="phase" data-testid="phase-then">
          {t('phases.then', { name: local(phase) })}
        </li>
      )}
      {shown.map((one) => (
        <li key={one.key} className={one.by === null ? 'event' : 'action'}>
          <ClockTime atMs={one.atMs} />
          <span>
            {one.by !== null && <b>{person(one.by)} </b>}
            {local(one.text)}
            {one.note && <q>{one.note}</q>}
            {one.learntAtMs !== undefined && one.learntAtMs - one.atMs > lateMs && (
              <i>
                {' '}
                {t('alarms.learnt')} <ClockTime atMs={one.learntAtMs} />
              </i>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
