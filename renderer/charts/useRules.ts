/** The compound's own rules, for the limits of a chart; until they are there the catalogue's hold alone. */
import type { CompoundRules } from '#shared/alarms/compoundRules.ts';
import { noRules } from '#shared/alarms/effectiveRules.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';

export function useRules(): CompoundRules {
  const compound = useFacts(({ compoundId }) => compoundId);
  const edits = useFacts(({ actions }) => actions.findLast(({ verb }) => verb === 'edit-rules')?.seq ?? 0);
  const url = compound === null ? null : `/api/compounds/${encodeURIComponent(compound)}/rules`;
  return useFetched<{ rules: CompoundRules }>(url, edits)?.rules ?? noRules;
}
