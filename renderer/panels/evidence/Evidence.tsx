/** What an incident's evidence is: whether it is locked, which packages were signed, and how anybody checks them. */
import { Download, PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { mayDo, whyNotAct } from '#commands/command.ts';
import { VERIFIER, type SignatureAlgorithm } from '#shared/evidence/manifest.ts';
import type { EvidencePackage } from '#shared/protocol/evidence.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { bytesText } from '#ui/bytes.ts';
import { useText } from '#ui/useText.ts';
import { LockState } from './LockState.tsx';
import { useEvidence, type KnownEvidence } from './useEvidence.ts';
import { useTold } from './useTold.ts';

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
