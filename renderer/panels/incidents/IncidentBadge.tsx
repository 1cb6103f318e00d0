/** In the tab: how many incidents nobody has taken up yet. */
import { useFacts } from '#state/useScreen.tsx';

export function IncidentBadge() {
  const fresh = useFacts(({ incidents }) => incidents.filter(({ state }) => state === 'new').length);
  if (fresh === 0) return null;
  return <span className="tab-badge" aria-hidden="true" data-count={fresh} />;
}
