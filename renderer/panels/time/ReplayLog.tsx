/** In replay, over the scene: what devices reported and what operators did in the minute before the shown instant. */
import { useMemo } from 'react';
import { ClockTime } from '#state/ClockTime.tsx';
import { useInstant } from '#state/useInstant.ts';
import { happenings } from './happenings.ts';
import { usePhaseThen } from './usePhaseThen.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

/** Later than this a device's word is told as having come late. */
const lateMs = 2000;

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
