/** The system itself: version, broker, standing faults, what is kept on the disk, and which machines the hub may fetch camera pictures from. */
import { useState, type FormEvent } from 'react';
import type { Alert } from '#shared/protocol/records.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from './Fault.tsx';
import { namesIn } from './ScopeFields.tsx';
import { StorageFigures } from './StorageFigures.tsx';
import { useList } from './useList.ts';

interface Health {
  readonly version: string;
  readonly mqtt: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly alerts: readonly Alert[];
}

export function SystemSection() {
  const { t, local, said, locale } = useText();
  const health = useList<Health>('/api/health');
  const compounds = useList<{ compounds: readonly { id: string; manifest: { name: LocalText } }[] }>(
    '/api/compounds',
  );
  return (
    <section>
      <h2>{t('admin.system')}</h2>
      <Fault text={health.fault} />
      {health.found && (
        <dl>
          <dt>{t('admin.version')}</dt>
          <dd>{health.found.version}</dd>
          <dt>{t('admin.broker')}</dt>
          <dd>{health.found.mqtt}</dd>
          <dt>{t('admin.accepted')}</dt>
          <dd>
            {health.found.accepted.toLocaleString(locale)} ·{' '}
            {t('top.rejected', { count: health.found.rejected })}
          </dd>
          <dt>{t('admin.alerts')}</dt>
          <dd>
            {health.found.alerts.length === 0 && t('admin.none')}
            {health.found.alerts.map((alert) => (
              <p key={alert.id}>{said(alert)}</p>
            ))}
          </dd>
        </dl>
      )}
      <StorageFigures
        nameOf={(id) => {
          const known = compounds.found?.compounds.find((one) => one.id === id);
          return known ? local(known.manifest.name) : id;
        }}
      />
      {compounds.found?.compounds.map(({ id, manifest }) => (
        <CameraHosts key={id} compound={id} name={local(manifest.name)} />
      ))}
    </section>
  );
}

function CameraHosts({ compound, name }: { compound: string; name: string }) {
  const { t } = useText();
  const path = `/api/compounds/${encodeURIComponent(compound)}/camera-hosts`;
  const list = useList<{ hosts: readonly string[] }>(path);
  const [text, setText] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  if (!list.found) return null;
  async function submit(event: FormEvent) {
    event.preventDefault();
    setSaved(await list.change('PUT', path, { hosts: namesIn(text ?? list.found?.hosts.join(', ') ?? '') }));
  }
  return (
    <form className="line" onSubmit={(event) => void submit(event)}>
      <label>
        {t('admin.cameraHosts', { compound: name })}
        <input
          placeholder={t('admin.cameraHostsHint')}
          value={text ?? list.found.hosts.join(', ')}
          onChange={(event) => {
            setText(event.target.value);
            setSaved(false);
          }}
        />
      </label>
      <button type="submit">{t(saved ? 'admin.saved' : 'admin.save')}</button>
      <Fault text={list.fault} />
    </form>
  );
}
