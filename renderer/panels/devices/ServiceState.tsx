/** A device out of service says so, by whom and why; an operator takes it out with a reason and puts it back. */
import { useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { outOfServiceOf } from '#state/facts.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

function setService({ session }: ScreenContext, device: DeviceRecord, out: boolean, note: string) {
  return session.command('setService', { compound: device.compound, deviceKey: device.key, out, note });
}

export function ServiceState({ device }: { device: DeviceRecord }) {
  const screen = useScreen();
  const { t, person } = useText();
  const live = useFacts((facts) => facts.clock.mode === 'live');
  const [asking, setAsking] = useState(false);
  const out = useFacts((facts) => outOfServiceOf(device, facts));
  return (
    <div className="service">
      {out && (
        <p className="hint">
          {t('state.out-of-service')} · <ClockTime atMs={out.sinceMs} /> · {person(out.by)}{' '}
          {out.note && <q>{out.note}</q>}
        </p>
      )}
      {live && (
        <ActButton
          needs="devices.service"
          className="link"
          testId="service"
          onClick={() => (out ? void setService(screen, device, false, '') : setAsking(true))}
        >
          {t(out ? 'device.service.in' : 'device.service.out')}
        </ActButton>
      )}
      {asking && <Reason device={device} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Reason({ device, onClose }: { device: DeviceRecord; onClose: () => void }) {
  const screen = useScreen();
  const { t } = useText();
  const [note, setNote] = useState('');
  return (
    <Dialog title={t('device.service.out')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void setService(screen, device, true, note).then((result) => result.ok && onClose());
        }}
      >
        <label>
          {t('device.service.reason')}
          <textarea
            autoFocus
            required
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <DialogButtons onCancel={onClose} />
      </form>
    </Dialog>
  );
}
