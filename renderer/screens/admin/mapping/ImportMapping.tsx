/** A mapping from a spreadsheet: first what would change and what is wrong with which line, then, if somebody says so, done. */
import { useState } from 'react';
import type { MappedDevice } from '#shared/compounds/mapping.ts';
import type { ForeignDevice } from '#shared/protocol/foreign.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { Fault } from '../Fault.tsx';
import type { MappingEdit } from './mappingRows.ts';
import { readSheet, type ReadSheet } from './mappingSheet.ts';
import { readTable } from './readTable.ts';

const mostShown = 200;

interface Props {
  readonly devices: readonly ForeignDevice[];
  readonly places: CompoundPlan['places'];
  readonly fault: string | null;
  readonly save: (edits: readonly MappingEdit[]) => Promise<boolean>;
  readonly onClose: () => void;
}

export function ImportMapping({ devices, places, fault, save, onClose }: Props) {
  const { t } = useText();
  const [read, setRead] = useState<ReadSheet | 'unreadable' | null>(null);
  const [tried, setTried] = useState(false);
  async function take(file: File | undefined) {
    setTried(false);
    if (!file) return setRead(null);
    const rows = await readTable(file);
    setRead(rows ? readSheet(rows, devices, new Set(places.map(({ id }) => id))) : 'unreadable');
  }
  const sheet = read === 'unreadable' ? null : read;
  return (
    <Dialog wide title={t('mapping.importTitle')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          void save(sheet?.changes.map(({ edit }) => edit) ?? []).then((saved) => saved && onClose());
        }}
      >
        <label>
          {t('mapping.file')}
          <input
            type="file"
            accept=".csv,.xlsx"
            onChange={(event) => void take(event.target.files?.[0] ?? undefined)}
          />
        </label>
        <p className="hint">{t('mapping.fileHint')}</p>
        {read === 'unreadable' && <Fault text={t('mapping.unreadable')} />}
        {sheet && <Preview sheet={sheet} />}
        {tried && <Fault text={fault} />}
        <DialogButtons
          action={t('mapping.apply', { n: sheet?.changes.length ?? 0 })}
          disabled={(sheet?.changes.length ?? 0) === 0}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function Preview({ sheet: { changes, unchanged, faults } }: { sheet: ReadSheet }) {
  const { t } = useText();
  return (
    <>
      <p role="status">
        {t('mapping.changes', { n: changes.length, same: unchanged, wrong: faults.length })}
      </p>
      {faults.length > 0 && (
        <ul className="mapping-faults" role="alert">
          {faults.slice(0, mostShown).map(({ line, key, values }) => (
            <li key={line}>{t('mapping.faultLine', { line, reason: t(key, values) })}</li>
          ))}
          {faults.length > mostShown && <li>{t('mapping.more', { n: faults.length - mostShown })}</li>}
        </ul>
      )}
      {changes.length > 0 && (
        <div className="table-scroll mapping-preview">
          <table>
            <thead>
              <tr>
                <th>{t('mapping.line')}</th>
                <th>{t('mapping.name')}</th>
                <th>{t('mapping.change')}</th>
                <th>{t('mapping.before')}</th>
                <th>{t('mapping.after')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.slice(0, mostShown).map(({ line, kind, edit, before, isUnseen }) => (
                <tr key={line}>
                  <td>{line}</td>
                  <td>
                    {edit.id} {isUnseen && <small className="hint">{t('mapping.unseen')}</small>}
                  </td>
                  <td>{t(`mapping.change.${kind}`)}</td>
                  <td>
                    <Mapped mapped={before} />
                  </td>
                  <td>
                    <Mapped mapped={edit.mapped} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {changes.length > mostShown && (
            <p className="hint">{t('mapping.more', { n: changes.length - mostShown })}</p>
          )}
        </div>
      )}
    </>
  );
}

function Mapped({ mapped }: { mapped: MappedDevice | null }) {
  const { t, local } = useText();
  if (mapped === null) return <>—</>;
  const { system, id, placeId, name, points, ignored } = mapped;
  const parts = [
    ignored ? t('mapping.ignored') : '',
    system ? local(systemOrUnknown(system).name) : '',
    id ?? '',
    placeId ?? '',
    name ? local(name) : '',
    ...Object.entries(points ?? {}).map(([key, point]) => `${key}=${point}`),
  ];
  return <>{parts.filter((part) => part !== '').join(' · ')}</>;
}
