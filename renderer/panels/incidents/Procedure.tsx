/**
 * The steps of an incident's procedure. A step that the product can do has its button: the cameras, a call, a command
 * with its confirmation, a countdown. What is due counts down; what came of it stands beside the step.
 */
import { useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import { mayDo, whyNotAct } from '#commands/command.ts';
import type { IncidentRecord, IncidentStep } from '#shared/protocol/records.ts';
import { roleNames } from '#shared/access/roles.ts';
import type { StepAct } from '#shared/incidents/procedure.ts';
import { askingOf } from '#shared/incidents/steps.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useDraft, useSentDraft } from '#state/drafts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { stopwatch, useText } from '#ui/useText.ts';
import { StepCommand } from './StepCommand.tsx';

export interface ProcedureProps {
  readonly incident: IncidentRecord;
  /** As it stood at the shown instant. */
  readonly steps: readonly IncidentStep[];
  /** Nothing is changed any more: closed, or looked back at. */
  readonly fixed: boolean;
  /** To where it stands whom to call. */
  readonly showContacts: () => void;
}

export function Procedure({ incident, steps, fixed, showContacts }: ProcedureProps) {
  const { t } = useText();
  const asked = steps.map((_, i) => askingOf(steps, i));
  const counted = steps.filter((_, i) => asked[i] === 'asked');
  const done = counted.filter(({ doneAtMs }) => doneAtMs !== null).length;
  return (
    <>
      <h3>{t('incident.procedure', { done, all: counted.length })}</h3>
      <ol className="procedure">
        {steps.map((step, i) =>
          asked[i] === 'asked' ? (
            <Step key={i} incident={incident} step={step} nth={i} fixed={fixed} showContacts={showContacts} />
          ) : (
            asked[i] === 'waiting' && <Waiting key={i} step={step} steps={steps} />
          ),
        )}
      </ol>
    </>
  );
}

interface StepProps extends Omit<ProcedureProps, 'steps'> {
  readonly step: IncidentStep;
  readonly nth: number;
}

function Step({ incident, step, nth, fixed, showContacts }: StepProps) {
  const { t, local, person } = useText();
  const screen = useScreen();
  const may = useFacts(() => mayDo(screen, 'incidents.act') && whyNotAct(screen) === null);
  const [result, setResult] = useDraft(`step ${incident.id} ${nth}`);
  const clear = useSentDraft(`step ${incident.id} ${nth}`);
  const [telling, setTelling] = useState(false);
  const set = (done: boolean, words = '', choice?: string) =>
    screen.session.command('stepIncident', {
      incidentId: incident.id,
      step: nth,
      done,
      ...(words.trim() === '' ? {} : { result: words.trim() }),
      ...(choice === undefined ? {} : { choice }),
    });
  // By its choices alone, or with words: a tick would say neither.
  const isTicked = step.doneAtMs !== null || (step.choices === undefined && step.proof !== 'words');
  const chosen = step.choices?.find(({ id }) => id === step.choice);
  return (
    <li className={step.doneAtMs !== null ? 'done' : ''} data-testid="step">
      <label>
        <input
          type="checkbox"
          disabled={fixed || !may || !isTicked}
          checked={step.doneAtMs !== null}
          onChange={({ target }) => void set(target.checked)}
        />
        <span>
          {local(step.text)} <Demands step={step} />
        </span>
      </label>
      {step.doneAtMs === null ? (
        <Due incident={incident} step={step} fixed={fixed} />
      ) : (
        <span className="step-when">
          <ClockTime atMs={step.doneAtMs} /> {step.doneBy && person(step.doneBy)}
        </span>
      )}
      {chosen && <q className="step-chosen">{t('step.chosen', { choice: local(chosen.text) })}</q>}
      {step.result && <q>{step.result}</q>}
      {!fixed && step.doneAtMs === null && (
        <div className="step-acts">
          {step.act && (
            <Act
              incident={incident}
              act={step.act}
              onDone={(words) => set(true, words)}
              onCall={(whom) => {
                if (whom !== '119') return showContacts();
                location.assign('tel:119');
                // Whether anybody answered only the caller knows: the words lie ready to be confirmed.
                if (result === '') setResult(t('incident.act.called', { whom }));
                setTelling(true);
              }}
            />
          )}
          {step.choices?.map(({ id, text }) => (
            <ActButton
              key={id}
              needs="incidents.act"
              className="step-act"
              onClick={() => void set(true, result, id).then((answer) => answer.ok && clear(result))}
            >
              {local(text)}
            </ActButton>
          ))}
          {!telling && (
            <ActButton needs="incidents.act" className="link" onClick={() => setTelling(true)}>
              {t('incident.step.result')}
            </ActButton>
          )}
          {telling && (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                // Where it ends in one of several ways the words wait for the choice.
                if (step.choices) return setTelling(false);
                void set(true, result).then((answer) => {
                  if (!answer.ok) return;
                  clear(result);
                  setTelling(false);
                });
              }}
            >
              <input
                autoFocus
                maxLength={2000}
                value={result}
                placeholder={t('incident.step.result.hint')}
                aria-label={t('incident.step.result')}
                onChange={({ target }) => setResult(target.value)}
                onKeyDown={({ key }) => key === 'Escape' && setTelling(false)}
              />
              <button type="submit">{t('incident.step.done')}</button>
            </form>
          )}
        </div>
      )}
    </li>
  );
}

