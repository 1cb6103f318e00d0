/** Work orders as a list or as a board by state; one that is opened is shown in full instead. What is late stands out. */
import { Columns3, List } from 'lucide-react';
import { useState } from 'react';
import { CommandButton } from '#commands/CommandButton.tsx';
import { orderStates, type WorkOrder } from '#shared/protocol/workOrder.ts';
import { isOpen, isOverdue } from '#shared/workOrders/machine.ts';
import { orderKindNames, orderStateNames } from '#shared/workOrders/names.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { ageText, useText } from '#ui/useText.ts';
import { OrderDetail } from './OrderDetail.tsx';
import { useOrderKpis, useOrders, type Orders } from './useOrders.ts';

type Filter = 'open' | 'due' | 'all';
const filters: readonly Filter[] = ['open', 'due', 'all'];
/** The board's columns; what is over and done with has none. */
const columns = orderStates.filter((state) => state !== 'closed' && state !== 'cancelled');

export function WorkOrders() {
  const screen = useScreen();
  const { t } = useText();
  const found = useOrders();
  const openId = useChoices((choices) => choices.openOrderId);
  const replaying = useFacts(({ clock }) => clock.mode === 'replay');
  const [filter, setFilter] = useState<Filter>('open');
  const [board, setBoard] = useState(false);
  const chosen = found.orders?.find(({ id }) => id === openId);
  const open = (id: string | null) => screen.choices.setState({ openOrderId: id });
  if (chosen)
    return <OrderDetail order={chosen} atMs={found.atMs} onChanged={found.again} onBack={() => open(null)} />;
  const shown = (found.orders ?? []).filter(
    (order) => filter === 'all' || (filter === 'due' ? isOverdue(order, found.atMs) : !isOver(order)),
  );
  return (
    <div className="orders">
      <div className="orders-head">
        <div className="segments" role="group" aria-label={t('orders.filter')}>
          {filters.map((one) => (
            <button key={one} aria-pressed={filter === one} onClick={() => setFilter(one)}>
              {t(`orders.filter.${one}`)}
            </button>
          ))}
        </div>
        <button
          className="icon-button"
          aria-pressed={board}
          aria-label={t(board ? 'orders.list' : 'orders.board')}
          title={t(board ? 'orders.list' : 'orders.board')}
          data-testid="orders-board"
          onClick={() => setBoard(!board)}
        >
          {board ? <List size="1.1em" /> : <Columns3 size="1.1em" />}
        </button>
        <CommandButton command="order.new" testId="order-new" />
      </div>
      <Kpis orders={found} />
      {replaying && <p className="hint orders-then">{t('orders.then')}</p>}
      {found.orders && shown.length === 0 ? (
        <p className="empty">
          {t('orders.none')}
          <br />
          <small>{t('orders.none.hint')}</small>
        </p>
      ) : board ? (
        <div className="orders-board">
          {columns.map((state) => (
            <Column
              key={state}
              title={state}
              orders={shown.filter((one) => one.state === state)}
              at={found.atMs}
              onOpen={open}
            />
          ))}
        </div>
      ) : (
        <ul className="orders-list">
          {byDue(shown).map((order) => (
            <Card key={order.id} order={order} atMs={found.atMs} onOpen={open} />
          ))}
        </ul>
      )}
    </div>
  );
}

const isOver = ({ state }: WorkOrder) => state === 'closed' || state === 'cancelled';

/** What is open by when it is due; what is not, by when it was opened, after that. */
function byDue(orders: readonly WorkOrder[]): readonly WorkOrder[] {
  return orders.toSorted(
    (a, b) =>
      Number(isOpen(b)) - Number(isOpen(a)) ||
      (isOpen(a) ? a.dueAtMs - b.dueAtMs : b.createdAtMs - a.createdAtMs),
  );
}

interface Opening {
  readonly onOpen: (id: string) => void;
}

function Column({
  title,
  orders,
  at,
  onOpen,
}: { title: WorkOrder['state']; orders: readonly WorkOrder[]; at: number } & Opening) {
  const { local } = useText();
  return (
    <section aria-label={local(orderStateNames[title])}>
      <h3>
        {local(orderStateNames[title])} <i>{orders.length}</i>
      </h3>
      <ul>
        {byDue(orders).map((order) => (
          <Card key={order.id} order={order} atMs={at} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

function Card({ order, atMs, onOpen }: { order: WorkOrder; atMs: number } & Opening) {
  const { t, local, person } = useText();
  return (
    <li>
      <button
        className={`order-card ${isOverdue(order, atMs) ? 'late' : ''}`}
        data-testid="order"
        data-state={order.state}
        onClick={() => onOpen(order.id)}
      >
        <b>{order.title}</b>
        <span>
          <i>{t('orders.number', { number: order.number })}</i>
          <i>{local(orderKindNames[order.kind])}</i>
          <i className={`order-state ${order.state}`}>{local(orderStateNames[order.state])}</i>
          <i>{order.assignee === null ? t('orders.assignee.none') : person(order.assignee)}</i>
          <Due order={order} atMs={atMs} />
        </span>
      </button>
    </li>
  );
}

export function Due({ order, atMs }: { order: WorkOrder; atMs: number }) {
  const { t } = useText();
  if (!isOpen(order)) return null;
  const leftMs = order.dueAtMs - atMs;
  return (
    <i className={leftMs < 0 ? 'order-late' : ''}>
      {t(leftMs < 0 ? 'orders.due.over' : 'orders.due.in', { age: ageText(t, Math.abs(leftMs)) })}
    </i>
  );
}

function Kpis({ orders }: { orders: Orders }) {
  const { t } = useText();
  const found = useOrderKpis(orders, orders.orders);
  const none = t('value.none');
  const { kpis, now } = found ?? {};
  const figures = [
    ['orders.kpi.open', now ? String(now.open) : none, false],
    ['orders.kpi.overdue', now ? String(now.overdue) : none, (now?.overdue ?? 0) > 0],
    ['orders.kpi.inTime', kpis?.inTime == null ? none : `${Math.round(kpis.inTime * 100)} %`, false],
    [
      'orders.kpi.median',
      kpis?.medianH == null ? none : t('orders.hoursShort', { hours: kpis.medianH.toFixed(1) }),
      false,
    ],
    ['orders.kpi.score', kpis?.score == null ? none : kpis.score.toFixed(1), false],
  ] as const;
  return (
    <dl className="orders-kpis">
      {figures.map(([key, value, isLoud]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd className={isLoud ? 'loud' : ''}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
