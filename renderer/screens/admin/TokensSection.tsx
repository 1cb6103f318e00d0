/** API tokens: what automation may do and where, until when. The secret is shown once. */
import { useState } from 'react';
import { usualScope, type Scope } from '#shared/access/may.ts';
import { verbNames } from '#shared/access/names.ts';
import type { TokenRecord } from '#shared/access/records.ts';
import { roleNames, roles, verbsOf, type Role } from '#shared/access/roles.ts';
import { askHub } from '#state/account.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from './Fault.tsx';
import { NewForm } from './NewForm.tsx';
import { namesText, ScopeFields } from './ScopeFields.tsx';
import { Secret } from './Secret.tsx';
import { SecretsTable } from './SecretsTable.tsx';
import { useList } from './useList.ts';

const dayMs = 86_400_000;
const lifetimes = [30, 90, 365] as const;

export function TokensSection() {
  const { t, local, locale } = useText();
  const list = useList<{ tokens: readonly TokenRecord[] }>('/api/tokens');
  const [secret, setSecret] = useState<string | null>(null);
  const [openedMs] = useState(() => Date.now());
  const stateOf = ({ revokedMs, expiresMs }: TokenRecord) =>
    revokedMs !== null ? 'revoked' : expiresMs !== null && expiresMs < openedMs ? 'expired' : 'valid';
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
      {list.found && (
        <SecretsTable
          heads={[t('admin.tokenName'), t('admin.verbs'), t('admin.compounds'), t('admin.expires')]}
          rows={list.found.tokens.map((token) => ({
            id: token.id,
            state: stateOf(token),
            cells: (
              <>
                <td>{token.name}</td>
                <td className="verbs">{token.verbs.map((verb) => local(verbNames[verb])).join(' · ')}</td>
                <td>{namesText(token.scope.compounds, t('admin.all'), t('admin.none'))}</td>
                <td>
                  {token.expiresMs === null
                    ? t('admin.never')
                    : new Date(token.expiresMs).toLocaleDateString(locale)}
                </td>
              </>
            ),
          }))}
          onRevoke={(id) => void list.change('DELETE', `/api/tokens/${id}`)}
        />
      )}
    </section>
  );
}

function NewToken({ onMade }: { onMade: (secret: string) => void }) {
  const { t, local } = useText();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('inspector');
  const [scope, setScope] = useState<Scope>(usualScope('inspector'));
  const [days, setDays] = useState<number | null>(90);
  async function submit() {
    const expiresMs = days === null ? null : Date.now() + days * dayMs;
    const body = { name: name.trim(), verbs: verbsOf[role], scope, expiresMs };
    const answer = await askHub<{ secret: string }>('POST', '/api/tokens', body);
    if (!answer.ok) return answer.error;
    setName('');
    onMade(answer.secret);
    return null;
  }
  return (
    <NewForm title={t('admin.newToken')} action={t('admin.create')} submit={submit}>
      <label>
        {t('admin.tokenName')}
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
    </NewForm>
  );
}
