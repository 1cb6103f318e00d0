/** A device out of service says so, by whom and why; an operator takes it out with a reason and puts it back. */
import { useState } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { outOfServiceOf, useOperations } from '#state/operations.ts';
import { session } from '#state/session.ts';
import { ClockTime } from '#ui/ClockTime.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

function setService(device: DeviceRecord, out: boolean, note: string) {
  return session().command('setService', { compound: device.compound, deviceKey: device.key, out, note });
}

export function ServiceState({ device }: { device: DeviceRecord }) {
  const { t, person } = useText();
  const live = useOperations((state) => state.clock.mode === 'live');
  const [asking, setAsking] = useState(false);
  const out = useOperations((state) => outOfServiceOf(device, state));
  return (
    <div className="service">
      {out && (
        <p className="hint">
          {t('state.out-of-service')} · <ClockTime atMs={out.sinceMs} /> · {person(out.by)} 「{out.note}」
        </p>
      )}
      {live && (
        <button
          className="link"
          data-testid="service"
          onClick={() => (out ? void setService(device, false, '') : setAsking(true))}
        >
          {t(out ? 'device.service.in' : 'device.service.out')}
        </button>
      )}
      {asking && <Reason device={device} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Reason({ device, onClose }: { device: DeviceRecord; onClose: () => void }) {
  const { t } = useText();
  const [note, setNote] = useState('');
  return (
    <Dialog title={t('device.service.out')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void setService(device, true, note).then((result) => result.ok && onClose());
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
