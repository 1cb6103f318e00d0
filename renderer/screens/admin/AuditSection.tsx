/** The audit log, newest first, and the head of its chain. */
import { auditName } from '#shared/access/names.ts';
import type { AuditEntry } from '#shared/access/records.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from './Fault.tsx';
import { useList } from './useList.ts';

export function AuditSection() {
  const { t, local, locale, person } = useText();
  const { found, fault } = useList<{
    entries: readonly AuditEntry[];
    head: { readonly seq: number; readonly hash: string };
  }>('/api/audit?limit=500');
  return (
    <section>
      <h2>{t('admin.audit')}</h2>
      <Fault text={fault} />
      {found && (
        <p className="hint">
          <code>{t('admin.head', { seq: found.head.seq, hash: found.head.hash })}</code>
          <br />
          {t('admin.headHint')}
        </p>
      )}
      <table data-testid="audit">
        <thead>
          <tr>
            <th>{t('admin.time')}</th>
            <th>{t('admin.by')}</th>
            <th>{t('admin.what')}</th>
            <th>{t('admin.where')}</th>
            <th>{t('admin.note')}</th>
          </tr>
        </thead>
        <tbody>
          {found?.entries.map((entry) => (
            <tr key={entry.seq} className={entry.outcome}>
              <td className="nowrap">{new Date(entry.atMs).toLocaleString(locale)}</td>
              <td>
                {person(entry.by)}
                {entry.address !== null && <small> {entry.address}</small>}
              </td>
              <td>
                {local(auditName(entry.verb))}{' '}
                {entry.outcome !== 'done' && <b className="outcome">{t(`admin.outcome.${entry.outcome}`)}</b>}{' '}
                {entry.count > 1 && t('admin.times', { count: entry.count })}
              </td>
              <td>{[entry.compound, entry.target].filter(Boolean).join(' · ')}</td>
              <td>{entry.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
