/** All devices of a system: state, headline and age; sorted, filtered, each one click from its place. Its order keeps still under a hand. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { selectDevice } from '#commands/focus.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { readPoint } from '#state/reading.ts';
import { useInstant } from '#state/useInstant.ts';
import { usePlaceName } from '#state/usePlaceName.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useRem } from '#ui/useRem.ts';
import { ageText, useText } from '#ui/useText.ts';
import {
  filterRows,
  gravestOf,
  rowOf,
  sameColumn,
  sortRows,
  worstFirst,
  type DeviceRow,
  type Sort,
} from './rows.ts';

const rowRem = 2;
/** The order follows the readings this often, while nobody's hand is in the list. */
const orderMs = 5000;
const pointsShown = 3;

export function DeviceTable({
  system,
  devices,
}: {
  system: SystemDeclaration;
  devices: readonly DeviceRecord[];
}) {
  const { t, local } = useText();
  const placeName = usePlaceName();
  const rem = useRem();
  const alarms = useFacts((facts) => facts.alarms);
  const { columns } = useFacts((facts) => facts.shown);
  const [sort, setSort] = useState<Sort>(worstFirst);
  const [text, setText] = useState('');
  const [only, setOnly] = useState(false);
  const [heldAtMs, setHeldAtMs] = useState<number | null>(null);
  const instant = useInstant(orderMs);
  const scroller = useRef<HTMLDivElement>(null);
  const names = useMemo(
    () => ({
      nameOf: (device: DeviceRecord) => local(device.name),
      placeOf: (device: DeviceRecord) => placeName(device.placeId),
    }),
    [local, placeName],
  );
  const orderedAt = heldAtMs ?? instant;
  const order = useOrder({ devices, alarms, columns, names, text, only, sort, orderedAt });
  // oxlint-disable-next-line react/incompatible-library -- only the React compiler minds, and none runs here
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rem * rowRem,
    overscan: 8,
  });
  const headline = system.headline.slice(0, pointsShown);
  const heads: readonly { readonly by: Sort['by']; readonly label: string }[] = [
    { by: 'state', label: t('system.column.state') },
    { by: 'name', label: t('system.column.name') },
    { by: 'place', label: t('system.column.place') },
    ...headline.map((id) => {
      const point = system.points.find((one) => one.id === id);
      return { by: { point: id }, label: point ? local(point.name) : id };
    }),
    { by: 'age', label: t('system.column.age') },
  ];
  const grid = {
    gridTemplateColumns: `2.4rem minmax(7rem, 2fr) minmax(5rem, 1.4fr) ${headline.map(() => 'minmax(4.5rem, 1fr)').join(' ')} 4.6rem`,
  };
  return (
    <div className="device-table">
      <div className="device-table-tools">
        <input
          aria-label={t('system.filter')}
          placeholder={t('system.filter')}
          data-testid="system-filter"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <label>
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.target.checked)} />
          {t('system.only')}
        </label>
        <span className="hint">{t('system.count.of', { shown: order.length, all: devices.length })}</span>
      </div>
      <div
        className="device-table-rows"
        ref={scroller}
        role="table"
        aria-label={local(system.name)}
        aria-rowcount={order.length + 1}
        onPointerEnter={() => setHeldAtMs(instant)}
        onPointerLeave={() => setHeldAtMs(null)}
      >
        <div className="device-row head" role="row" style={grid}>
          {heads.map(({ by, label }) => {
            const isSorted = sameColumn(by, sort.by);
            return (
              <span
                key={typeof by === 'object' ? by.point : by}
                role="columnheader"
                aria-sort={isSorted ? (sort.isDown ? 'descending' : 'ascending') : 'none'}
              >
                <button
                  title={t('system.sort', { name: label })}
                  onClick={() => setSort({ by, isDown: isSorted && !sort.isDown })}
                >
                  {label}
                  {isSorted && (sort.isDown ? <ArrowDown size="0.9em" /> : <ArrowUp size="0.9em" />)}
                </button>
              </span>
            );
          })}
        </div>
        {order.length === 0 && <p className="empty">{t('system.none')}</p>}
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start, size }) => {
            const row = order[index];
            return (
              row && (
                <Row
                  key={row.device.key}
                  device={row.device}
                  headline={headline}
                  place={names.placeOf(row.device)}
                  style={{ ...grid, top: start, height: size }}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Worked out anew when something was chosen, a device or alarm came, or a step began; not with each reading. */
function useOrder(given: {
  readonly devices: readonly DeviceRecord[];
  readonly alarms: Parameters<typeof gravestOf>[0];
  readonly columns: Parameters<typeof rowOf>[2];
  readonly names: Parameters<typeof filterRows>[3];
  readonly text: string;
  readonly only: boolean;
  readonly sort: Sort;
  readonly orderedAt: number;
}): readonly DeviceRow[] {
  const { devices, alarms, columns, names, text, only, sort, orderedAt } = given;
  return useMemo(() => {
    const gravest = gravestOf(alarms);
    const rows = devices.map((device) => rowOf(device, gravest, columns));
    return sortRows(filterRows(rows, text, only, names), sort, columns, names);
    // Readings alone move nothing: the order is that of `orderedAt`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [devices, alarms, names, text, only, sort, orderedAt]);
}

function Row(props: {
  device: DeviceRecord;
  headline: readonly string[];
  place: string;
  style: React.CSSProperties;
}) {
  const screen = useScreen();
  const { t, local } = useText();
  const { device, headline } = props;
  const alarms = useFacts((facts) => facts.alarms);
  const words = useFacts((facts) => facts.words);
  const { columns } = useFacts((facts) => facts.shown);
  const isChosen = useChoices(
    ({ selection }) => selection?.kind === 'device' && selection.key === device.key,
  );
  const gravest = useMemo(() => gravestOf(alarms), [alarms]);
  const { priority, quality, heardMs } = rowOf(device, gravest, columns);
  return (
    <div className={`device-row ${quality} ${isChosen ? 'chosen' : ''}`} role="row" style={props.style}>
      <span role="cell">
        {priority === null ? (
          <span
            className={`quality-dot ${quality}`}
            title={t(quality === 'good' ? 'scene.tip.normal' : `quality.${quality}`)}
          />
        ) : (
          <PriorityMark priority={priority} />
        )}
      </span>
      <span role="cell">
        <button className="link" data-testid="system-device" onClick={() => selectDevice(screen, device.key)}>
          {local(device.name)}
        </button>
      </span>
      <span role="cell" className="dim">
        {props.place}
      </span>
      {headline.map((id) => {
        const reading = readPoint(device, id, columns, words);
        const known = reading && reading.timeMs > 0 && !Number.isNaN(reading.value) ? reading : null;
        return (
          <span role="cell" key={id}>
            {!known
              ? t('value.none')
              : known.word === null
                ? `${known.value.toFixed(known.decimals)} ${known.unit}`
                : local(known.word)}
          </span>
        );
      })}
      <span role="cell" className="dim">
        {heardMs > 0 ? ageText(t, screen.clock.instantMs() - heardMs) : t('value.none')}
      </span>
    </div>
  );
}
