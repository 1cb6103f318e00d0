/** Ends a drill that runs, unscored, once that was confirmed; for whoever may run one. */
import { OctagonX } from 'lucide-react';
import { useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import type { DrillRun } from '#shared/protocol/drill.ts';
import { askHub } from '#state/account.ts';
import { useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

export function StopDrill({ run }: { run: DrillRun }) {
  const { t, local } = useText();
  const screen = useScreen();
  const [asking, setAsking] = useState(false);
  async function stop(): Promise<void> {
    setAsking(false);
    const answer = await askHub(
      'POST',
      `/api/compounds/${encodeURIComponent(run.compound)}/drill-runs/${run.id}/stop`,
    );
    if (!answer.ok) screen.notices.fault(answer.error);
  }
  return (
    <>
      <ActButton needs="rules.edit" className="framed" testId="drill-stop" onClick={() => setAsking(true)}>
        <OctagonX size="1em" /> {t('drill.stop')}
      </ActButton>
      {asking && (
        <Dialog title={t('drill.stop')} onClose={() => setAsking(false)}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void stop();
            }}
          >
            <p>{t('drill.stop.sure', { name: local(run.scenario.name) })}</p>
            <DialogButtons action={t('drill.stop')} onCancel={() => setAsking(false)} />
          </form>
        </Dialog>
      )}
    </>
  );
}
