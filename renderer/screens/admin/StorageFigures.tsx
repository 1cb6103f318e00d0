/** What the hub's data takes on its disk, as a whole, by compound and by table. */
import type { StorageReport } from '#shared/protocol/storage.ts';
import { bytesText } from '#ui/bytes.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from './Fault.tsx';
import { useList } from './useList.ts';

export function StorageFigures({ nameOf }: { nameOf: (compound: string) => string }) {
  const { t, locale } = useText();
  const { found, fault, reload, setFault } = useList<StorageReport>('/api/system/storage');
  const bytes = (count: number) => bytesText(count, locale);
  const refresh = () => {
    setFault(null);
    reload();
  };
  return (
    <section data-testid="storage">
      <div className="section-head">
        <h3>{t('admin.storage')}</h3>
        <button className="primary" onClick={refresh}>
          {t('admin.storageRefresh')}
        </button>
      </div>
      <Fault text={fault} />
      {!found && fault === null && <p role="status">{t('admin.loading')}</p>}
      {found && (
        <>
          <p className="hint">
            {t('admin.storageAt', { time: new Date(found.measuredAtMs).toLocaleString(locale) })}
          </p>
          <dl>
            <dt>{t('admin.disk')}</dt>
            <dd>
              {t('admin.diskOf', { free: bytes(found.disk.freeBytes), total: bytes(found.disk.totalBytes) })}
            </dd>
            {(['records', 'history'] as const).map((name) => (
              <File key={name} name={name} of={found[name]} bytes={bytes} />
            ))}
            {(['models', 'uploads'] as const).map((name) => (
              <Folder key={name} name={name} of={found[name]} bytes={bytes} />
            ))}
          </dl>
          <table>
            <thead>
              <tr>
                <th>{t('admin.storageCompound')}</th>
                <th>{t('admin.readings')}</th>
                <th>{t('admin.readingBytes')}</th>
                <th>{t('admin.keyframes')}</th>
                <th>{t('admin.since')}</th>
                <th>{t('admin.alarmRows')}</th>
                <th>{t('admin.eventRows')}</th>
                <th>{t('admin.commandRows')}</th>
              </tr>
            </thead>
            <tbody>
              {found.compounds.map((one) => (
                <tr key={one.compound}>
                  <td>{nameOf(one.compound)}</td>
                  <td>{one.readings.toLocaleString(locale)}</td>
                  <td>{bytes(one.readingBytes)}</td>
                  <td>{bytes(one.keyframeBytes)}</td>
                  <td className="nowrap">
                    {one.fromMs === null ? '—' : new Date(one.fromMs).toLocaleString(locale)}
                  </td>
                  {['alarms', 'events', 'commands'].map((table) => (
                    <td key={table}>{(one.rows[table] ?? 0).toLocaleString(locale)}</td>
                  ))}
                </tr>
              ))}
              {found.compounds.length === 0 && (
                <tr>
                  <td colSpan={8}>{t('admin.noneYet')}</td>
                </tr>
              )}
            </tbody>
          </table>
          <details className="new">
            <summary>{t('admin.tables')}</summary>
            <table>
              <thead>
                <tr>
                  <th>{t('admin.table')}</th>
                  <th>{t('admin.rows')}</th>
                  <th>{t('admin.size')}</th>
                </tr>
              </thead>
              <tbody>
                {found.records.tables.map((table) => (
                  <tr key={table.name}>
                    <td>
                      <code>{table.name}</code>
                    </td>
                    <td>{table.rows.toLocaleString(locale)}</td>
                    <td>{bytes(table.bytes)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  );
}

type Bytes = (count: number) => string;

function File(props: {
  name: 'records' | 'history';
  of: Pick<StorageReport['records'], 'fileBytes' | 'walBytes' | 'freeBytes'>;
  bytes: Bytes;
}) {
  const { t } = useText();
  const { name, of, bytes } = props;
  return (
    <>
      <dt>{t(`admin.${name}`)}</dt>
      <dd>
        {t('admin.fileAndLog', {
          file: bytes(of.fileBytes),
          wal: bytes(of.walBytes),
          free: bytes(of.freeBytes),
        })}
      </dd>
    </>
  );
}

function Folder({
  name,
  of,
  bytes,
}: {
  name: 'models' | 'uploads';
  of: StorageReport['models'];
  bytes: Bytes;
}) {
  const { t } = useText();
  return (
    <>
      <dt>{t(`admin.${name}`)}</dt>
      <dd>{t('admin.files', { bytes: bytes(of.bytes), count: of.files })}</dd>
    </>
  );
}
