/** Putting an incident away with something still open asks for a reason. What was typed is kept until it could be used. */
import { advanceIncident, ways } from '#commands/incidentCommands.ts';
import { whyNotAct } from '#commands/command.ts';
import type { Choices } from '#state/choices.ts';
import { useDraft } from '#state/drafts.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

export function ReasonDialog() {
  const asked = useChoices((choices) => choices.reasonAsked);
  return asked && <Reason asked={asked} />;
}

function Reason({ asked }: { asked: NonNullable<Choices['reasonAsked']> }) {
  const { t, said } = useText();
  const screen = useScreen();
  const [reason, setReason] = useDraft(`close ${asked.incidentId}`);
  const away = useFacts(() => whyNotAct(screen));
  const state = useFacts(({ incidents }) => incidents.find(({ id }) => id === asked.incidentId)?.state);
  // Somebody else may have put it away meanwhile.
  const way = ways.find(({ from, to }) => to === asked.state && state !== undefined && from.includes(state));
  const text = ways.find(({ to }) => to === asked.state)?.text;
  const title = text ? t(text) : '';
  const close = () => screen.choices.setState({ overlay: null, reasonAsked: null });
  return (
    <Dialog title={title} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void advanceIncident(screen, asked.incidentId, asked.state, reason).then((done) => {
            if (!done) return;
            setReason('');
            close();
          });
        }}
      >
        <p role="alert">{away ? t(away) : way ? said(asked.fault) : t('incident.reason.late')}</p>
        <label>
          {t('incident.reason')}
          <textarea
            autoFocus
            required
            rows={3}
            maxLength={2000}
            value={reason}
            data-testid="close-reason"
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <DialogButtons
          action={title}
          disabled={reason.trim() === '' || away !== null || !way}
          onCancel={close}
        />
      </form>
    </Dialog>
  );
}
