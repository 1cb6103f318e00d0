/** What is to be done, by when, about what: from an alarm, a device, a place or by hand. */
import { useState, type FormEvent } from 'react';
import type { WorkOrder, OrderKind } from '#shared/protocol/workOrder.ts';
import { orderKinds } from '#shared/protocol/workOrder.ts';
import { orderKindNames } from '#shared/workOrders/names.ts';
import { usualHours } from '#shared/workOrders/machine.ts';
import { askHub } from '#state/account.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

const hourMs = 3_600_000;

export function NewOrder() {
  const screen = useScreen();
  const { t, local } = useText();
  const subject = useChoices((choices) => choices.orderSubject);
  const about = useSubject();
  const [kind, setKind] = useState<OrderKind>('repair');
  const [title, setTitle] = useState(about.title);
  const [text, setText] = useState('');
  const [hours, setHours] = useState('');
  const [assignee, setAssignee] = useState('');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [busy, setBusy] = useState(false);
  const close = () => screen.choices.setState({ overlay: null });

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { compoundId } = screen.facts.getState();
    if (compoundId === null || busy) return;
    setBusy(true);
    const within = Number(hours) > 0 ? Number(hours) : usualHours[kind];
    const answer = await askHub<{ order: WorkOrder }>(
      'POST',
      `/api/compounds/${encodeURIComponent(compoundId)}/work-orders`,
      {
        kind,
        title,
        text,
        ...subject,
        assignee: assignee.trim() || null,
        dueAtMs: screen.clock.hubNowMs() + within * hourMs,
        reporter: name.trim() || phone.trim() ? { name: name.trim(), phone: phone.trim() } : null,
      },
    );
    setBusy(false);
    if (!answer.ok) return screen.notices.fault(answer.error);
    screen.choices.setState({ overlay: null, openOrderId: answer.order.id });
    screen.layout.current()?.show('workOrders');
  }

  return (
    <Dialog title={t('orders.new')} onClose={close}>
      <form onSubmit={(event) => void create(event)} className="order-form">
        {about.text && (
          <p className="hint">
            {t('orders.about')}: {about.text}
          </p>
        )}
        <label>
          {t('orders.name')}
          <input
            autoFocus
            required
            maxLength={200}
            value={title}
            onChange={(e) => setTitle(e.target.value)}
          />
        </label>
        <div className="order-row">
          <label>
            {t('orders.kind')}
            <select value={kind} onChange={({ target }) => setKind(kindOf(target.value))}>
              {orderKinds.map((one) => (
                <option key={one} value={one}>
                  {local(orderKindNames[one])}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('orders.hours')}
            <input
              inputMode="decimal"
              pattern="[0-9]+([.][0-9]+)?"
              placeholder={String(usualHours[kind])}
              value={hours}
              onChange={(e) => setHours(e.target.value)}
            />
          </label>
        </div>
        <label>
          {t('orders.text')}
          <textarea rows={3} maxLength={4000} value={text} onChange={(e) => setText(e.target.value)} />
        </label>
        <label>
          {t('orders.assignee')}
          <input maxLength={80} value={assignee} onChange={(e) => setAssignee(e.target.value)} />
        </label>
        <div className="order-row">
          <label>
            {t('orders.reporter')}
            <input maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />
          </label>
          <label>
            {t('orders.reporter.phone')}
            <input type="tel" maxLength={40} value={phone} onChange={(e) => setPhone(e.target.value)} />
          </label>
        </div>
        <DialogButtons disabled={busy || title.trim() === ''} onCancel={close} />
      </form>
    </Dialog>
  );
}

function kindOf(value: string): OrderKind {
  return orderKinds.find((kind) => kind === value) ?? 'other';
}

/** What it is about in words, and a title to begin with. */
function useSubject(): { readonly text: string; readonly title: string } {
  const { local } = useText();
  const subject = useChoices((choices) => choices.orderSubject);
  const alarm = useFacts(({ alarms }) => alarms.find(({ id }) => id === subject?.alarmId));
  const device = useFacts(({ devices }) => devices.get(subject?.deviceKey ?? ''));
  const place = useFacts(({ plan }) => plan.places.find(({ id }) => id === subject?.placeId));
  if (alarm) {
    const title = `${local(alarm.name)} · ${local(alarm.deviceName)}`;
    return { text: title, title };
  }
  const text = device ? local(device.name) : place ? local(place.name) : '';
  return { text, title: '' };
}
