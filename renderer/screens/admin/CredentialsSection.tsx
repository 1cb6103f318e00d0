/** Device credentials: an MQTT user name and password for devices, which then speak for themselves alone. */
import { useState, type FormEvent } from 'react';
import type { DeviceCredential } from '#shared/access/records.ts';
import { inLanguage } from '#shared/protocol/result.ts';
import { askHub } from '#state/account.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from './Fault.tsx';
import { namesIn } from './ScopeFields.tsx';
import { Secret } from './Secret.tsx';
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
      {list.found?.credentials.length === 0 && <p className="empty">{t('admin.noneYet')}</p>}
      {list.found && list.found.credentials.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('admin.username')}</th>
              <th>{t('admin.compounds')}</th>
              <th>{t('admin.devices')}</th>
              <th>{t('admin.note')}</th>
              <th>{t('admin.state')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {list.found.credentials.map((one) => (
              <tr key={one.id} className={one.revokedMs === null ? '' : 'off'}>
                <td>
                  <code>{one.id}</code>
                </td>
                <td>{one.compound}</td>
                <td className="verbs">{one.devices.join(', ')}</td>
                <td>{one.note}</td>
                <td>{t(one.revokedMs === null ? 'admin.valid' : 'admin.revoked')}</td>
                <td className="row-buttons">
                  {one.revokedMs === null && (
                    <button onClick={() => void list.change('DELETE', `/api/device-credentials/${one.id}`)}>
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

function NewCredential({ onMade }: { onMade: (lines: readonly string[]) => void }) {
  const { t, language } = useText();
  const [compound, setCompound] = useState('');
  const [devices, setDevices] = useState('');
  const [note, setNote] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await askHub<{ username: string; password: string }>('POST', '/api/device-credentials', {
      compound: compound.trim(),
      devices: namesIn(devices),
      note,
    });
    setFault(answer.ok ? null : inLanguage(answer.error.message, language));
    if (!answer.ok) return;
    setDevices('');
    setNote('');
    onMade([answer.username, answer.password]);
  }
  return (
    <details className="new">
      <summary>{t('admin.newCredential')}</summary>
      <form onSubmit={(event) => void submit(event)}>
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
            required
            placeholder={t('admin.devicesHint')}
            value={devices}
            onChange={(event) => setDevices(event.target.value)}
          />
        </label>
        <label>
          {t('admin.note')}
          <input maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
        <Fault text={fault} />
        <button className="primary" type="submit">
          {t('admin.create')}
        </button>
      </form>
    </details>
  );
}
