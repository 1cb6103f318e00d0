/** Work orders, as a screen lays them out; the dialog that opens one; those of a device for its card. */
import type { PanelDeclaration } from '#panels/panel.ts';
import { OrderBadge } from './OrderBadge.tsx';
import { WorkOrders } from './WorkOrders.tsx';
import './orders.css';

export { NewOrder } from './NewOrder.tsx';

export const workOrdersPanel: PanelDeclaration = {
  id: 'workOrders',
  title: 'orders.title',
  needs: 'orders.read',
  minWidthRem: 20,
  minHeightRem: 14,
  Component: WorkOrders,
  Badge: OrderBadge,
};
