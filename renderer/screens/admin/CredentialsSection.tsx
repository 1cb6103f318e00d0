/** Device credentials: an MQTT user name and password for devices, which then speak for themselves alone. */
import { useState } from 'react';
import type { DeviceCredential } from '#shared/access/records.ts';
import { askHub } from '#state/account.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from './Fault.tsx';
import { NewForm } from './NewForm.tsx';
import { namesIn } from './ScopeFields.tsx';
import { Secret } from './Secret.tsx';
import { SecretsTable } from './SecretsTable.tsx';
import { useList } from './useList.ts';

export function CredentialsSection() {
  const { t } = useText();
  const list = useList<{ credentials: readonly DeviceCredential[] }>('/api/device-credentials');
  const [made, setMade] = useState<readonly string[] | null>(null);
  return (
    <section>
      <h2>{t('admin.credentials')}</h2>
      <NewCredential
        onMade={(lines) => {
          setMade(lines);
          list.reload();
        }}
      />
      {made !== null && <Secret lines={made} />}
      <Fault text={list.fault} />
      {list.found && (
        <SecretsTable
          heads={[t('admin.username'), t('admin.compounds'), t('admin.devices'), t('admin.note')]}
          rows={list.found.credentials.map((one) => ({
            id: one.id,
            state: one.revokedMs === null ? 'valid' : 'revoked',
            cells: (
              <>
                <td>
                  <code>{one.id}</code>
                </td>
                <td>{one.compound}</td>
                <td className="verbs">
                  {[...one.devices, ...(one.bridges ?? []).map((topic) => `${topic}/#`)].join(', ')}
                </td>
                <td>{one.note}</td>
              </>
            ),
          }))}
          onRevoke={(id) => void list.change('DELETE', `/api/device-credentials/${id}`)}
        />
      )}
    </section>
  );
}

function NewCredential({ onMade }: { onMade: (lines: readonly string[]) => void }) {
  const { t } = useText();
  const [compound, setCompound] = useState('');
  const [devices, setDevices] = useState('');
  const [bridges, setBridges] = useState('');
  const [note, setNote] = useState('');
  async function submit() {
    const body = { compound: compound.trim(), devices: namesIn(devices), bridges: namesIn(bridges), note };
    const answer = await askHub<{ username: string; password: string }>(
      'POST',
      '/api/device-credentials',
      body,
    );
    if (!answer.ok) return answer.error;
    setDevices('');
    setBridges('');
    setNote('');
    onMade([answer.username, answer.password]);
    return null;
  }
  return (
    <NewForm title={t('admin.newCredential')} action={t('admin.create')} submit={submit}>
      <label>
        {t('admin.compounds')}
        <input
          required
          maxLength={40}
          value={compound}
          onChange={(event) => setCompound(event.target.value)}
        />
      </label>
      <label>
        {t('admin.devices')}
        <input
          placeholder={t('admin.devicesHint')}
          value={devices}
          onChange={(event) => setDevices(event.target.value)}
        />
      </label>
      <label>
        {t('admin.bridges')}
        <input
          placeholder={t('admin.bridgesHint')}
          value={bridges}
          onChange={(event) => setBridges(event.target.value)}
        />
      </label>
      <label>
        {t('admin.note')}
        <input maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
    </NewForm>
  );
}
