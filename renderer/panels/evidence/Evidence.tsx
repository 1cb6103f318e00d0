/** What an incident's evidence is: whether it is locked, which packages were signed, and how anybody checks them. */
import { Download, Lock, LockOpen, PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { mayDo, whyNotAct } from '#commands/command.ts';
import { VERIFIER, type SignatureAlgorithm } from '#shared/evidence/manifest.ts';
import type { EvidenceLock, EvidencePackage } from '#shared/protocol/evidence.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { Answer } from '#state/account.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { zoneOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { bytesText } from '#ui/bytes.ts';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { useEvidence, type KnownEvidence } from './useEvidence.ts';

export function Evidence({ incident }: { incident: IncidentRecord }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <details
      className="evidence"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      data-testid="evidence"
    >
      <summary>{t('evidence.title')}</summary>
      {open && <Body incident={incident} />}
    </details>
  );
}

function Body({ incident }: { incident: IncidentRecord }) {
  const { t, said } = useText();
  const screen = useScreen();
  const known = useEvidence(incident.id, incident.entryCount);
  const mayLock = useFacts(() => mayDo(screen, 'incidents.act'));
  const mayMake = useFacts(() => mayDo(screen, 'evidence.act'));
  const { evidence, fault } = known;
  if (fault) return <p className="fault evidence-body">{said(fault)}</p>;
  if (!evidence) return <p className="hint evidence-body">{t('evidence.loading')}</p>;
  return (
    <div className="evidence-body">
      <LockState lock={evidence.lock} known={known} mayLock={mayLock} mayRelease={mayMake} />
      {mayMake ? <MakeForm known={known} /> : <p className="hint">{t('evidence.role')}</p>}
      {evidence.packages.length === 0 ? (
        <p className="hint">{t('evidence.none')}</p>
      ) : (
        <ul className="evidence-packages" data-testid="evidence-packages">
          {evidence.packages.map((made) => (
            <Package key={made.id} made={made} mayTake={mayMake} />
          ))}
        </ul>
      )}
      <div className="evidence-verify">
        {evidence.keys.map(({ algorithm, fingerprint }) => (
          <span key={algorithm}>
            {t('evidence.key')} · {t(`evidence.${algorithm}`)}
            <br />
            <code data-testid={`fingerprint-${algorithm}`}>{fingerprint}</code>
          </span>
        ))}
        <span>{t('evidence.verify')}</span>
        <a href="/api/evidence/verifier" download={VERIFIER}>
          <Download size="1em" /> {t('evidence.verifier')}
        </a>
      </div>
    </div>
  );
}

/** Says what went wrong, as every act of an operator does. */
function useTold() {
  const screen = useScreen();
  return async (asked: Promise<Answer<object>>): Promise<boolean> => {
    const answer = await asked;
    if (!answer.ok) screen.notices.say('error', { fault: answer.error });
    return answer.ok;
  };
}

function LockState(props: {
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

const algorithms: readonly SignatureAlgorithm[] = ['ed25519', 'sm2'];

function MakeForm({ known }: { known: KnownEvidence }) {
  const { t } = useText();
  const screen = useScreen();
  const told = useTold();
  const [note, setNote] = useState('');
  const [algorithm, setAlgorithm] = useState<SignatureAlgorithm>('ed25519');
  const [making, setMaking] = useState(false);
  const away = useFacts(() => whyNotAct(screen));
  return (
    <form
      className="evidence-form"
      aria-busy={making}
      onSubmit={(event) => {
        event.preventDefault();
        setMaking(true);
        void told(known.make({ algorithm, note: note.trim() })).then((done) => {
          setMaking(false);
          if (!done) return;
          setNote('');
          screen.notices.say('info', { key: 'evidence.made' });
        });
      }}
    >
      <input
        value={note}
        maxLength={500}
        placeholder={t('evidence.note')}
        aria-label={t('evidence.note')}
        onChange={({ target }) => setNote(target.value)}
      />
      <select
        value={algorithm}
        aria-label={t('evidence.algorithm')}
        onChange={({ target }) => setAlgorithm(algorithms.find((one) => one === target.value) ?? 'ed25519')}
      >
        {algorithms.map((one) => (
          <option key={one} value={one}>
            {t(`evidence.${one}`)}
          </option>
        ))}
      </select>
      <button
        type="submit"
        disabled={making || away !== null}
        title={away ? t(away) : undefined}
        data-testid="evidence-make"
      >
        <PackageCheck size="1em" /> {making ? t('evidence.making') : t('evidence.make')}
      </button>
    </form>
  );
}

function Package({ made, mayTake }: { made: EvidencePackage; mayTake: boolean }) {
  const { t, person, locale } = useText();
  return (
    <li>
      <span>
        <ClockTime atMs={made.atMs} dated />
        {made.note && ` · ${made.note}`}
        <br />
        <small>
          {t('evidence.package', {
            by: person(made.by),
            files: made.files,
            size: bytesText(made.bytes, locale),
          })}{' '}
          · {t(`evidence.${made.algorithm}`)}
        </small>
        <code>SHA-256 {made.sha256}</code>
      </span>
      {mayTake && (
        <a
          className="take"
          href={`/api/evidence/${made.id}/file`}
          download={made.fileName}
          data-testid="evidence-take"
        >
          <Download size="1em" /> {t('evidence.take')}
        </a>
      )}
      {made.missing.length > 0 && (
        <details>
          <summary>{t('evidence.missing', { count: made.missing.length })}</summary>
          <ul>
            {made.missing.map(({ what, of, why }, i) => (
              <li key={i} title={why}>
                {t(`evidence.missing.${what}`, { of: of.length === 64 ? `${of.slice(0, 12)}…` : of })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
