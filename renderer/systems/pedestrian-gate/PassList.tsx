/** Visitor passes at the shown instant, those that still open something first; issued here, revoked with a reason. */
import { useMemo, useState, type ReactNode } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import type { IssuedPass } from '#shared/protocol/socket.ts';
import type { ShownPass, Visitor } from '#shared/protocol/visitorPass.ts';
import { isOpenPass, passAt, passStateOf } from '#shared/passes/machine.ts';
import { passStateNames } from '#shared/passes/names.ts';
import { useInstant } from '#state/useInstant.ts';
import { usePlaceName } from '#state/usePlaceName.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { Looked } from '../Looked.tsx';
import { TimeSpan } from '../TimeSpan.tsx';
import { NewPass } from './NewPass.tsx';
import { PassCode } from './PassCode.tsx';
import { RevokePass } from './RevokePass.tsx';
import { useCalm } from '../useCalm.ts';
import { useListed } from '../useListed.ts';

const instantStepMs = 10_000;
const replayStepMs = 600_000;
const askedEveryMs = 1000;
const listedAtFirst = 100;
const listedAtMost = 1000;

export function PassList({ lead }: { lead: ReactNode }) {
  const { t } = useText();
  const compound = useFacts((facts) => facts.compoundId);
  const told = useCalm(
    useFacts((facts) => facts.told.passes),
    askedEveryMs,
  );
  const atMs = useInstant(instantStepMs);
  const replaying = useFacts(({ clock }) => clock.mode === 'replay');
  const [usableOnly, setUsableOnly] = useState(false);
  const [isNew, setNew] = useState(false);
  const [issued, setIssued] = useState<IssuedPass | null>(null);
  const [revoking, setRevoking] = useState<ShownPass | null>(null);
  const [limit, setLimit] = useState(listedAtFirst);
  const asked = new URLSearchParams({
    limit: String(limit),
    ...(usableOnly && !replaying ? { open: 'true' } : {}),
    ...(replaying ? { before: String((Math.floor(atMs / replayStepMs) + 1) * replayStepMs) } : {}),
  });
  const url = compound && `/api/compounds/${encodeURIComponent(compound)}/passes?${asked.toString()}`;
  const { value, isLost } = useListed<{ passes: readonly ShownPass[] }>(url, told);
  const passes = useMemo(() => {
    if (!value) return null;
    const then = value.passes.flatMap((pass) => (replaying ? (passAt(pass, atMs) ?? []) : pass));
    const open = then.filter((pass) => isOpenPass(pass, atMs));
    return usableOnly ? open : [...open, ...then.filter((pass) => !open.includes(pass))];
  }, [value, replaying, atMs, usableOnly]);
  return (
    <>
      <div className="passing-tools">
        {lead}
        <ActButton needs="passes.act" className="primary" testId="pass-new" onClick={() => setNew(true)}>
          {t('passes.new')}
        </ActButton>
        <label>
          <input
            type="checkbox"
            checked={usableOnly}
            onChange={({ target }) => setUsableOnly(target.checked)}
          />
          {t('passes.open')}
        </label>
        <span className="hint" role="status">
          {isLost && t('passing.lost')}
        </span>
      </div>
      {passes?.length === 0 && (
        <p className="empty">
          {t('passes.none')}
          <br />
          <small>{t('passes.none.hint')}</small>
        </p>
      )}
      <ol className={`pass-rows ${isLost ? 'lost' : ''}`} aria-label={t('passing.passes')}>
        {(passes ?? []).map((pass) => (
          <Row key={pass.id} pass={pass} atMs={atMs} onRevoke={() => setRevoking(pass)} />
        ))}
      </ol>
      {value?.passes.length === limit && limit < listedAtMost && (
        <button className="link" onClick={() => setLimit(Math.min(listedAtMost, limit + listedAtFirst))}>
          {t('passes.older')}
        </button>
      )}
      {isNew && (
        <NewPass
          onClose={() => setNew(false)}
          onIssued={(answer) => {
            setNew(false);
            setIssued(answer);
          }}
        />
      )}
      {issued && <PassCode issued={issued} onClose={() => setIssued(null)} />}
      {revoking && <RevokePass pass={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

function Row({ pass, atMs, onRevoke }: { pass: ShownPass; atMs: number; onRevoke: () => void }) {
  const { t, local, person } = useText();
  const placeName = usePlaceName();
  const state = passStateOf(pass, atMs);
  return (
    <li className={`pass ${state}`} data-testid="pass" data-state={state} data-number={pass.number}>
      <b className="pass-state">{local(passStateNames[state])}</b>
      <span className="pass-number">
        {t('passes.number', { number: pass.number })} · {placeName(pass.placeId)}
      </span>
      <span className="pass-span">
        <TimeSpan fromMs={pass.fromMs} untilMs={pass.untilMs} />
      </span>
      <span className="dim">
        {t(`passes.uses.${pass.uses}`)}
        {pass.useCount > 0 && ` · ${t('passes.used', { count: pass.useCount })}`} ·{' '}
        {t('passes.by', { by: person(pass.issuedBy) })}
        {pass.reason && ` · ${pass.reason}`}
      </span>
      <span className="pass-acts">
        {pass.forgottenAtMs === null && (pass.hasName || pass.hasPlate) && (
          <Looked<{ visitor: Visitor }>
            url={`/api/passes/${encodeURIComponent(pass.id)}/visitor`}
            label={t('passes.look')}
          >
            {({ visitor }) => [visitor.name, visitor.plate].filter(Boolean).join(' · ')}
          </Looked>
        )}
        {pass.forgottenAtMs !== null && <small className="dim">{t('passes.forgotten')}</small>}
        {(isOpenPass(pass, atMs) || state === 'used') && (
          <ActButton needs="passes.act" testId="pass-revoke" onClick={onRevoke}>
            {t('passes.revoke')}
          </ActButton>
        )}
      </span>
    </li>
  );
}
