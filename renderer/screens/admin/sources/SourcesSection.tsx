/** Sources: what comes over each, what was refused of it and why; brokers, cameras, GA/T 1400 devices and meters are edited here. */
import './sources.css';
import { useEffect, useState } from 'react';
import type { SourcesEdit, SourcesView } from '#shared/protocol/sources.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from '../Fault.tsx';
import { useList } from '../useList.ts';
import { CameraForm } from './CameraForm.tsx';
import { MetersSection } from './meters/MetersSection.tsx';
import { SourceForm } from './SourceForm.tsx';
import { SourceRow } from './SourceRow.tsx';
import { camerasEdit, editOf, rowsOf, type OpenForm, type SourceLine } from './sourceRows.ts';
import { ViidSection } from './ViidSection.tsx';

const refreshMs = 5000;

export function SourcesSection() {
  const { t } = useText();
  const list = useList<SourcesView>('/api/sources');
  const [open, setOpen] = useState<OpenForm | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const { found, reload } = list;
  useEffect(() => {
    const timer = setInterval(reload, refreshMs);
    return () => clearInterval(timer);
  }, [reload]);
  if (!found)
    return (
      <section>
        <h2>{t('admin.sources')}</h2>
        <Fault text={list.fault} />
        {list.fault === null && <p role="status">{t('admin.loading')}</p>}
      </section>
    );
  const save = (edit: SourcesEdit) => list.change('PUT', '/api/sources', edit);
  /** Null: it is removed. */
  const changeOne = ({ id, kind }: SourceLine, on: boolean | null) => {
    const change = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
      list.flatMap((one) => (one.id !== id ? one : on === null ? [] : { ...one, on }));
    void save(kind === 'camera' ? camerasEdit(found, change) : editOf(found, change));
  };
  return (
    <section data-testid="sources">
      <div className="section-head">
        <h2>{t('admin.sources')}</h2>
        <div className="section-buttons">
          <button className="primary" onClick={() => setOpen({ kind: 'new' })}>
            {t('sources.add')}
          </button>
          <button className="primary" onClick={() => setOpen({ kind: 'camera', id: null })}>
            {t('cameras.add')}
          </button>
        </div>
      </div>
      {open === null && <Fault text={list.fault} />}
      {found.restart && (
        <p className="admin-note" role="status">
          {t('sources.restart')}
        </p>
      )}
      <table>
        <thead>
          <tr>
            <th>{t('sources.source')}</th>
            <th>{t('sources.state')}</th>
            <th className="figure">{t('sources.rate')}</th>
            <th>{t('sources.last')}</th>
            <th className="figure">{t('sources.taken')}</th>
            <th className="figure">{t('sources.refused')}</th>
            <th className="figure">{t('sources.devices')}</th>
            <th className="figure">{t('sources.unmapped')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rowsOf(found).map((row) => (
            <SourceRow
              key={row.id}
              row={row}
              atMs={found.atMs}
              isShown={shown === row.id}
              onShow={() => setShown(shown === row.id ? null : row.id)}
              onEdit={setOpen}
              onSwitch={() => changeOne(row, !row.on)}
              onRemove={() => {
                const sure = row.kind === 'camera' ? 'cameras.sure' : 'sources.sure';
                if (confirm(t(sure, { id: row.name ?? row.id }))) changeOne(row, null);
              }}
            />
          ))}
        </tbody>
      </table>
      {found.brokers.length + found.cameras.length === 0 && <p className="empty">{t('sources.none')}</p>}
      <ViidSection view={found} fault={list.fault} save={save} />
      <MetersSection />
      {open?.kind === 'camera' && (
        <CameraForm id={open.id} view={found} fault={list.fault} save={save} onClose={() => setOpen(null)} />
      )}
      {open && open.kind !== 'camera' && (
        <SourceForm open={open} view={found} fault={list.fault} save={save} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}
