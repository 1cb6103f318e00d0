/**
 * The lines of the list or table, only those in sight drawn. One tab stop: arrows choose, Shift extends, Ctrl A takes
 * all that are shown, Enter looks there; a click chooses, with Ctrl one more, with Shift a stretch.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import { selectAlarm } from '#commands/focus.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { deviceQuality } from '#state/reading.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useInstant } from '#state/useInstant.ts';
import { useRem } from '#ui/useRem.ts';
import { useText } from '#ui/useText.ts';
import { AlarmMenu } from './AlarmMenu.tsx';
import { AlarmRow } from './AlarmRow.tsx';
import { AlarmTableRow, TableHead } from './AlarmTableRow.tsx';
import { choose, choosable, steppable } from './choosing.ts';
import { GroupRow } from './GroupRow.tsx';
import { useAlarmValues } from './useAlarmValues.ts';
import type { Lines } from './useLines.ts';

const heightsRem = { alarm: 3.9, group: 2.3, table: 2.2 } as const;
const overscan = 6;
const pageLines = 10;

interface Props {
  readonly lines: Lines;
  readonly table: boolean;
  /** The list itself, what the keyboard goes to. */
  readonly ref: RefObject<HTMLDivElement | null>;
}

export function AlarmList({ lines, table, ref: scroller }: Props) {
  const { t } = useText();
  const screen = useScreen();
  const rem = useRem();
  const mode = useFacts(({ clock }) => clock.mode);
  const silent = useFacts(({ alarms }) => alarms.length === 0);
  const chosenIds = useChoices((choices) => choices.chosenAlarmIds);
  const chosen = useMemo(() => new Set(chosenIds), [chosenIds]);
  const lead = chosenIds.at(-1);
  // Ages move on by the second, and only while there are any.
  const nowMs = useInstant(silent ? 60_000 : 1000);
  const shown = lines.lines;
  // oxlint-disable-next-line react/incompatible-library -- only the React compiler minds, and none runs here
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => rem * heightsRem[shown[i]?.kind === 'group' ? 'group' : table ? 'table' : 'alarm'],
    getItemKey: useCallback((i: number) => shown[i]?.id ?? i, [shown]),
    overscan,
  });
  useEffect(() => virtual.measure(), [virtual, rem, table, shown.length]);
  const inSight = virtual.getVirtualItems();
  const values = useAlarmValues(
    inSight.flatMap(({ index }) => {
      const line = shown[index];
      return line?.kind === 'alarm' ? [line.alarm] : [];
    }),
  );

  // The chosen one is brought into sight when it is chosen, not each time that the list changes.
  const at = shown.findIndex(({ id }) => id === lead);
  const brought = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (lead !== brought.current && at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    brought.current = lead;
  }, [lead, at, virtual]);

  function onKeyDown(event: KeyboardEvent): void {
    const by =
      { ArrowDown: 1, ArrowUp: -1, PageDown: pageLines, PageUp: -pageLines, Home: -Infinity, End: Infinity }[
        event.key
      ] ?? 0;
    const list = choosable(shown);
    if (by !== 0) choose(screen, steppable(shown), { kind: event.shiftKey ? 'extend' : 'step', by });
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) choose(screen, list, { kind: 'all' });
    else if (event.key === 'Enter') look();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  function look(): void {
    const alarm = choosable(shown).find(({ id }) => id === lead);
    if (alarm) selectAlarm(screen, alarm);
  }
  // Handlers that stay the same, so that rows need not draw themselves again for them.
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  }, [shown]);
  const onClick = useCallback(
    (event: MouseEvent, alarm: AlarmRecord): void => {
      const list = choosable(latest.current);
      if (event.shiftKey) choose(screen, list, { kind: 'through', id: alarm.id });
      else if (event.ctrlKey || event.metaKey || (event.target as Element).closest('.alarm-tick'))
        choose(screen, list, { kind: 'toggle', id: alarm.id });
      else selectAlarm(screen, alarm);
    },
    [screen],
  );
  const onContextMenu = useCallback(
    ({ id }: AlarmRecord): void => {
      if (!screen.choices.getState().chosenAlarmIds.includes(id))
        choose(screen, choosable(latest.current), { kind: 'one', id });
    },
    [screen],
  );

  return (
    <AlarmMenu>
      <div
        ref={scroller}
        className={`alarm-scroll ${table ? 'table' : ''}`}
        role={shown.length > 0 ? 'listbox' : 'group'}
        aria-multiselectable={shown.length > 0 || undefined}
        aria-label={t('alarms.title')}
        aria-activedescendant={at >= 0 ? `alarm ${lead}` : undefined}
        tabIndex={0}
        data-testid="alarm-list"
        data-held={lines.waiting.length}
        onKeyDown={onKeyDown}
      >
        {table && <TableHead />}
        {shown.length === 0 && <Empty replay={mode === 'replay'} silent={silent} />}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
          {inSight.map(({ index, start, size }) => {
            const line = shown[index];
            if (!line) return null;
            if (line.kind === 'group')
              return (
                <GroupRow
                  key={line.id}
                  group={line.group}
                  style={{ top: start, height: size }}
                  isClosed={lines.closed.has(line.group.key)}
                  onToggle={() => lines.toggleGroup(line.group.key)}
                />
              );
            const Row = table ? AlarmTableRow : AlarmRow;
            return (
              <Row
                key={line.id}
                alarm={line.alarm}
                values={values(line.alarm)}
                nowMs={nowMs}
                isOver={line.over === true}
                isChosen={chosen.has(line.id)}
                isLead={line.id === lead}
                topPx={start}
                heightPx={size}
                onClick={onClick}
                onContextMenu={onContextMenu}
              />
            );
          })}
        </div>
      </div>
    </AlarmMenu>
  );
}

/** Nobody says that all is well while devices are silent. */
function Empty({ replay, silent }: { replay: boolean; silent: boolean }) {
  const { t } = useText();
  const lost = useFacts(({ devices, shown: { columns } }) => {
    if (!silent || replay) return 0;
    let count = 0;
    for (const device of devices.values()) if (deviceQuality(device, columns) !== 'good') count++;
    return count;
  });
  const known = useFacts(({ compoundId, current }) => compoundId !== null && current);
  if (!silent) return <p className="empty">{t('alarms.none.filtered')}</p>;
  if (!known && !replay) return <p className="empty">{t('alarms.none.unknown')}</p>;
  if (lost > 0) return <p className="empty">{t('alarms.none.silent', { count: lost })}</p>;
  return <p className="empty">{t(replay ? 'alarms.none.replay' : 'alarms.none')}</p>;
}