/** What a step asks of whoever does it, beside being done. */
function Demands({ step }: { step: IncidentStep }) {
  const { t, local } = useText();
  const said = [
    ...(step.optional ? [t('step.optional')] : []),
    ...(step.role ? [t('step.role', { role: local(roleNames[step.role]) })] : []),
    ...(step.proof ? [t(`step.proof.${step.proof}`)] : []),
  ];
  return said.length > 0 ? <small className="step-demands">{said.join(' · ')}</small> : null;
}

/** Whether it is asked for is decided by an earlier step. */
function Waiting({ step, steps }: { step: IncidentStep; steps: readonly IncidentStep[] }) {
  const { t, local } = useText();
  const decides = steps.find(({ id }) => id !== undefined && id === step.when?.step);
  const choice = decides?.choices?.find(({ id }) => id === step.when?.choice);
  return (
    <li className="waiting" data-testid="step-waiting">
      <span>{local(step.text)}</span>
      {choice && <small>{t('step.waiting', { step: local(choice.text) })}</small>}
    </li>
  );
}

/** Counts down to when the step is due, then up in red. */
function Due({ incident, step, fixed }: { incident: IncidentRecord; step: IncidentStep; fixed: boolean }) {
  const { t } = useText();
  const seconds = step.withinS ?? (step.act?.kind === 'countdown' ? step.act.seconds : undefined);
  const now = useInstant(1000);
  if (seconds === undefined || fixed) return null;
  const leftMs = incident.startedAtMs + seconds * 1000 - now;
  return (
    <span className={`step-due ${leftMs < 0 ? 'late' : ''}`} data-testid="step-due">
      {leftMs >= 0
        ? t('incident.step.due', { time: stopwatch(leftMs) })
        : t('incident.step.late', { time: stopwatch(-leftMs) })}
    </span>
  );
}

function Act(props: {
  readonly incident: IncidentRecord;
  readonly act: StepAct;
  readonly onDone: (words: string) => Promise<unknown>;
  readonly onCall: (whom: Extract<StepAct, { kind: 'call' }>['whom']) => void;
}) {
  const { t } = useText();
  const screen = useScreen();
  const { act, incident } = props;
  switch (act.kind) {
    case 'cameras':
      return (
        <button
          className="step-act"
          onClick={() => {
            // The cameras follow the open incident where nothing is selected.
            screen.choices.setState({ selection: null });
            screen.layout.current()?.show('cameras');
          }}
        >
          {t('incident.act.cameras')}
        </button>
      );
    case 'call':
      return (
        <button className="step-act" onClick={() => props.onCall(act.whom)}>
          {t(`incident.act.call.${act.whom}`)}
        </button>
      );
    case 'command':
      return <StepCommand incident={incident} act={act} onDone={props.onDone} />;
    case 'countdown':
      return null;
  }
}
