/** What can be done with an order in its state: a step is chosen, then what belongs to it is filled in. */
import { useState, type FormEvent } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import type { OrderStep, WorkOrder } from '#shared/protocol/workOrder.ts';
import { stepsOf } from '#shared/workOrders/machine.ts';
import { askHub } from '#state/account.ts';
import { useDraft } from '#state/drafts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

type Verb = OrderStep['verb'];
const hourMs = 3_600_000;
const scores = [5, 4, 3, 2, 1] as const;
/** The usual way on, by state. */
const usual: Readonly<Partial<Record<WorkOrder['state'], Verb>>> = {
  open: 'assign',
  assigned: 'done',
  done: 'call-back',
  'called-back': 'close',
};

export function OrderSteps({ order, onChanged }: { order: WorkOrder; onChanged: () => void }) {
  const { t } = useText();
  const [verb, setVerb] = useState<Verb | null>(null);
  const isPossible = verb !== null && stepsOf[order.state].includes(verb);
  return (
    <div className="order-steps">
      <div className="order-buttons">
        {stepsOf[order.state].map((one) => (
          <ActButton
            key={one}
            needs="orders.act"
            className={usual[order.state] === one ? 'primary' : ''}
            testId={`order-${one}`}
            onClick={() => setVerb(verb === one ? null : one)}
          >
            {t(`orders.step.${one}`)}
          </ActButton>
        ))}
      </div>
      {verb !== null && isPossible && (
        <StepForm
          key={verb}
          order={order}
          verb={verb}
          onDone={() => {
            setVerb(null);
            onChanged();
          }}
        />
      )}
    </div>
  );
}

function StepForm({ order, verb, onDone }: { order: WorkOrder; verb: Verb; onDone: () => void }) {
  const screen = useScreen();
  const { t } = useText();
  const me = useFacts((facts) => facts.user);
  const [note, setNote] = useDraft(`order ${order.id} ${verb}`);
  const [assignee, setAssignee] = useState(order.assignee ?? me);
  const [score, setScore] = useState<number | null>(null);
  const [hours, setHours] = useState('24');
  const [busy, setBusy] = useState(false);
  const needsNote = verb === 'reopen' || verb === 'cancel' || verb === 'note';

  function step(): OrderStep {
    if (verb === 'assign') return { verb, assignee: assignee.trim(), note };
    if (verb === 'call-back') return { verb, score, note };
    if (verb === 'due') return { verb, dueAtMs: screen.clock.hubNowMs() + Number(hours) * hourMs, note };
    return { verb, note };
  }
  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const answer = await askHub('POST', `/api/work-orders/${encodeURIComponent(order.id)}/steps`, step());
    setBusy(false);
    if (!answer.ok) return screen.notices.fault(answer.error);
    setNote('');
    onDone();
  }
  return (
    <form className="order-step" onSubmit={(event) => void send(event)}>
      {verb === 'assign' && (
        <label>
          {t('orders.assignee')}
          <input
            autoFocus
            required
            maxLength={80}
            value={assignee}
            onChange={(e) => setAssignee(e.target.value)}
          />
        </label>
      )}
      {verb === 'due' && (
        <label>
          {t('orders.hours')}
          <input
            autoFocus
            required
            inputMode="decimal"
            pattern="[0-9]+([.][0-9]+)?"
            value={hours}
            onChange={(e) => setHours(e.target.value)}
          />
        </label>
      )}
      {verb === 'call-back' && (
        <fieldset className="choices">
          <legend>{t('orders.score')}</legend>
          {[...scores, null].map((one) => (
            <label key={String(one)}>
              <input type="radio" name="score" checked={score === one} onChange={() => setScore(one)} />{' '}
              {one === null ? t('orders.score.none') : t('orders.score.of', { score: one })}
            </label>
          ))}
        </fieldset>
      )}
      <label>
        {t(needsNote ? 'orders.note.needed' : 'orders.note')}
        <textarea
          autoFocus={verb !== 'assign' && verb !== 'due'}
          rows={2}
          maxLength={2000}
          required={needsNote}
          value={note}
          onChange={(e) => setNote(e.target.value)}
        />
      </label>
      <button className="primary" type="submit" disabled={busy} data-testid="order-step-send">
        {t(`orders.step.${verb}`)}
      </button>
    </form>
  );
}
