/** In the incident of a drill: that it is one, the last call or event, its alarms to acknowledge, and its score when it is over. */
import { Check, PhoneIncoming } from 'lucide-react';
import { ActButton } from '#commands/ActButton.tsx';
import { isOver } from '#shared/incidents/incidentAt.ts';
import { openDrillAlarms } from '#shared/incidents/drillAlarms.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { askHub } from '#state/account.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useScreen } from '#state/useScreen.tsx';
import { DrillMark } from '#ui/DrillMark.tsx';
import { useText } from '#ui/useText.ts';
import { Score } from './Score.tsx';
import { StopDrill } from './StopDrill.tsx';
import { useRunOf } from './useDrills.ts';
import './drills.css';

/** `asOf`: as it stood at the shown instant. */
export function DrillStrip(props: {
  readonly incident: IncidentRecord;
  readonly asOf: IncidentRecord;
  readonly fixed: boolean;
}) {
  const { incident, asOf, fixed } = props;
  const words = useText();
  const { t, local } = words;
  const screen = useScreen();
  const run = useRunOf(incident.id, incident.drill);
  const open = openDrillAlarms(asOf.entries).length;
  const last = asOf.entries.findLast(({ kind }) => kind === 'event');

  async function ask(path: string): Promise<void> {
    const answer = await askHub('POST', path);
    if (!answer.ok) screen.notices.fault(answer.error);
  }
  return (
    <section className="drill-strip" aria-label={t('drill.mark')} data-testid="drill-strip">
      <p>
        <DrillMark /> {t('drill.here')}
      </p>
      <p className="drill-last" aria-live="polite" data-testid="drill-last">
        {last && (
          <>
            <PhoneIncoming size="1em" /> <ClockTime atMs={last.atMs} /> <b>{local(last.text)}</b>
          </>
        )}
      </p>
      {!fixed && (
        <div className="drill-acts">
          {open > 0 && (
            <ActButton
              needs="incidents.act"
              className="primary"
              testId="drill-acknowledge"
              onClick={() => void ask(`/api/incidents/${encodeURIComponent(incident.id)}/drill-acknowledge`)}
            >
              <Check size="1em" /> {t('drill.acknowledge', { count: open })}
            </ActButton>
          )}
          {run?.state === 'running' && <StopDrill run={run} />}
        </div>
      )}
      {run && run.state !== 'running' && isOver(asOf.state) && (
        <details open data-testid="drill-result">
          <summary>
            {t('drill.score')} · {t(`drills.state.${run.state}`)}
            {!run.score && ` · ${t('drill.score.none')}`}
          </summary>
          {run.score && <Score score={run.score} procedure={incident.procedure} words={words} />}
        </details>
      )}
    </section>
  );
}
