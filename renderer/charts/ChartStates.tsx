/** What a chart says while history is read, and when it cannot be. */
import type { Fault } from '#shared/protocol/result.ts';
import { useText } from '#ui/useText.ts';

/** Shown only once it has taken longer than 400 ms (the style sheet waits). */
export function ChartLoading() {
  const { t } = useText();
  return (
    <p className="chart-note waiting" role="status">
      {t('chart.loading')}
    </p>
  );
}

export function ChartFault({ fault, onAgain }: { fault: Fault; onAgain: () => void }) {
  const { t, said } = useText();
  return (
    <p className="chart-note fault" role="alert">
      {said(fault)}{' '}
      <button className="link" onClick={onAgain}>
        {t('chart.again')}
      </button>
    </p>
  );
}
