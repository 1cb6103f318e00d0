/** How an incident stands, as a chip. */
import type { IncidentState } from '#shared/protocol/records.ts';
import { useText } from '#ui/useText.ts';

/** Null: at the shown instant it had not begun. */
export function StateChip({ state }: { state: IncidentState | null }) {
  const { t } = useText();
  return (
    <span className={`chip ${state ?? ''}`} data-testid="incident-state">
      {t(`incident.${state ?? 'ahead'}`)}
    </span>
  );
}
