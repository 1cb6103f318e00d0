/** One source in the table, and under it, where somebody asks, what was refused of it. */
import { dialectIds } from '#shared/protocol/dialectIds.ts';
import type { RejectionReport } from '#shared/protocol/records.ts';
import { useFetched } from '#ui/useFetched.ts';
import { ageText, useText } from '#ui/useText.ts';
import type { OpenForm, SourceLine } from './sourceRows.ts';

interface Props {
  readonly row: SourceLine;
  /** By the hub's clock. */
  readonly atMs: number;
  readonly isShown: boolean;
  readonly onShow: () => void;
  readonly onEdit: (open: OpenForm) => void;
  readonly onSwitch: () => void;
  readonly onRemove: () => void;
}

export function SourceRow({ row, atMs, isShown, onShow, onEdit, onSwitch, onRemove }: Props) {
  const { t, locale } = useText();
  const { id, url, report, kind, name, on } = row;
  const edit: OpenForm =
    kind === 'camera' ? { kind, id } : id === 'main' ? { kind: 'main' } : { kind: 'edit', id };
  const count = (n: number) => n.toLocaleString(locale);
  const state = !report ? 'off' : report.connected ? 'connected' : 'away';
  const heard = report?.dialects.filter(({ devices }) => devices > 0) ?? [];
  return (
    <>
      <tr className={report ? '' : 'off'} data-testid={`source-${id}`}>
        <td>
          <b>{isNamed(id) ? t(`sources.${id}`) : (name ?? id)}</b>
          {url !== null && <p className="hint">{url}</p>}
          {heard.length > 0 && (
            <p className="hint">
              {heard.map((one) => `${dialectName(t, one.id)} ${count(one.devices)}`).join(' · ')}
            </p>
          )}
        </td>
        <td className={`source-state ${state}`}>{t(`sources.${state}`)}</td>
        <td className="figure">{report ? report.messagesPerS.toLocaleString(locale, figures) : '—'}</td>
        <td className="nowrap">
          {report && report.lastMessageMs !== null
            ? t('sources.ago', { age: ageText(t, atMs - report.lastMessageMs) })
            : t('sources.never')}
        </td>
        <td className="figure">{report ? count(report.accepted) : '—'}</td>
        <td className="figure">
          {report && report.refused > 0 ? (
            <button
              className="link"
              aria-expanded={isShown}
              aria-label={`${count(report.refused)} ${t('sources.showRefused', { id })}`}
              onClick={onShow}
            >
              {count(report.refused)}
            </button>
          ) : (
            '0'
          )}
        </td>
        <td className="figure">{report ? count(report.devices) : '—'}</td>
        <td className="figure">
          {report && report.unmapped > 0 ? (
            <a className="link" href="#mapping">
              {count(report.unmapped)}
            </a>
          ) : (
            '0'
          )}
        </td>
        <td className="row-buttons">
          {(kind !== null || id === 'main') && (
            <button onClick={() => onEdit(edit)}>{t('admin.edit')}</button>
          )}
          {kind !== null && (
            <button onClick={onSwitch}>{t(on ? 'sources.switchOff' : 'sources.switchOn')}</button>
          )}
          {kind !== null && <button onClick={onRemove}>{t('sources.remove')}</button>}
        </td>
      </tr>
      {isShown && report && <Refused id={id} count={report.refused} />}
    </>
  );
}

const named = ['main', 'http', 'modbus', 'viid'] as const;
function isNamed(id: string): id is (typeof named)[number] {
  return named.some((one) => one === id);
}

const shownDialects = [...dialectIds, 'onvif', 'isapi', 'viid', 'modbus'] as const;
const figures = { maximumFractionDigits: 1 } as const;
const mostShown = 50;

function dialectName(t: ReturnType<typeof useText>['t'], id: string): string {
  const known = shownDialects.find((one) => one === id);
  return known ? t(`dialect.${known}`) : id;
}

function Refused({ id, count }: { id: string; count: number }) {
  const { t, said, locale } = useText();
  const report = useFetched<RejectionReport>(`/api/rejections?source=${encodeURIComponent(id)}`, count);
  return (
    <tr className="source-refused">
      <td colSpan={9}>
        {!report && <p role="status">{t('admin.loading')}</p>}
        {report?.recent.length === 0 && <p className="empty">{t('sources.refusedNone')}</p>}
        {report && report.recent.length > 0 && (
          <table>
            <thead>
              <tr>
                <th>{t('rejections.time')}</th>
                <th>{t('rejections.topic')}</th>
                <th>{t('rejections.reason')}</th>
                <th>{t('rejections.sample')}</th>
              </tr>
            </thead>
            <tbody>
              {report.recent.slice(0, mostShown).map((one) => (
                <tr key={one.seq}>
                  <td className="nowrap">{new Date(one.atMs).toLocaleTimeString(locale)}</td>
                  <td>{one.topic}</td>
                  <td>{said(one)}</td>
                  <td>
                    <code>{one.sample}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </td>
    </tr>
  );
}
