/** GA/T 1400: who may register at the hub, and whether it has. */
import { useState } from 'react';
import type { SourcesEdit, SourcesView } from '#shared/protocol/sources.ts';
import { useText } from '#ui/useText.ts';
import { viidEdit } from './sourceRows.ts';
import { ViidForm } from './ViidForm.tsx';

interface Props {
  readonly view: SourcesView;
  readonly fault: string | null;
  readonly save: (edit: SourcesEdit) => Promise<boolean>;
}

export function ViidSection({ view, fault, save }: Props) {
  const { t } = useText();
  /** Empty: a new one. */
  const [open, setOpen] = useState<string | null>(null);
  const devices = view.viid?.devices ?? [];
  function changeOne(id: string, on: boolean | null): void {
    void save(
      viidEdit(view, (before) => ({
        ...before,
        devices: before.devices.flatMap((one) => (one.id !== id ? one : on === null ? [] : { ...one, on })),
      })),
    );
  }
  return (
    <section className="sub" data-testid="viid">
      <div className="section-head">
        <h3>{t('sources.viid')}</h3>
        <button className="primary" onClick={() => setOpen('')}>
          {t('viid.add')}
        </button>
      </div>
      <p className="hint">
        {devices.length === 0
          ? t('viid.none')
          : t('viid.where', { address: `${location.origin}/VIID`, id: view.viid?.id ?? '' })}{' '}
        {t('viid.people')}
      </p>
      {devices.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('viid.device')}</th>
              <th>{t('sources.state')}</th>
              <th>{t('viid.direction')}</th>
              <th>{t('viid.subscribe')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {devices.map(({ id, name, on, direction, subscribeUrl, registered }) => (
              <tr key={id} className={on ? '' : 'off'} data-testid={`viid-${id}`}>
                <td>
                  <b>{name ?? id}</b>
                  {name !== null && <p className="hint">{id}</p>}
                </td>
                <td className={`source-state ${on && !registered ? 'away' : ''}`}>
                  {t(!on ? 'sources.off' : registered ? 'viid.registered' : 'viid.unregistered')}
                </td>
                <td>{t(`viid.${direction ?? 'either'}`)}</td>
                <td>{subscribeUrl ?? '—'}</td>
                <td className="row-buttons">
                  <button onClick={() => setOpen(id)}>{t('admin.edit')}</button>
                  <button onClick={() => changeOne(id, !on)}>
                    {t(on ? 'sources.switchOff' : 'sources.switchOn')}
                  </button>
                  <button
                    onClick={() => {
                      if (confirm(t('viid.sure', { id: name ?? id }))) changeOne(id, null);
                    }}
                  >
                    {t('sources.remove')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open !== null && (
        <ViidForm
          id={open === '' ? null : open}
          view={view}
          fault={fault}
          save={save}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}
