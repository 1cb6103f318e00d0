/** Many devices at once: a table from a file or the clipboard, looked at line by line before it is taken. */
import { useMemo, useState } from 'react';
import { deviceRows, type DeviceRow } from '#shared/drawing/deviceRows.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { commit, type EditorStore } from './editor.ts';
import { withDevices } from './placing.ts';
import { mostRows, readTable, tableIn } from './readTable.ts';

const shownRows = 300;

export function DeviceTable({
  editor,
  plan,
  onClose,
}: {
  editor: EditorStore;
  plan: CompoundPlan;
  onClose: () => void;
}) {
  const { t } = useText();
  const [text, setText] = useState('');
  const [table, setTable] = useState<readonly (readonly string[])[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const { sketch } = editor.getState();
  const rows = useMemo(() => deviceRows(table, plan, sketch.devices), [table, plan, sketch.devices]);
  const good = rows.flatMap(({ device }) => device ?? []);
  const bad = rows.filter(({ device }) => device === null).length;
  const waiting = rows.filter(({ problem }) => problem === 'no-place').length;

  async function take(file: File): Promise<void> {
    try {
      setTable(await readTable(file));
      setFault(null);
      setText('');
    } catch (error) {
      setTable([]);
      setFault(
        t('drawing.table.unreadable', { reason: error instanceof Error ? error.message : String(error) }),
      );
    }
  }
  function type(next: string): void {
    setText(next);
    try {
      setTable(tableIn(next));
      setFault(null);
    } catch (error) {
      setFault(
        t('drawing.table.unreadable', { reason: error instanceof Error ? error.message : String(error) }),
      );
    }
  }

  return (
    <Dialog title={t('drawing.table.title')} wide onClose={onClose}>
      <p className="hint">{t('drawing.table.how')}</p>
      <label className="field">
        <span>{t('drawing.table.file')}</span>
        <input
          type="file"
          accept=".csv,.tsv,.txt,.xlsx"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void take(file);
          }}
        />
      </label>
      <textarea
        aria-label={t('drawing.table.paste')}
        placeholder={t('drawing.table.paste')}
        rows={4}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      {fault !== null && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      {rows.length > 0 && (
        <>
          <p role="status" data-testid="table-counts">
            {t('drawing.table.counts', { good: good.length, waiting, bad })}
          </p>
          <div className="device-rows">
            <table>
              <thead>
                <tr>
                  <th>{t('drawing.table.row')}</th>
                  <th>{t('drawing.system')}</th>
                  <th>{t('drawing.deviceId')}</th>
                  <th>{t('drawing.placeId')}</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, shownRows).map((row) => (
                  <Row key={row.row} row={row} />
                ))}
              </tbody>
            </table>
          </div>
          {table.length >= mostRows && (
            <p className="fault" role="alert">
              {t('drawing.table.cut', { most: mostRows })}
            </p>
          )}
          {rows.length > shownRows && (
            <p className="hint">{t('drawing.table.more', { count: rows.length - shownRows })}</p>
          )}
        </>
      )}
      <footer>
        <button onClick={onClose}>{t('dialog.cancel')}</button>
        <button
          className="primary"
          disabled={good.length === 0}
          onClick={() => {
            commit(editor, withDevices(editor.getState().sketch, good));
            onClose();
          }}
        >
          {t('drawing.table.take', { count: good.length })}
        </button>
      </footer>
    </Dialog>
  );
}

function Row({ row: { row, cells, device, problem, isKnown } }: { row: DeviceRow }) {
  const { t, local } = useText();
  return (
    <tr className={device ? (problem ? 'waiting' : '') : 'bad'}>
      <td>{row}</td>
      <td>{device ? local(findSystem(device.system)?.short ?? device.system) : ''}</td>
      <td>{device ? device.id : cells.join(', ').slice(0, 80)}</td>
      <td>{device?.placeId ?? ''}</td>
      <td>{problem ? t(`drawing.problem.${problem}`) : isKnown ? t('drawing.table.known') : ''}</td>
    </tr>
  );
}
