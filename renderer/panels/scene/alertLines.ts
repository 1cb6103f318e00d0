/** Which standing faults of the product are told over the scene, and which only when asked for: they must not cover it. */
import type { Alert } from '#shared/protocol/records.ts';

const shownAtMost = 2;
const rank = { error: 0, warning: 1, info: 2 } as const;

/** Those of the chosen compound first, then the hub's, the gravest first; of other compounds none is told at once. */
export function alertLines(
  alerts: readonly Alert[],
  chosen: string | null,
): { readonly shown: readonly Alert[]; readonly folded: readonly Alert[] } {
  const far = ({ compound }: Alert) => (compound === undefined ? 1 : compound === chosen ? 0 : 2);
  const sorted = alerts.toSorted((a, b) => far(a) - far(b) || rank[a.severity] - rank[b.severity]);
  const near = sorted.filter((one) => far(one) < 2).length;
  const shown = Math.min(near, shownAtMost);
  return { shown: sorted.slice(0, shown), folded: sorted.slice(shown) };
}
