/** Modbus meters: their files, and the form that writes them. */
import { useState } from 'react';
import type { Meter } from '#shared/protocol/meter.ts';
import { usualIntervalMs, usualPort, usualUnitId } from '#shared/protocol/meterWords.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from '#renderer/screens/admin/Fault.tsx';
import { useList } from '#renderer/screens/admin/useList.ts';
import { MeterForm } from './MeterForm.tsx';

const pathOf = (id: string) => `/api/modbus-meters/${encodeURIComponent(id)}`;

export function MetersSection() {
  const { t, locale } = useText();
  const list = useList<{ meters: readonly Meter[] }>('/api/modbus-meters');
  /** Empty: a new one. */
  const [open, setOpen] = useState<string | null>(null);
  const meters = list.found?.meters ?? [];
  return (
    <section className="sub" data-testid="meters">
      <div className="section-head">
        <h3>{t('sources.modbus')}</h3>
        <button className="primary" disabled={!list.found} onClick={() => setOpen('')}>
          {t('meters.add')}
        </button>
      </div>
      {open === null && <Fault text={list.fault} />}
      {list.found && meters.length === 0 && <p className="empty">{t('meters.none')}</p>}
      {meters.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('meters.meter')}</th>
              <th>{t('sources.url')}</th>
              <th>{t('meters.device')}</th>
              <th className="figure">{t('meters.registers')}</th>
              <th className="figure">{t('meters.every')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {meters.map(({ id, version: _version, ...file }) => (
              <tr key={id} className={file.on === false ? 'off' : ''} data-testid={`meter-${id}`}>
                <td>
                  <b>{file.device.name}</b>
                  <p className="hint">{id}</p>
                </td>
                <td>
                  {file.host}:{file.port ?? usualPort}
                  <p className="hint">{t('meters.unitIs', { unit: file.unitId ?? usualUnitId })}</p>
                </td>
                <td>
                  {file.device.system}/{file.device.id}
                  <p className="hint">{file.device.compound}</p>
                </td>
                <td className="figure">{file.registers.length.toLocaleString(locale)}</td>
                <td className="figure">
                  {t('meters.seconds', {
                    seconds: ((file.intervalMs ?? usualIntervalMs) / 1000).toLocaleString(locale),
                  })}
                </td>
                <td className="row-buttons">
                  <button onClick={() => setOpen(id)}>{t('admin.edit')}</button>
                  <button
                    onClick={() =>
                      void list.change('PUT', pathOf(id), { ...file, version: 1, on: file.on === false })
                    }
                  >
                    {t(file.on === false ? 'sources.switchOn' : 'sources.switchOff')}
                  </button>
                  <button
                    onClick={() => {
                      if (confirm(t('meters.sure', { id }))) void list.change('DELETE', pathOf(id));
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
        <MeterForm
          meter={meters.find(({ id }) => id === open) ?? null}
          meters={meters}
          fault={list.fault}
          save={(id, file) => list.change('PUT', pathOf(id), file)}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}
