/** The foreign devices themselves: only the rows in sight are there, so that 20,000 scroll as easily as twenty. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { useRem } from '#ui/useRem.ts';
import { localTime } from '#shared/time/localTime.ts';
import { useText } from '#ui/useText.ts';
import { columns, type MappingRow, type Order } from './mappingRows.ts';

const rowRem = 3.1;

interface Props {
  readonly rows: readonly MappingRow[];
  readonly places: CompoundPlan['places'];
  /** Of the compound. */
  readonly zone: string;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onOpen: (key: string) => void;
}

export function MappingTable(props: Props) {
  const { rows, places, zone, order, onOrder, selected, onSelect, onOpen } = props;
  const { t, local } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const rem = useRem();
  const gridId = useId();
  const [at, setAt] = useState(0);
  const current = Math.min(at, rows.length - 1);
  // oxlint-disable-next-line react/incompatible-library -- only the React compiler minds, and none runs here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rem * rowRem,
    overscan: 8,
  });
  const placeName = new Map(places.map(({ id, name }) => [id, local(name)]));
  const areAll = rows.length > 0 && rows.every(({ key }) => selected.has(key));

  function toggle(key: string): void {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    onSelect(next);
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.target !== event.currentTarget) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -rows.length,
      End: rows.length,
    };
    const step = steps[event.key];
    const row = rows[current];
    if (step !== undefined) {
      const next = Math.max(0, Math.min(rows.length - 1, current + step));
      setAt(next);
      virtual.scrollToIndex(next);
    } else if (event.key === ' ' && row) toggle(row.key);
    else if (event.key === 'Enter' && row) onOpen(row.key);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey))
      onSelect(new Set(rows.map(({ key }) => key)));
    else return;
    event.preventDefault();
  }

  return (
    <div className="mapping-grid">
      <div className="mapping-row head">
        <input
          type="checkbox"
          aria-label={t('mapping.selectAll')}
          checked={areAll}
          onChange={() => onSelect(areAll ? new Set() : new Set(rows.map(({ key }) => key)))}
        />
        {columns.map((column) => (
          <button
            key={column}
            aria-pressed={order.column === column}
            onClick={() =>
              onOrder({
                column,
                descending: order.column === column ? !order.descending : column === 'heard',
              })
            }
          >
            {t(`mapping.${column}`)} {order.column === column && (order.descending ? '↓' : '↑')}
          </button>
        ))}
      </div>
      <div
        ref={scroller}
        className="mapping-rows"
        data-testid="mapping-rows"
        tabIndex={0}
        role="grid"
        aria-label={t('mapping.table')}
        aria-rowcount={rows.length}
        aria-multiselectable
        aria-activedescendant={current >= 0 ? `${gridId}-${current}` : undefined}
        onKeyDown={onKeyDown}
      >
        {rows.length === 0 && <p className="empty">{t('mapping.noneFound')}</p>}
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start, size }) => {
            const row = rows[index];
            return (
              row && (
                <Row
                  key={row.key}
                  id={`${gridId}-${index}`}
                  index={index}
                  row={row}
                  zone={zone}
                  place={placeName.get(row.place) ?? row.place}
                  style={{ top: start, height: size }}
                  isCurrent={index === current}
                  isSelected={selected.has(row.key)}
                  onToggle={() => {
                    setAt(index);
                    toggle(row.key);
                  }}
                  onOpen={() => {
                    setAt(index);
                    onOpen(row.key);
                  }}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly row: MappingRow;
  readonly place: string;
  readonly zone: string;
  readonly style: { readonly top: number; readonly height: number };
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

function Row({ id, index, row, place, zone, style, isCurrent, isSelected, onToggle, onOpen }: RowProps) {
  const { t, local } = useText();
  const { device, state, system, isProposed, heardMs } = row;
  const { date, clock } = localTime(heardMs, zone);
  const proposed = <i className="hint"> {t('mapping.proposed')}</i>;
  return (
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      className={`mapping-row ${state} ${isCurrent ? 'current' : ''}`}
      style={style}
      onDoubleClick={onOpen}
    >
      <span role="gridcell">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('mapping.select', { name: device.name })}
          checked={isSelected}
          onChange={onToggle}
        />
      </span>
      <span role="gridcell" className="two-lines">
        <button className="link" tabIndex={-1} onClick={onOpen}>
          {device.name}
        </button>
        <small>
          {[device.id === device.name ? '' : device.id, device.model].filter(Boolean).join(' · ')}
        </small>
      </span>
      <span role="gridcell" className="two-lines">
        {device.dialect}
        <small>{device.source === 'main' ? '' : device.source}</small>
      </span>
      <span role="gridcell" className="state">
        {t(`mapping.${state}`)}
      </span>
      <span role="gridcell">
        {system === '' ? '—' : local(systemOrUnknown(system).name)}
        {isProposed.system && proposed}
      </span>
      <span role="gridcell">
        {place === '' ? '—' : place}
        {isProposed.place && proposed}
      </span>
      <span role="gridcell" className="nowrap">
        {heardMs === 0 ? t('mapping.never') : `${date.slice(5)} ${clock.slice(0, 5)}`}
      </span>
    </div>
  );
}
