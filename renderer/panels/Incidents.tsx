/** Right: open incidents, or the one that is open, with procedure, timeline and what takes it forward. */
import { ArrowLeft, History, Plus } from 'lucide-react';
import { useState } from 'react';
import type { IncidentRecord, IncidentState } from '#shared/protocol/records.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { IncidentKind } from '#shared/systems/declaration.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import { setOperations, useOperations } from '#state/operations.ts';
import { session } from '#state/session.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useInstant } from '#ui/useInstant.ts';
import { useText } from '#ui/useText.ts';
import { replayIncident } from './actions.ts';

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

export function Incidents() {
  const { t, local } = useText();
  const incidents = useOperations((state) => state.incidents);
  const openId = useOperations((state) => state.openIncidentId);
  const [creating, setCreating] = useState(false);
  const open = incidents.find((one) => one.id === openId);
  if (open) return <IncidentDetail incident={open} />;
  const listed = incidents
    .filter((one) => one.state !== 'closed' && one.state !== 'false')
    .concat(incidents.filter((one) => one.state === 'closed').slice(0, 5));
  return (
    <section className="panel incidents" aria-label={t('incident.title')}>
      <h2>
        {t('incident.open.list')}
        <button
          className="icon-button aside"
          aria-label={t('incident.open.here')}
          title={t('incident.open.here')}
          onClick={() => setCreating(true)}
        >
          <Plus size="1.1em" />
        </button>
      </h2>
      {listed.length === 0 && <p className="empty">{t('incident.none')}</p>}
      <ul>
        {listed.map((incident) => (
          <li key={incident.id}>
            <button
              className="incident-row"
              data-testid="incident-row"
              onClick={() => setOperations({ openIncidentId: incident.id })}
            >
              <span>{local(incident.title)}</span>
              <StateChip state={incident.state} />
            </button>
          </li>
        ))}
      </ul>
      {creating && <NewIncident onClose={() => setCreating(false)} />}
    </section>
  );
}

function StateChip({ state }: { state: IncidentState }) {
  const { t } = useText();
  return (
    <span className={`chip ${state}`} data-testid="incident-state">
      {t(`incident.${state}`)}
    </span>
  );
}

function IncidentDetail({ incident }: { incident: IncidentRecord }) {
  const { t, local, person } = useText();
  const [note, setNote] = useState('');
  const replaying = useOperations((state) => state.clock.mode === 'replay');
  const instant = useInstant(500);
  const done = incident.procedure.filter((step) => step.doneAtMs !== null).length;
  const over = incident.state === 'closed' || incident.state === 'false';
  return (
    <section className="panel incident" aria-label={t('incident.title')}>
      <h2>
        <button
          className="icon-button"
          aria-label={t('incident.back')}
          title={t('incident.back')}
          onClick={() => setOperations({ openIncidentId: null })}
        >
          <ArrowLeft size="1.1em" />
        </button>
        <span className="incident-title">{local(incident.title)}</span>
        <StateChip state={incident.state} />
      </h2>
      <div className="incident-buttons">
        {forward[incident.state].map(({ state, text, primary }) => (
          <button
            key={state}
            className={primary ? 'primary' : ''}
            data-testid={`advance-${state}`}
            onClick={() =>
              void session().command('advanceIncident', { incidentId: incident.id, state, note: '' })
            }
          >
            {t(text)}
          </button>
        ))}
        <button data-testid="replay-incident" onClick={() => replayIncident(incident)}>
          <History size="1em" /> {t('incident.replay')}
        </button>
      </div>
      {incident.kind === 'throw' && <p className="hint">{t('incident.judge')}</p>}
      {incident.procedure.length > 0 && (
        <>
          <h3>{t('incident.procedure', { done, all: incident.procedure.length })}</h3>
          <ul className="procedure">
            {incident.procedure.map((step, i) => (
              <li key={step.text.en}>
                <label>
                  <input
                    type="checkbox"
                    disabled={over}
                    checked={step.doneAtMs !== null}
                    onChange={(event) =>
                      void session().command('stepIncident', {
                        incidentId: incident.id,
                        step: i,
                        done: event.target.checked,
                      })
                    }
                  />
                  <span>{local(step.text)}</span>
                  {step.doneAtMs !== null && <Clock atMs={step.doneAtMs} />}
                </label>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('incident.timeline')}</h3>
      <ol className="incident-timeline" data-testid="incident-timeline">
        {incident.entries.map((entry, i) => (
          <li
            key={`${entry.atMs}-${i}`}
            className={`${entry.kind} ${replaying && entry.atMs > instant ? 'ahead' : ''}`}
          >
            <button onClick={() => session().clock.seek(entry.atMs)}>
              <Clock atMs={entry.atMs} />
              {entry.priority ? <PriorityMark priority={entry.priority} /> : <span className="entry-dot" />}
              <span>
                {local(entry.text)}
                {entry.by && <i> · {person(entry.by)}</i>}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {!over && (
        <form
          className="note-form"
          onSubmit={(event) => {
            event.preventDefault();
            void session()
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

function Clock({ atMs }: { atMs: number }) {
  const zone = useOperations(
    (state) =>
      state.compounds.find((one) => one.id === state.compoundId)?.manifest.origin.timeZone ?? 'Asia/Shanghai',
  );
  return <time dateTime={new Date(atMs).toISOString()}>{localTime(atMs, zone).clock}</time>;
}

const kinds: readonly IncidentKind[] = ['fire', 'throw', 'other'];

function NewIncident({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const [kind, setKind] = useState<IncidentKind>('other');
  const [title, setTitle] = useState('');
  async function create(): Promise<void> {
    const { compoundId, selection, devices } = useOperations.getState();
    if (compoundId === null) return;
    const placeId =
      selection?.kind === 'place'
        ? selection.id
        : selection?.kind === 'device'
          ? (devices.get(selection.key)?.placeId ?? null)
          : null;
    const opened = await session().command('openIncident', {
      compound: compoundId,
      kind,
      alarmId: null,
      placeId,
      title,
    });
    if (!opened.ok) return;
    setOperations({ openIncidentId: opened.value.id });
    onClose();
  }
  return (
    <Dialog title={t('incident.open.here')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <fieldset className="choices">
          {kinds.map((one) => (
            <label key={one}>
              <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />{' '}
              {t(`incident.kind.${one}`)}
            </label>
          ))}
        </fieldset>
        <label>
          {t('incident.name')}
          <input autoFocus maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <footer>
          <button type="button" onClick={onClose}>
            {t('dialog.cancel')}
          </button>
          <button className="primary" type="submit">
            {t('dialog.confirm')}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
