/** Work orders about a device, those to be done first: what is already under way is not asked for twice. */
import { CommandButton } from '#commands/CommandButton.tsx';
import { mayDo } from '#commands/command.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { WorkOrder } from '#shared/protocol/workOrder.ts';
import { isOpen, orderAt } from '#shared/workOrders/machine.ts';
import { orderStateNames } from '#shared/workOrders/names.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';
import { useText } from '#ui/useText.ts';

const shownAtMost = 5;

export function DeviceOrders({ device }: { device: DeviceRecord }) {
  const screen = useScreen();
  const { t, local } = useText();
  const may = useFacts(() => mayDo(screen, 'orders.read'));
  const steps = useFacts(
    ({ actions }) => actions.findLast(({ verb }) => verb.startsWith('order-'))?.seq ?? 0,
  );
  const instant = useInstant(10_000);
  const url = `/api/compounds/${encodeURIComponent(device.compound)}/work-orders`;
  const orders = useFetched<{ orders: readonly WorkOrder[] }>(
    may ? `${url}?device=${encodeURIComponent(device.key)}` : null,
    steps,
  )?.orders.flatMap((order) => {
    const then = orderAt(order, instant);
    return then ? [{ ...order, ...then }] : [];
  });
  if (!may) return null;
  return (
    <section className="device-orders">
      {(orders ?? [])
        .toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.createdAtMs - a.createdAtMs)
        .slice(0, shownAtMost)
        .map((order) => (
          <button
            key={order.id}
            className="link"
            data-testid="device-order"
            onClick={() => {
              screen.choices.setState({ openOrderId: order.id });
              screen.layout.current()?.show('workOrders');
            }}
          >
            {t('orders.number', { number: order.number })} {order.title} ·{' '}
            {local(orderStateNames[order.state])}
          </button>
        ))}
      <CommandButton command="order.new" testId="device-order-new" />
    </section>
  );
}
