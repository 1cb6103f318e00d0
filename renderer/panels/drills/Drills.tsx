/** Drills of a compound: the scenarios, to edit and to run, and those that were played with what they were worth. */
import { Pencil, Play, Plus } from 'lucide-react';
import { useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import type { DrillRun, DrillScenario } from '#shared/protocol/drill.ts';
import { askHub } from '#state/account.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { DrillForm } from './DrillForm.tsx';
import { draftOf, newDrill, scenarioOf, type DrillDraft } from './drillDraft.ts';
import { StopDrill } from './StopDrill.tsx';
import { useDrills } from './useDrills.ts';

export function Drills() {
  const { t, local } = useText();
  const screen = useScreen();
  const compound = useFacts((facts) => facts.compoundId);
  const [changes, setChanges] = useState(0);
  const [draft, setDraft] = useState<DrillDraft | null>(null);
  const [asking, setAsking] = useState<DrillScenario | null>(null);
  const known = useDrills(true, changes);
  const url = compound === null ? null : `/api/compounds/${encodeURIComponent(compound)}/drills`;

  function open(incidentId: string): void {
    screen.choices.setState({ openIncidentId: incidentId });
    screen.layout.current()?.show('incidents');
  }
  async function change(method: 'PUT' | 'DELETE', address: string, body?: DrillScenario): Promise<void> {
    const answer = await askHub(method, address, body);
    if (!answer.ok) return screen.notices.fault(answer.error);
    setChanges((n) => n + 1);
    setDraft(null);
    if (method === 'PUT') screen.notices.say('info', { key: 'drills.saved' });
  }
  async function run({ id }: DrillScenario): Promise<void> {
    setAsking(null);
    const answer = await askHub<{ run: DrillRun }>('POST', `${url ?? ''}/${id}/run`);
    if (!answer.ok) return screen.notices.fault(answer.error);
    setChanges((n) => n + 1);
    open(answer.run.incidentId);
  }
  if (draft && url)
    return (
      <DrillForm
        draft={draft}
        origin={known?.drills.find(({ scenario }) => scenario.id === draft.id)?.origin ?? null}
        onChange={setDraft}
        onSave={() => void change('PUT', url, scenarioOf(draft))}
        onRemove={() => void change('DELETE', `${url}/${draft.id}`)}
        onCancel={() => setDraft(null)}
      />
    );
  const taken = new Set(known?.drills.map(({ scenario }) => scenario.id));
  return (
    <div className="drills" data-testid="drills">
      <button
        className="framed"
        disabled={!known}
        data-testid="drill-new"
        onClick={() => setDraft(newDrill(taken))}
      >
        <Plus size="1em" /> {t('drills.new')}
      </button>
      {known?.drills.length === 0 && <p className="empty">{t('drills.none')}</p>}
      <ul>
        {known?.drills.map(({ scenario, origin }) => (
          <li key={scenario.id} className="drill-line" data-testid="drill" data-drill={scenario.id}>
            <span>
              <b>{local(scenario.name)}</b>
              <span className="hint">
                {[
                  t(`drills.origin.${origin}`),
                  t('drills.injections', { count: scenario.injections.length }),
                ].join(' · ')}
              </span>
            </span>
            <button
              className="icon-button"
              data-testid="drill-edit"
              aria-label={t('drills.edit', { name: local(scenario.name) })}
              title={t('drills.edit', { name: local(scenario.name) })}
              onClick={() => setDraft(draftOf(scenario))}
            >
              <Pencil size="1em" />
            </button>
            <ActButton
              needs="rules.edit"
              className="framed"
              testId="drill-run"
              label={t('drills.run.named', { name: local(scenario.name) })}
              onClick={() => setAsking(scenario)}
            >
              <Play size="1em" /> {t('drills.run')}
            </ActButton>
          </li>
        ))}
      </ul>
      <h3>{t('drills.past')}</h3>
      {known?.runs.length === 0 && <p className="hint">{t('drills.past.none')}</p>}
      <ul data-testid="drill-runs">
        {known?.runs.map((one) => (
          <li key={one.id} className="drill-line">
            <button className="drill-line" onClick={() => open(one.incidentId)}>
              <span>
                {local(one.scenario.name)}
                <span className="hint">
                  <ClockTime atMs={one.startedAtMs} dated /> · {t(`drills.state.${one.state}`)}
                </span>
              </span>
              <b>
                {one.score
                  ? t('drill.score.of', { total: one.score.total })
                  : one.state !== 'running' && t('drill.score.none')}
              </b>
            </button>
            {one.state === 'running' && <StopDrill run={one} />}
          </li>
        ))}
      </ul>
      {asking && (
        <Dialog title={t('drills.run.named', { name: local(asking.name) })} onClose={() => setAsking(null)}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void run(asking);
            }}
          >
            <p>{t('drills.run.sure', { name: local(asking.name) })}</p>
            <DialogButtons action={t('drills.run')} onCancel={() => setAsking(null)} />
          </form>
        </Dialog>
      )}
    </div>
  );
}
