/** What is asked before something is done with the chosen alarms. What was typed for them outlives the dialog, and is never offered for others. */
import { useState } from 'react';
import { acknowledgeChosen, chosenAlarms, shelveChosen } from '#commands/alarmCommands.ts';
import { useDraft } from '#state/drafts.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

const longestMinutes = 480;

/** How many of the chosen ones still stand. */
function useStanding(): number {
  const screen = useScreen();
  useFacts((facts) => facts.alarms);
  useChoices((choices) => choices.chosenAlarmIds);
  return chosenAlarms(screen).length;
}

/** What is typed belongs to the alarms that were chosen: it is never offered for others. */
function useChosenKey(): string {
  return useChoices(({ chosenAlarmIds }) => chosenAlarmIds.toSorted().join(' '));
}

function useClose(): () => void {
  const { choices } = useScreen();
  return () => choices.setState({ overlay: null });
}

export function NoteDialog() {
  const { t } = useText();
  const screen = useScreen();
  const close = useClose();
  const standing = useStanding();
  const connected = useFacts((facts) => facts.connected);
  const [note, setNote] = useDraft(`acknowledge ${useChosenKey()}`);
  return (
    <Dialog title={t('alarms.acknowledge.note')} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void acknowledgeChosen(screen, note).then((done) => {
            if (!done) return;
            setNote('');
            close();
          });
        }}
      >
        <p className="hint">{t('alarms.chosen.many', { count: standing })}</p>
        <label>
          {t('alarms.note')}
          <textarea
            autoFocus
            rows={3}
            maxLength={2000}
            placeholder={t('alarms.note.hint')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        {!connected && <p role="alert">{t('why.lost')}</p>}
        <DialogButtons
          action={t('alarms.acknowledge')}
          disabled={!connected || standing === 0}
          onCancel={close}
        />
      </form>
    </Dialog>
  );
}

export function ShelveDialog() {
  const { t } = useText();
  const screen = useScreen();
  const close = useClose();
  const standing = useStanding();
  const connected = useFacts((facts) => facts.connected);
  const [reason, setReason] = useDraft(`shelve ${useChosenKey()}`);
  const [minutes, setMinutes] = useState(30);
  return (
    <Dialog title={t('alarms.shelve')} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void shelveChosen(screen, reason, minutes).then((done) => {
            if (!done) return;
            setReason('');
            close();
          });
        }}
      >
        <p className="hint">{t('alarms.chosen.many', { count: standing })}</p>
        <label>
          {t('alarms.shelve.reason')}
          <textarea
            autoFocus
            required
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <label>
          {t('alarms.shelve.minutes')}
          <input
            type="number"
            min={1}
            max={longestMinutes}
            value={minutes}
            onChange={(event) => setMinutes(Number(event.target.value))}
          />
        </label>
        {!connected && <p role="alert">{t('why.lost')}</p>}
        <DialogButtons action={t('alarms.shelve')} disabled={!connected || standing === 0} onCancel={close} />
      </form>
    </Dialog>
  );
}
