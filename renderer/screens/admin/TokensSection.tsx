/** API tokens: what automation may do and where, until when. The secret is shown once. */
import { useState, type FormEvent } from 'react';
import { usualScope, type Scope } from '#shared/access/may.ts';
import type { TokenRecord } from '#shared/access/records.ts';
import { roleNames, roles, verbsOf, type Role } from '#shared/access/roles.ts';
import { inLanguage } from '#shared/protocol/result.ts';
import { askHub } from '#state/account.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from './Fault.tsx';
import { namesText, ScopeFields } from './ScopeFields.tsx';
import { Secret } from './Secret.tsx';
import { useList } from './useList.ts';

const dayMs = 86_400_000;
const lifetimes = [30, 90, 365] as const;

export function TokensSection() {
  const { t } = useText();
  const list = useList<{ tokens: readonly TokenRecord[] }>('/api/tokens');
  const [secret, setSecret] = useState<string | null>(null);
  const [openedMs] = useState(() => Date.now());
  const stateOf = ({ revokedMs, expiresMs }: TokenRecord) =>
    revokedMs !== null
      ? 'admin.revoked'
      : expiresMs !== null && expiresMs < openedMs
        ? 'admin.expired'
        : 'admin.valid';
  return (
    <section>
      <h2>{t('admin.tokens')}</h2>
      <NewToken
        onMade={(made) => {
          setSecret(made);
          list.reload();
        }}
      />
      {secret !== null && <Secret lines={[secret]} />}
      <Fault text={list.fault} />
      {list.found?.tokens.length === 0 && <p className="empty">{t('admin.noneYet')}</p>}
      {list.found && list.found.tokens.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('signIn.name')}</th>
              <th>{t('admin.verbs')}</th>
              <th>{t('admin.compounds')}</th>
              <th>{t('admin.expires')}</th>
              <th>{t('admin.state')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {list.found.tokens.map((token) => (
              <tr key={token.id} className={stateOf(token) === 'admin.valid' ? '' : 'off'}>
                <td>{token.name}</td>
                <td className="verbs">{token.verbs.join(', ')}</td>
                <td>{namesText(token.scope.compounds, t('admin.all'), t('admin.none'))}</td>
                <td>
                  {token.expiresMs === null
                    ? t('admin.never')
                    : new Date(token.expiresMs).toLocaleDateString()}
                </td>
                <td>{t(stateOf(token))}</td>
                <td className="row-buttons">
                  {token.revokedMs === null && (
                    <button onClick={() => void list.change('DELETE', `/api/tokens/${token.id}`)}>
                      {t('admin.revoke')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function NewToken({ onMade }: { onMade: (secret: string) => void }) {
  const { t, local, language } = useText();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('inspector');
  const [scope, setScope] = useState<Scope>(usualScope('inspector'));
  const [days, setDays] = useState<number | null>(90);
  const [fault, setFault] = useState<string | null>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    const expiresMs = days === null ? null : Date.now() + days * dayMs;
    const body = { name: name.trim(), verbs: verbsOf[role], scope, expiresMs };
    const answer = await askHub<{ secret: string }>('POST', '/api/tokens', body);
    setFault(answer.ok ? null : inLanguage(answer.error.message, language));
    if (!answer.ok) return;
    setName('');
    onMade(answer.secret);
  }
  return (
    <details className="new">
      <summary>{t('admin.newToken')}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {t('signIn.name')}
          <input required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          {t('admin.likeRole')}
          <select
            value={role}
            onChange={(event) => setRole(roles.find((one) => one === event.target.value) ?? role)}
          >
            {roles.map((one) => (
              <option key={one} value={one}>
                {local(roleNames[one])}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('admin.expires')}
          <select
            value={days ?? ''}
            onChange={(event) => setDays(event.target.value === '' ? null : Number(event.target.value))}
          >
            {lifetimes.map((one) => (
              <option key={one} value={one}>
                {t('admin.days', { days: one })}
              </option>
            ))}
            <option value="">{t('admin.never')}</option>
          </select>
        </label>
        <ScopeFields scope={scope} onChange={setScope} />
        <Fault text={fault} />
        <button className="primary" type="submit">
          {t('admin.create')}
        </button>
      </form>
    </details>
  );
}
