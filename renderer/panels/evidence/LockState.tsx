/** Whether an incident's records are held against retention, until when, and the way to hold them or let them go. */
import { Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import { whyNotAct } from '#commands/command.ts';
import type { EvidenceLock } from '#shared/protocol/evidence.ts';
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import type { KnownEvidence } from './useEvidence.ts';
import { useTold } from './useTold.ts';

export function LockState(props: {
  readonly lock: EvidenceLock | null;
  readonly known: KnownEvidence;
  readonly mayLock: boolean;
  readonly mayRelease: boolean;
}) {
  const { t, person } = useText();
  const screen = useScreen();
  const told = useTold();
  const [releasing, setReleasing] = useState(false);
  const away = useFacts(() => whyNotAct(screen));
  const { lock, known } = props;
  const zone = useFacts(zoneOf);
  const when = (ms: number): string => {
    const { date, clock } = localTime(ms, zone);
    return `${date} ${clock.slice(0, 5)}`;
  };
  if (!lock)
    return (
      <div className="evidence-lock">
        <span className="hint">{t('evidence.lock.hint')}</span>
        {props.mayLock && (
          <button
            disabled={away !== null}
            title={away ? t(away) : undefined}
            data-testid="evidence-lock"
            onClick={() => void told(known.lock(''))}
          >
            <Lock size="1em" /> {t('evidence.lock')}
          </button>
        )}
      </div>
    );
  return (
    <div className="evidence-lock locked">
      <span data-testid="evidence-locked">
        {t('evidence.locked', {
          by: person(lock.by),
          when: when(lock.atMs),
          from: when(lock.fromMs),
          to: when(lock.toMs),
        })}
      </span>
      {props.mayRelease && (
        <button disabled={away !== null} onClick={() => setReleasing(true)}>
          <LockOpen size="1em" /> {t('evidence.release')}
        </button>
      )}
      {releasing && (
        <Release
          onClose={() => setReleasing(false)}
          onRelease={async (note) => {
            if (await told(known.release(note))) setReleasing(false);
          }}
        />
      )}
    </div>
  );
}

function Release(props: { onClose: () => void; onRelease: (note: string) => Promise<void> }) {
  const { t } = useText();
  const [note, setNote] = useState('');
  return (
    <Dialog title={t('evidence.release.title')} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void props.onRelease(note);
        }}
      >
        <p>{t('evidence.release.why')}</p>
        <label>
          {t('evidence.reason')}
          <textarea
            autoFocus
            required
            rows={2}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </label>
        <DialogButtons
          action={t('evidence.release')}
          disabled={note.trim() === ''}
          onCancel={props.onClose}
        />
      </form>
    </Dialog>
  );
}
