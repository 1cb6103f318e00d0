/** Behind the clock: any date and time, in the compound's zone, to replay from. */
import { useState } from 'react';
import { instantOf, localTime } from '#shared/time/localTime.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

export function JumpTo({ timeZone, onClose }: { timeZone: string; onClose: () => void }) {
  const { t } = useText();
  const screen = useScreen();
  const now = localTime(screen.clock.instantMs(), timeZone);
  const since = useFacts((facts) => facts.historyFromMs);
  const [wish, setWish] = useState(`${now.date}T${now.clock}`);
  const atMs = instantOf(wish, timeZone);
  const first = since === null ? null : localTime(since, timeZone);
  return (
    <Dialog title={t('time.jump')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (atMs === null) return;
          screen.clock.pause();
          screen.clock.seek(atMs);
          onClose();
        }}
      >
        <label>
          {t('time.jump.zone', { zone: timeZone })}
          <input
            autoFocus
            type="datetime-local"
            step={1}
            value={wish}
            data-testid="jump-to"
            onChange={(event) => setWish(event.target.value)}
          />
        </label>
        {first && <p className="hint">{t('time.jump.since', { time: `${first.date} ${first.clock}` })}</p>}
        <DialogButtons action={t('time.jump.go')} disabled={atMs === null} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
