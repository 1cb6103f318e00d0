/** Incidents of before that are like this one, with how they ended: what was it the last time? */
import { useState } from 'react';
import { similarTo } from '#shared/incidents/similar.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';
import { stopwatch, useText } from '#ui/useText.ts';
import { StateChip } from './StateChip.tsx';

export function Similar({ incident }: { incident: IncidentRecord }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <details
      className="similar"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      data-testid="similar"
    >
      <summary>{t('similar.title')}</summary>
      {open && <List incident={incident} />}
    </details>
  );
}

function List({ incident }: { incident: IncidentRecord }) {
  const { t, local } = useText();
  const screen = useScreen();
  const plan = useFacts((facts) => facts.plan);
  const others = useFetched<{ incidents: readonly IncidentRecord[] }>(
    `/api/incidents?${new URLSearchParams({ compound: incident.compound })}`,
  )?.incidents;
  if (!others) return <p className="hint">{t('evidence.loading')}</p>;
  const found = similarTo(incident, others, plan);
  if (found.length === 0) return <p className="hint">{t('similar.none')}</p>;
  return (
    <ul>
      {found.map(({ incident: one, because }) => (
        <li key={one.id}>
          <button onClick={() => screen.choices.setState({ openIncidentId: one.id })}>
            <span>
              <ClockTime atMs={one.startedAtMs} dated /> {local(one.title)}
              <small>
                {[
                  ...because.map((why) => t(`similar.${why}`)),
                  ...(one.endedAtMs === null
                    ? []
                    : [t('similar.took', { time: stopwatch(one.endedAtMs - one.startedAtMs) })]),
                ].join(' · ')}
              </small>
            </span>
            <StateChip state={one.state} />
          </button>
        </li>
      ))}
    </ul>
  );
}
