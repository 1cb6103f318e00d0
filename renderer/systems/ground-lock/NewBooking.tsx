/** A lock booked for a plate or a household, from–to; what is taken already is said by the hub. */
import { useState, type FormEvent } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { plateFault } from '#shared/passes/machine.ts';
import { zoneOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { HouseholdField } from '../HouseholdField.tsx';
import { PlateField } from '../PlateField.tsx';
import { readSpan, SpanFields, writtenAt } from '../SpanFields.tsx';

const hours = [1, 2, 3, 4, 8, 12, 24] as const;

export function NewBooking(props: { device: DeviceRecord; fromMs: number; onClose: () => void }) {
  const screen = useScreen();
  const { t, local } = useText();
  const zone = useFacts(zoneOf);
  const { device, fromMs, onClose } = props;
  const [plate, setPlate] = useState('');
  const [placeId, setPlaceId] = useState('');
  const [span, setSpan] = useState(() => ({ from: writtenAt(fromMs, zone), hours: 2 }));
  const [busy, setBusy] = useState(false);

  async function book(event: FormEvent): Promise<void> {
    event.preventDefault();
    const read = readSpan(span, zone);
    if (read === null || busy) return;
    setBusy(true);
    const answer = await screen.session.command('book', {
      compound: device.compound,
      booking: {
        deviceKey: device.key,
        plate: plate.trim() || null,
        placeId: placeId.trim() || null,
        ...read,
      },
    });
    setBusy(false);
    if (answer.ok) onClose();
  }

  return (
    <Dialog title={t('booking.new.title', { name: local(device.name) })} onClose={onClose}>
      <form className="order-form" onSubmit={(event) => void book(event)}>
        <PlateField
          autoFocus
          label={t('booking.plate')}
          testId="booking-plate"
          value={plate}
          onChange={setPlate}
        />
        <HouseholdField label={t('booking.place')} value={placeId} onChange={setPlaceId} />
        <SpanFields
          span={span}
          choices={hours}
          names={{ from: t('booking.from'), hours: t('booking.for') }}
          onChange={setSpan}
        />
        <DialogButtons
          action={t('booking.new')}
          disabled={busy || plateFault(plate) !== null || (plate.trim() === '' && placeId.trim() === '')}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
