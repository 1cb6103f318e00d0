/** Ends a drill that runs, unscored; for whoever may run one. */
import { OctagonX } from 'lucide-react';
import { ActButton } from '#commands/ActButton.tsx';
import type { DrillRun } from '#shared/protocol/drill.ts';
import { askHub } from '#state/account.ts';
import { useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function StopDrill({ run }: { run: DrillRun }) {
  const { t } = useText();
  const screen = useScreen();
  async function stop(): Promise<void> {
    const answer = await askHub(
      'POST',
      `/api/compounds/${encodeURIComponent(run.compound)}/drill-runs/${run.id}/stop`,
    );
    if (!answer.ok) screen.notices.fault(answer.error);
  }
  return (
    <ActButton needs="rules.edit" className="framed" testId="drill-stop" onClick={() => void stop()}>
      <OctagonX size="1em" /> {t('drill.stop')}
    </ActButton>
  );
}
