/** One booking: for whom, from when to when, what keeps it from being used, and what can be done with it now. */
import { useState, type FormEvent } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import type { BookingStep, ShownBooking } from '#shared/protocol/booking.ts';
import { mayArrive, stepsOfBooking, unseenTrouble } from '#shared/bookings/machine.ts';
import { bookingStateNames } from '#shared/bookings/names.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { usePlaceName } from '#state/usePlaceName.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { ageText, useText } from '#ui/useText.ts';
import { TimeSpan } from '../TimeSpan.tsx';
import { Looked } from '../Looked.tsx';

export function BookingCard(props: {
  readonly system: SystemDeclaration;
  readonly booking: ShownBooking;
  readonly nowMs: number;
}) {
  const screen = useScreen();
  const { t, local, person } = useText();
  const placeName = usePlaceName();
  const { system, booking, nowMs } = props;
  const { state, overstaySinceMs, untilMs } = booking;
  const device = useFacts((facts) => facts.devices.get(booking.deviceKey));
  const [isCancelling, setCancelling] = useState(false);
  const names = new Map((system.booking?.troubles ?? []).map(({ id, name }) => [id, local(name)]));
  const step = (given: BookingStep) =>
    screen.session.command('stepBooking', { bookingId: booking.id, step: given });
  const steps = stepsOfBooking[state];
  const isOpen = steps.length > 0;
  return (
    <section className="booking-card" data-testid="booking-card" data-state={state}>
      <p>
        <b>
          {t('booking.number', { number: booking.number })} ·{' '}
          {device ? local(device.name) : booking.deviceKey}
        </b>{' '}
        <span className={overstaySinceMs === null ? '' : 'loud'}>
          {local(bookingStateNames[state])}
          {overstaySinceMs !== null &&
            ` · ${t('booking.overstay', { age: ageText(t, (booking.endedAtMs ?? nowMs) - untilMs) })}`}
          {state === 'in-use' &&
            overstaySinceMs === null &&
            nowMs < untilMs &&
            ` · ${t('booking.left', { age: ageText(t, untilMs - nowMs) })}`}
        </span>
        {isOpen &&
          booking.troubles.map((id) => (
            <span key={id} className="broken">
              {' '}
              · {names.get(id) ?? t(id === unseenTrouble ? 'booking.unseen' : 'booking.offline')}
            </span>
          ))}
      </p>
      <p className="dim">
        <TimeSpan fromMs={booking.fromMs} untilMs={untilMs} />
        {booking.placeId !== null && ` · ${placeName(booking.placeId)}`} · {person(booking.bookedBy)}
        {booking.reason && ` · ${booking.reason}`}{' '}
        {booking.hasPlate && (
          <Looked<{ plate: string | null }>
            url={`/api/bookings/${encodeURIComponent(booking.id)}/plate`}
            label={t('booking.look')}
          >
            {({ plate }) => (plate === null ? t('booking.plate.none') : t('booking.plate.is', { plate }))}
          </Looked>
        )}
      </p>
      <div className="booking-acts">
        {steps.includes('arrive') && mayArrive(booking, nowMs) && (
          <ActButton
            needs="bookings.act"
            className="primary"
            testId="booking-arrive"
            onClick={() => void step({ verb: 'arrive' })}
          >
            {t('booking.arrive')}
          </ActButton>
        )}
        {steps.includes('release') && (
          <ActButton
            needs="bookings.act"
            testId="booking-release"
            onClick={() => void step({ verb: 'release' })}
          >
            {t('booking.release')}
          </ActButton>
        )}
        {steps.includes('cancel') && (
          <ActButton needs="bookings.act" testId="booking-cancel" onClick={() => setCancelling(true)}>
            {t('booking.cancel')}
          </ActButton>
        )}
      </div>
      {isCancelling && (
        <Cancel
          booking={booking}
          onClose={() => setCancelling(false)}
          onReason={(reason) => step({ verb: 'cancel', reason })}
        />
      )}
    </section>
  );
}

function Cancel(props: {
  readonly booking: ShownBooking;
  readonly onClose: () => void;
  readonly onReason: (reason: string) => Promise<{ readonly ok: boolean }>;
}) {
  const { t } = useText();
  const [reason, setReason] = useState('');
  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if ((await props.onReason(reason.trim())).ok) props.onClose();
  }
  const title = `${t('booking.cancel')} · ${t('booking.number', { number: props.booking.number })}`;
  return (
    <Dialog title={title} onClose={props.onClose}>
      <form className="order-form" onSubmit={(event) => void send(event)}>
        <label>
          {t('booking.cancel.reason')}
          <input
            autoFocus
            required
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <DialogButtons
          action={t('booking.cancel')}
          disabled={reason.trim() === ''}
          onCancel={props.onClose}
        />
      </form>
    </Dialog>
  );
}
