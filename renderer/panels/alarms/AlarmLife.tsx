/** The life of the chosen alarm, step by step, and how often its source was in alarm before; asked for when it is opened. */
import { useState } from 'react';
import { alarmText } from '#shared/alarms/texts.ts';
import type { AlarmRecord, AlarmTransition } from '#shared/protocol/records.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useFetched } from '#ui/useFetched.ts';
import { useText } from '#ui/useText.ts';

export function AlarmLife({ alarm }: { alarm: AlarmRecord }) {
  const { t } = useText();
  const [openOf, setOpenOf] = useState<string | null>(null);
  return (
    <details
      className="alarm-life"
      open={openOf === alarm.id}
      onToggle={({ currentTarget }) => setOpenOf(currentTarget.open ? alarm.id : null)}
    >
      <summary>{t('alarms.life')}</summary>
      {openOf === alarm.id && <Steps alarm={alarm} />}
    </details>
  );
}

function Steps({ alarm }: { alarm: AlarmRecord }) {
  const { t, local, person } = useText();
  const life = useFetched<{ steps: readonly AlarmTransition[]; before: readonly AlarmRecord[] }>(
    `/api/alarms/${encodeURIComponent(alarm.id)}/steps`,
    alarm.state,
    alarm.count,
  );
  if (!life) return null;
  const before = life.before.filter(({ id }) => id !== alarm.id);
  return (
    <>
      <ol>
        {life.steps.map((step) => (
          <li key={step.seq}>
            <ClockTime atMs={step.atMs} dated /> {local(alarmText(step.alarm, step.verb))}
            {step.by !== null && ` · ${person(step.by)}`}
            {step.note && <q>{step.note}</q>}
          </li>
        ))}
      </ol>
      {before.length > 0 && (
        <>
          <p className="hint">{t('alarms.life.before', { times: before.length })}</p>
          <ul>
            {before.slice(0, 5).map((one) => (
              <li key={one.id}>
                <ClockTime atMs={one.firstAtMs} dated /> {one.value} {one.note && <q>{one.note}</q>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
