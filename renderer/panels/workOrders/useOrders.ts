/** Work orders of the shown compound, asked again when somebody led one on; in replay as they were at that instant. */
import { useMemo, useState } from 'react';
import type { WorkOrder } from '#shared/protocol/workOrder.ts';
import { orderAt, type OrderFigures, type OrderKpis } from '#shared/workOrders/machine.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';

const mostListed = 500;
const dayMs = 86_400_000;
const instantStepMs = 10_000;

export interface Orders {
  /** Null until they are known. */
  readonly orders: readonly WorkOrder[] | null;
  /** The instant that they are shown at. */
  readonly atMs: number;
  readonly url: string | null;
  again(): void;
}

/** Steps that somebody at any screen took: each is told as an action. */
function useOrderSteps(): number {
  return useFacts(({ actions }) => actions.findLast(({ verb }) => verb.startsWith('order-'))?.seq ?? 0);
}

export function useOrders(query = ''): Orders {
  const compound = useFacts((facts) => facts.compoundId);
  const replaying = useFacts(({ clock }) => clock.mode === 'replay');
  const steps = useOrderSteps();
  const [changes, setChanges] = useState(0);
  const atMs = useInstant(instantStepMs);
  const url = compound === null ? null : `/api/compounds/${encodeURIComponent(compound)}/work-orders`;
  const answer = useFetched<{ orders: readonly WorkOrder[] }>(
    url && `${url}?limit=${mostListed}${query}`,
    changes,
    steps,
  );
  const orders = useMemo(() => {
    if (!answer || !replaying) return answer?.orders ?? null;
    return answer.orders.flatMap((order) => {
      const then = orderAt(order, atMs);
      return then ? [{ ...order, ...then }] : [];
    });
  }, [answer, replaying, atMs]);
  return { orders, atMs, url, again: () => setChanges((n) => n + 1) };
}

/** What became of the orders of the last thirty days, and what is open now. */
export function useOrderKpis(
  { url }: Orders,
  changes: unknown,
): { readonly kpis: OrderKpis; readonly now: OrderFigures } | null {
  const steps = useOrderSteps();
  const toMs = Math.ceil(useInstant(60_000) / dayMs) * dayMs;
  return useFetched(url && `${url}/kpis?from=${toMs - 31 * dayMs}&to=${toMs}`, steps, changes);
}
