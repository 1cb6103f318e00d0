/** One incident: what takes it forward, its procedure, its timeline, notes, and its replay. */
import { ArrowLeft, History, Plus } from 'lucide-react';
import { useState } from 'react';
import type { TextKey } from '#shared/i18n/zh.ts';
import { incidentAt } from '#shared/incidents/incidentAt.ts';
import type { IncidentRecord, IncidentState } from '#shared/protocol/records.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useInstant } from '#state/useInstant.ts';
import { useText } from '#ui/useText.ts';
import { replayIncident } from '#commands/incidents.ts';

const forward: Readonly<
  Record<IncidentState, readonly { state: IncidentState; text: TextKey; primary?: boolean }[]>
> = {
  new: [
    { state: 'in-progress', text: 'incident.advance.in-progress', primary: true },
    { state: 'false', text: 'incident.advance.false' },
  ],
  'in-progress': [
    { state: 'resolved', text: 'incident.advance.resolved', primary: true },
    { state: 'false', text: 'incident.advance.false' },
  ],
  resolved: [
    { state: 'closed', text: 'incident.advance.closed', primary: true },
    { state: 'in-progress', text: 'incident.reopen' },
  ],
  closed: [],
  false: [],
};

export function IncidentDetail({ incident }: { incident: IncidentRecord }) {
  const screen = useScreen();
  const { t, local, person } = useText();
  const [note, setNote] = useState('');
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const instant = useInstant(500);
  // In replay the panel tells what was known then; what came later stays in sight, dimmed, to jump to.
  const then = replaying ? incidentAt(incident, instant) : incident;
  const procedure = then?.procedure ?? [];
  const done = procedure.filter((step) => step.doneAtMs !== null).length;
  const fixed = replaying || incident.state === 'closed' || incident.state === 'false';
  return (
    <section className="panel incident" aria-label={t('incident.title')}>
      <h2>
        <button
          className="icon-button"
          aria-label={t('incident.back')}
          title={t('incident.back')}
          onClick={() => screen.choices.setState({ openIncidentId: null })}
        >
          <ArrowLeft size="1.1em" />
        </button>
        <span className="incident-title">{local(incident.title)}</span>
        <StateChip state={then?.state ?? null} />
      </h2>
      <div className="incident-buttons">
        {(replaying ? [] : forward[incident.state]).map(({ state, text, primary }) => (
          <button
            key={state}
            className={primary ? 'primary' : ''}
            data-testid={`advance-${state}`}
            onClick={() =>
              void screen.session.command('advanceIncident', { incidentId: incident.id, state, note: '' })
            }
          >
            {t(text)}
          </button>
        ))}
        <button data-testid="replay-incident" onClick={() => replayIncident(screen, incident)}>
          <History size="1em" /> {t('incident.replay')}
        </button>
        {replaying && <span className="hint">{t('incident.live')}</span>}
      </div>
      {incident.kind === 'throw' && <p className="hint">{t('incident.judge')}</p>}
      {procedure.length > 0 && (
        <>
          <h3>{t('incident.procedure', { done, all: incident.procedure.length })}</h3>
          <ul className="procedure">
            {procedure.map((step, i) => (
              <li key={step.text.en}>
                <label>
                  <input
                    type="checkbox"
                    disabled={fixed}
                    checked={step.doneAtMs !== null}
                    onChange={(event) =>
                      void screen.session.command('stepIncident', {
                        incidentId: incident.id,
                        step: i,
                        done: event.target.checked,
                      })
                    }
                  />
                  <span>{local(step.text)}</span>
                  {step.doneAtMs !== null && <ClockTime atMs={step.doneAtMs} />}
                </label>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>
        {t('incident.timeline')}
        {incident.entryCount > incident.entries.length && (
          <span className="aside" data-testid="entries-more">
            {t('incident.more', { count: incident.entryCount - incident.entries.length })}
          </span>
        )}
      </h3>
      <ol className="incident-timeline" data-testid="incident-timeline">
        {incident.entries.map((entry) => (
          <li key={entry.seq} className={`${entry.kind} ${replaying && entry.atMs > instant ? 'ahead' : ''}`}>
            <button onClick={() => screen.clock.seek(entry.atMs)}>
              <ClockTime atMs={entry.atMs} />
              {entry.priority ? <PriorityMark priority={entry.priority} /> : <span className="entry-dot" />}
              <span>
                {local(entry.text)}
                {entry.by && <i> · {person(entry.by)}</i>}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {!fixed && (
        <form
          className="note-form"
          onSubmit={(event) => {
            event.preventDefault();
            void screen.session
              .command('noteIncident', { incidentId: incident.id, text: note })
              .then((result) => result.ok && setNote(''));
          }}
        >
          <input
            value={note}
            maxLength={2000}
            placeholder={t('incident.note.add')}
            aria-label={t('incident.note.add')}
            onChange={(event) => setNote(event.target.value)}
          />
          <button type="submit" disabled={note.trim() === ''} aria-label={t('incident.note.add')}>
            <Plus size="1em" />
          </button>
        </form>
      )}
    </section>
  );
}

/** Null: at the shown instant it had not begun. */
export function StateChip({ state }: { state: IncidentState | null }) {
  const { t } = useText();
  return (
    <span className={`chip ${state ?? ''}`} data-testid="incident-state">
      {t(`incident.${state ?? 'ahead'}`)}
    </span>
  );
}
