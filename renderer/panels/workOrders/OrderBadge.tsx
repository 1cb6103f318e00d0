/** In the tab: how many work orders are overdue. */
import { isOverdue } from '#shared/workOrders/machine.ts';
import { useOrders } from './useOrders.ts';

export function OrderBadge() {
  const { orders, atMs } = useOrders('&open=true');
  const late = (orders ?? []).filter((order) => isOverdue(order, atMs)).length;
  return late > 0 ? <span className="badge late">{late}</span> : null;
}
