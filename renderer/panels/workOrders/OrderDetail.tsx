/** One work order in full: what it is about, what can be done with it now, its photos and what happened so far. */
import { ArrowLeft, ImagePlus } from 'lucide-react';
import { useRef } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import { selectDevice, selectPlace } from '#commands/focus.ts';
import type { OrderEntry, WorkOrder } from '#shared/protocol/workOrder.ts';
import { orderKindNames, orderStateNames } from '#shared/workOrders/names.ts';
import type { Answer } from '#state/account.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { OrderSteps } from './OrderSteps.tsx';
import { Due } from './WorkOrders.tsx';

interface Props {
  readonly order: WorkOrder;
  readonly atMs: number;
  readonly onChanged: () => void;
}

export function OrderDetail({ order, atMs, onChanged, onBack }: Props & { readonly onBack: () => void }) {
  const { t, local, person } = useText();
  const replaying = useFacts(({ clock }) => clock.mode === 'replay');
  const log = replaying ? order.log.filter((entry) => entry.atMs <= atMs) : order.log;
  return (
    <div className="orders order-detail" data-testid="order-detail">
      <button className="link order-back" onClick={onBack}>
        <ArrowLeft size="1em" /> {t('orders.back')}
      </button>
      <h2>{order.title}</h2>
      <p className="hint order-facts">
        <i>{t('orders.number', { number: order.number })}</i>
        <i>{local(orderKindNames[order.kind])}</i>
        <i className={`order-state ${order.state}`} data-testid="order-state">
          {local(orderStateNames[order.state])}
        </i>
        <i>{order.assignee === null ? t('orders.assignee.none') : person(order.assignee)}</i>
        <Due order={order} atMs={atMs} />
        {order.score !== null && <i>{t('orders.score.of', { score: order.score })}</i>}
      </p>
      <About order={order} />
      {order.text && <p className="order-text">{order.text}</p>}
      {order.reporter && (
        <p>
          {t('orders.reporter')} {order.reporter.name} {order.reporter.phone}
        </p>
      )}
      <OrderSteps order={order} onChanged={onChanged} />
      <Photos order={order} onChanged={onChanged} />
      <h3>{t('orders.log')}</h3>
      <ol className="order-log">
        {log.map((entry, i) => (
          // Entries are only ever added at the end.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>
            <ClockTime atMs={entry.atMs} dated /> <b>{person(entry.by)}</b> <Word entry={entry} />
            {entry.note && <q>{entry.note}</q>}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Word({ entry }: { entry: OrderEntry }) {
  const { t, person } = useText();
  return <>{t(`orders.entry.${entry.verb}`, { name: person(entry.assignee ?? '') })}</>;
}

/** The device and the place, each a way to it. */
function About({ order }: { order: WorkOrder }) {
  const screen = useScreen();
  const { local } = useText();
  const device = useFacts(({ devices }) => devices.get(order.deviceKey ?? ''));
  const place = useFacts(({ plan }) => plan.places.find(({ id }) => id === order.placeId));
  if (!device && !place) return null;
  return (
    <p className="order-about">
      {device && (
        <button className="link" onClick={() => selectDevice(screen, device.key)}>
          {local(device.name)}
        </button>
      )}
      {place && (
        <button className="link" onClick={() => selectPlace(screen, place.id)}>
          {local(place.name)}
        </button>
      )}
    </p>
  );
}

function Photos({ order, onChanged }: Omit<Props, 'atMs'>) {
  const { t } = useText();
  const { notices } = useScreen();
  const input = useRef<HTMLInputElement>(null);
  const url = `/api/work-orders/${encodeURIComponent(order.id)}/photos`;
  async function add(file: File | undefined): Promise<void> {
    if (!file) return;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': file.type },
      body: file,
    }).catch(() => null);
    const answer = response && ((await response.json()) as Answer<object>);
    if (answer?.ok === false) notices.fault(answer.error);
    else if (!answer) notices.fault({ code: 'unreachable' });
    onChanged();
  }
  return (
    <>
      <h3>{t('orders.photos')}</h3>
      <div className="order-photos">
        {order.photos.map(({ sha256 }, i) => (
          <a key={sha256} href={`${url}/${sha256}`} target="_blank" rel="noreferrer">
            <img src={`${url}/${sha256}`} alt={t('orders.photo', { number: i + 1 })} loading="lazy" />
          </a>
        ))}
        <input
          ref={input}
          type="file"
          accept="image/jpeg,image/png"
          hidden
          data-testid="order-photo-file"
          onChange={({ target }) => {
            void add(target.files?.[0]);
            target.value = '';
          }}
        />
        <ActButton needs="orders.act" onClick={() => input.current?.click()}>
          <ImagePlus size="1em" /> {t('orders.photo.add')}
        </ActButton>
      </div>
    </>
  );
}
