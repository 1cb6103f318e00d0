/** Sources: what comes over each, what was refused of it and why; brokers are added, changed, switched off and removed here. */
import './sources.css';
import { useEffect, useState } from 'react';
import type { SourcesEdit, SourcesView } from '#shared/protocol/sources.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from '../Fault.tsx';
import { useList } from '../useList.ts';
import { SourceForm } from './SourceForm.tsx';
import { SourceRow } from './SourceRow.tsx';
import { editOf, rowsOf, type BrokerDraft, type OpenForm } from './sourceRows.ts';

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
  const changeOne = (id: string, change: (one: BrokerDraft) => BrokerDraft | null) =>
    void save(
      editOf(found, (brokers) => brokers.flatMap((one) => (one.id === id ? (change(one) ?? []) : one))),
    );
  return (
    <section data-testid="sources">
      <div className="section-head">
        <h2>{t('admin.sources')}</h2>
        <button className="primary" onClick={() => setOpen({ kind: 'new' })}>
          {t('sources.add')}
        </button>
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
              onSwitch={() => changeOne(row.id, (one) => ({ ...one, on: !row.on }))}
              onRemove={() => {
                if (confirm(t('sources.sure', { id: row.id }))) changeOne(row.id, () => null);
              }}
            />
          ))}
        </tbody>
      </table>
      {found.brokers.length === 0 && <p className="empty">{t('sources.none')}</p>}
      {open && (
        <SourceForm open={open} view={found} fault={list.fault} save={save} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}
