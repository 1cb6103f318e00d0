/** The same alarms as a table: more of each, one line. */
import { memo } from 'react';
import { isSetAside } from '#shared/alarms/machine.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { standingFor, useText } from '#ui/useText.ts';
import { isSameRow, ReadingText, rowClass, stateText, TrendMark, type AlarmRowProps } from './AlarmRow.tsx';
import { sinceMs } from './arrange.ts';

export const tableColumns = [
  'alarms.column.since',
  'alarms.column.age',
  'alarms.column.name',
  'alarms.column.device',
  'alarms.column.system',
  'alarms.column.state',
  'alarms.column.raised',
  'alarms.column.now',
  'alarms.column.count',
  'alarms.column.by',
  'alarms.column.note',
] as const satisfies readonly TextKey[];

export function TableHead() {
  const { t } = useText();
  return (
    <div className="alarm-table-head" aria-hidden="true">
      <span />
      <span />
      {tableColumns.map((column) => (
        <span key={column}>{t(column)}</span>
      ))}
    </div>
  );
}

export const AlarmTableRow = memo(function AlarmTableRow(props: AlarmRowProps) {
  const { alarm, values, nowMs, isOver, isChosen } = props;
  const { t, local, person } = useText();
  return (
    <div
      id={`alarm ${alarm.id}`}
      role="option"
      aria-selected={isChosen}
      className={`${rowClass(props)} table-row`}
      style={{ top: props.topPx, height: props.heightPx }}
      data-alarm={alarm.id}
      data-rule={alarm.ruleId}
      onClick={(event) => props.onClick(event, alarm)}
      onContextMenu={() => props.onContextMenu(alarm)}
    >
      <span className="alarm-tick" aria-hidden="true" />
      <PriorityMark priority={alarm.priority} muted={isSetAside(alarm) || isOver} />
      <span>
        <ClockTime atMs={sinceMs(alarm)} />
      </span>
      <span>{standingFor(t, nowMs - sinceMs(alarm))}</span>
      <span className="alarm-title">{local(alarm.name)}</span>
      <span>{local(alarm.deviceName)}</span>
      <span>{local(systemOrUnknown(alarm.system).short)}</span>
      <span>{isOver ? t('state.normal') : stateText(alarm, t)}</span>
      <span>{alarm.value}</span>
      <span>
        {values.now && <ReadingText reading={values.now} />} <TrendMark trend={values.trend} />
      </span>
      <span>{alarm.count}</span>
      <span>{alarm.acknowledgedBy && person(alarm.acknowledgedBy)}</span>
      <span>{alarm.note}</span>
    </div>
  );
}, isSameRow);
