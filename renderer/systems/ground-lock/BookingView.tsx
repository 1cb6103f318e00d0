/** Bookable locks: arm, battery, who has it now and next, and the day’s bookings on a line each. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import { mayDo } from '#commands/command.ts';
import { selectDevice } from '#commands/focus.ts';
import type { ShownBooking } from '#shared/protocol/booking.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { bookingStateNames } from '#shared/bookings/names.ts';
import { instantOf, localTime } from '#shared/time/localTime.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';
import { gravestOf, rowOf } from '../rows.ts';
import { useValues } from '../values.ts';
import type { SystemViewProps } from '../view.ts';
import { BookingCard } from './BookingCard.tsx';
import { NewBooking } from './NewBooking.tsx';
import { blocksOf, nowAndNext, type Day } from './timeline.ts';
import { useOwnNames } from '../useOwnNames.ts';
import { useBookings } from './useBookings.ts';

const dayMs = 86_400_000;
const instantStepMs = 10_000;
const hours = [0, 6, 12, 18] as const;

function dayOf(nowMs: number, offset: number, zone: string): Day & { readonly date: string } {
  const { date } = localTime(nowMs + offset * dayMs, zone);
  const fromMs = instantOf(`${date}T00:00`, zone) ?? nowMs;
  const { date: after } = localTime(fromMs + dayMs * 1.5, zone);
  return { date, fromMs, toMs: instantOf(`${after}T00:00`, zone) ?? fromMs + dayMs };
}

function byDeviceKey(bookings: readonly ShownBooking[]): ReadonlyMap<string, readonly ShownBooking[]> {
  const found = new Map<string, ShownBooking[]>();
  for (const one of bookings) {
    const before = found.get(one.deviceKey);
    if (before) before.push(one);
    else found.set(one.deviceKey, [one]);
  }
  return found;
}

export function BookingView({ system, devices }: SystemViewProps) {
  const screen = useScreen();
  const { t } = useText();
  const zone = useFacts(zoneOf);
  const nowMs = useInstant(instantStepMs);
  const may = useFacts(() => mayDo(screen, 'bookings.read'));
  const [offset, setOffset] = useState(0);
  const day = dayOf(nowMs, offset, zone);
  const { bookings, isLost } = useBookings(day, nowMs);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [booking, setBooking] = useState<DeviceRecord | null>(null);
  const order = useMemo(
    () => devices.toSorted((a, b) => a.key.localeCompare(b.key, 'zh-CN', { numeric: true })),
    [devices],
  );
  const ownName = useOwnNames(devices);
  const byDevice = useMemo(() => byDeviceKey(bookings ?? []), [bookings]);
  const chosen = bookings?.find(({ id }) => id === chosenId);
  if (!may) return <p className="empty">{t('booking.hidden')}</p>;
  return (
    <div className="booking-view">
      <div className="passing-tools">
        <button
          className="icon-button"
          aria-label={t('booking.day.before')}
          title={t('booking.day.before')}
          onClick={() => setOffset(offset - 1)}
        >
          <ChevronLeft size="1.1em" />
        </button>
        <b>{t('booking.timeline', { date: day.date })}</b>
        <button
          className="icon-button"
          aria-label={t('booking.day.after')}
          title={t('booking.day.after')}
          onClick={() => setOffset(offset + 1)}
        >
          <ChevronRight size="1.1em" />
        </button>
        {offset !== 0 && (
          <button className="link" onClick={() => setOffset(0)}>
            {t('booking.today')}
          </button>
        )}
        <span className="hint" role="status">
          {isLost && t('booking.lost')}
        </span>
      </div>
      <div className="booking-hours" aria-hidden="true">
        {hours.map((hour) => (
          <span key={hour}>{`${String(hour).padStart(2, '0')}:00`}</span>
        ))}
      </div>
      <ul className={`booking-locks ${isLost ? 'lost' : ''}`} aria-label={t('booking.locks')}>
        {order.map((device) => (
          <Lock
            key={device.key}
            system={system}
            device={device}
            name={ownName(device)}
            day={day}
            nowMs={nowMs}
            bookings={byDevice.get(device.key) ?? []}
            chosenId={chosenId}
            onChoose={setChosenId}
            onBook={() => setBooking(device)}
          />
        ))}
      </ul>
      {chosen ? (
        <BookingCard key={chosen.id} system={system} booking={chosen} nowMs={nowMs} />
      ) : (
        <p className="hint">{t('booking.choose')}</p>
      )}
      {booking && (
        <NewBooking device={booking} fromMs={Math.max(day.fromMs, nowMs)} onClose={() => setBooking(null)} />
      )}
    </div>
  );
}

function Lock(props: {
  readonly system: SystemDeclaration;
  readonly device: DeviceRecord;
  readonly name: string;
  readonly day: Day;
  readonly nowMs: number;
  readonly bookings: readonly ShownBooking[];
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
  readonly onBook: () => void;
}) {
  const screen = useScreen();
  const { t, local } = useText();
  const values = useValues();
  const alarms = useFacts((facts) => facts.alarms);
  const gravest = useMemo(() => gravestOf(alarms), [alarms]);
  const { system, device, day, nowMs, bookings, chosenId } = props;
  const { priority, quality } = rowOf(device, gravest, values.columns);
  const { now, next } = nowAndNext(bookings, nowMs);
  const arm = values.state(system, device, 'arm');
  const battery = values.number(device, 'battery');
  const occupied = values.number(device, system.booking?.occupied ?? '');
  const isNow = nowMs >= day.fromMs && nowMs < day.toMs;
  const said = [
    ...(arm ? [local(arm.name)] : []),
    ...(Number.isNaN(occupied) ? [] : [t(occupied === 1 ? 'booking.occupied' : 'booking.empty')]),
    ...(Number.isNaN(battery) ? [] : [`${battery} %`]),
    ...(quality === 'stale' ? [t('booking.offline')] : []),
  ].join(' · ');
  return (
    <li className={quality} data-testid="booking-lock" data-device={device.key}>
      <div className="booking-lock">
        {priority === null ? (
          <span className={`quality-dot ${quality}`} />
        ) : (
          <PriorityMark priority={priority} />
        )}
        <button className="link" title={local(device.name)} onClick={() => selectDevice(screen, device.key)}>
          {props.name}
        </button>
        <small title={said}>{said}</small>
        <small className={now?.overstaySinceMs ? 'loud' : 'dim'}>
          {now
            ? `${local(bookingStateNames[now.state])} ${t('booking.number', { number: now.number })}`
            : next
              ? `${t('booking.next')} ${localTime(next.fromMs, zoneOf(screen.facts.getState())).clock.slice(0, 5)}`
              : t('booking.free')}
        </small>
      </div>
      <div className="booking-line">
        {blocksOf(bookings, day, nowMs).map(({ booking, start, width }) => {
          const words = `${t('booking.number', { number: booking.number })} · ${local(bookingStateNames[booking.state])}`;
          return (
            <button
              key={booking.id}
              className={`${booking.state} ${booking.overstaySinceMs === null ? '' : 'over'}`}
              style={{ left: `${start * 100}%`, width: `${width * 100}%` }}
              aria-pressed={chosenId === booking.id}
              aria-label={`${local(device.name)} · ${words}`}
              title={words}
              data-testid="booking-block"
              onClick={() => props.onChoose(booking.id)}
            >
              {booking.number}
            </button>
          );
        })}
        {isNow && <i style={{ left: `${((nowMs - day.fromMs) / (day.toMs - day.fromMs)) * 100}%` }} />}
      </div>
      <ActButton needs="bookings.act" testId="booking-new" onClick={props.onBook}>
        {t('booking.new')}
      </ActButton>
    </li>
  );
}
