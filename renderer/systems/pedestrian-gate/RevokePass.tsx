/** To take a pass back, with a reason that stands in the log. */
import { useState, type FormEvent } from 'react';
import type { ShownPass } from '#shared/protocol/visitorPass.ts';
import { useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

const usual = ['passes.reason.left', 'passes.reason.lost', 'passes.reason.wrong'] as const;

export function RevokePass({ pass, onClose }: { pass: ShownPass; onClose: () => void }) {
  const screen = useScreen();
  const { t } = useText();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  async function revoke(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const answer = await screen.session.command('revokePass', { passId: pass.id, reason: reason.trim() });
    setBusy(false);
    if (answer.ok) onClose();
  }
  return (
    <Dialog
      title={`${t('passes.revoke')} · ${t('passes.number', { number: pass.number })}`}
      onClose={onClose}
    >
      <form className="order-form" onSubmit={(event) => void revoke(event)}>
        <div className="pass-reasons">
          {usual.map((key) => (
            <button key={key} type="button" onClick={() => setReason(t(key))}>
              {t(key)}
            </button>
          ))}
        </div>
        <label>
          {t('passes.revoke.reason')}
          <input
            autoFocus
            required
            maxLength={500}
            data-testid="pass-reason"
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <DialogButtons
          action={t('passes.revoke')}
          disabled={busy || reason.trim() === ''}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
