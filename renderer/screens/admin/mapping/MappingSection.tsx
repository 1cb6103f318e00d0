/** Mapping: devices of other systems of a compound, what they are here or are proposed to be; accepted, changed, ignored, many at once. */
import './mapping.css';
import { useMemo, useState } from 'react';
import { askHub } from '#state/account.ts';
import type { ForeignDevice } from '#shared/protocol/foreign.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { saveXlsx } from '#ui/saveXlsx.ts';
import { useText } from '#ui/useText.ts';
import { Fault } from '../Fault.tsx';
import { useList } from '../useList.ts';
import { CompoundSelect, type CompoundChoice } from './CompoundSelect.tsx';
import { ImportMapping } from './ImportMapping.tsx';
import { MappingForm } from './MappingForm.tsx';
import { sheetOf } from './mappingSheet.ts';
import { MappingTable } from './MappingTable.tsx';
import { MappingTools } from './MappingTools.tsx';
import { rowOf, shownRows, type MappingEdit, type MappingFilter, type Order } from './mappingRows.ts';

const editsAtOnce = 1000;
const everything: MappingFilter = { text: '', dialect: null, state: null };
const mappingPath = (compound: string) => `/api/compounds/${encodeURIComponent(compound)}`;

export function MappingSection() {
  const { t } = useText();
  const compounds = useList<{ compounds: readonly CompoundChoice[] }>('/api/compounds');
  const [chosen, setChosen] = useState<string | null>(null);
  const found = compounds.found?.compounds ?? [];
  const compound = chosen ?? found[0]?.id ?? null;
  return (
    <section className="mapping" data-testid="mapping">
      <div className="section-head">
        <h2>{t('admin.mapping')}</h2>
        {found.length > 1 && <CompoundSelect of={found} value={compound ?? ''} onChange={setChosen} />}
      </div>
      <Fault text={compounds.fault} />
      {compound !== null && <Mapping key={compound} compound={compound} compounds={found} />}
    </section>
  );
}

function Mapping({ compound, compounds }: { compound: string; compounds: readonly CompoundChoice[] }) {
  const { t, language, said } = useText();
  const path = mappingPath(compound);
  const list = useList<{ devices: readonly ForeignDevice[] }>(`${path}/foreign-devices`);
  const plan = useList<{ plan: Pick<CompoundPlan, 'places'> }>(`${path}/plan`);
  const [filter, setFilter] = useState(everything);
  const [order, setOrder] = useState<Order>({ column: 'state', descending: false });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const devices = list.found?.devices;
  const rows = useMemo(() => (devices ?? []).map(rowOf), [devices]);
  const shown = useMemo(() => shownRows(rows, filter, order), [rows, filter, order]);
  const zone = compounds.find(({ id }) => id === compound)?.manifest.origin.timeZone ?? 'UTC';
  const places = useMemo(() => plan.found?.plan.places ?? [], [plan.found]);

  /** All of them or none of each thousand; true where all were taken. */
  async function save(edits: readonly MappingEdit[], at = compound): Promise<boolean> {
    for (let from = 0; from < edits.length; from += editsAtOnce) {
      const answer = await askHub('PATCH', `${mappingPath(at)}/mapping`, {
        edits: edits.slice(from, from + editsAtOnce),
      });
      if (!answer.ok) {
        list.setFault(said(answer.error));
        list.reload();
        return false;
      }
    }
    list.setFault(null);
    setDone(edits.length);
    setSelected(new Set());
    list.reload();
    return true;
  }

  const opened = open === null ? undefined : rows.find(({ key }) => key === open);
  if (!devices)
    return list.fault === null ? <p role="status">{t('admin.loading')}</p> : <Fault text={list.fault} />;
  return (
    <>
      <MappingTools
        rows={rows}
        shown={shown}
        selected={selected}
        filter={filter}
        onFilter={setFilter}
        save={save}
        onImport={() => setImporting(true)}
        onExport={() =>
          void saveXlsx(t('mapping.fileName', { id: compound }), [
            { title: t('admin.mapping'), rows: sheetOf(devices, language) },
          ])
        }
      />
      {!opened && !importing && <Fault text={list.fault} />}
      {done !== null && list.fault === null && <p role="status">{t('mapping.done', { n: done })}</p>}
      {rows.length === 0 ? (
        <p className="empty">{t('mapping.none')}</p>
      ) : (
        <MappingTable
          rows={shown}
          places={places}
          zone={zone}
          order={order}
          onOrder={setOrder}
          selected={selected}
          onSelect={setSelected}
          onOpen={setOpen}
        />
      )}
      {opened && (
        <MappingForm
          row={opened}
          places={places}
          compound={compound}
          compounds={compounds}
          fault={list.fault}
          save={save}
          onClose={() => setOpen(null)}
        />
      )}
      {importing && (
        <ImportMapping
          devices={devices}
          places={places}
          fault={list.fault}
          save={save}
          onClose={() => setImporting(false)}
        />
      )}
    </>
  );
}
