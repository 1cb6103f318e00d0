/** Standing faults of the product: the nearest in a line each, the others in one line that opens. */
import { useState } from 'react';
import type { Alert } from '#shared/protocol/records.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { alertLines } from './alertLines.ts';

export function Alerts() {
  const { t } = useText();
  const alerts = useFacts((facts) => facts.alerts);
  const chosen = useFacts((facts) => facts.compoundId);
  const [open, setOpen] = useState(false);
  const { shown, folded } = alertLines(alerts, chosen);
  return (
    <>
      {shown.map((alert) => (
        <Line key={alert.id} alert={alert} />
      ))}
      {folded.length > 0 && (
        <button
          className="banner more-alerts"
          data-over-scene
          data-testid="more-alerts"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'banner.fewer' : 'banner.more', { count: folded.length })}
        </button>
      )}
      {open && folded.length > 0 && (
        <div className="folded-alerts" data-over-scene>
          {folded.map((alert) => (
            <Line key={alert.id} alert={alert} />
          ))}
        </div>
      )}
    </>
  );
}

function Line({ alert }: { readonly alert: Alert }) {
  const { said } = useText();
  return (
    <p className={`banner ${alert.severity}`} role="alert">
      {said(alert)}
    </p>
  );
}
