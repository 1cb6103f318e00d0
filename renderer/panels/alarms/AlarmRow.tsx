/** One alarm in two lines of fixed height: what and where; value, state, repeats. */
import { Minus, TrendingDown, TrendingUp } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import { isSetAside } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { PointReading } from '#state/reading.ts';
import type { Trend } from '#state/trends.ts';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { standingFor, useText } from '#ui/useText.ts';
import { sinceMs } from './arrange.ts';
import type { AlarmValues } from './useAlarmValues.ts';

export interface AlarmRowProps {
  readonly alarm: AlarmRecord;
  readonly values: AlarmValues;
  readonly nowMs: number;
  readonly topPx: number;
  readonly heightPx: number;
  /** It has ended while the list was held. */
  readonly isOver: boolean;
  readonly isChosen: boolean;
  readonly isLead: boolean;
  readonly onClick: (event: MouseEvent, alarm: AlarmRecord) => void;
  readonly onContextMenu: (alarm: AlarmRecord) => void;
}

export function rowClass({ alarm, isOver, isChosen, isLead }: AlarmRowProps): string {
  const quiet = alarm.acknowledged || isSetAside(alarm) || isOver;
  return [
    'alarm',
    `p${alarm.priority}`,
    quiet ? 'quiet' : 'loud',
    isOver ? 'over' : '',
    isChosen ? 'chosen' : '',
    isLead ? 'lead' : '',
  ].join(' ');
}

/** Values are read anew each time; they are the same where they say the same. */
export function isSameRow(
  { values: before, ...a }: AlarmRowProps,
  { values: after, ...b }: AlarmRowProps,
): boolean {
  const keys = Object.keys(b) as (keyof typeof b)[];
  return (
    keys.every((key) => a[key] === b[key]) &&
    before.trend === after.trend &&
    before.now?.value === after.now?.value &&
    before.now?.word === after.now?.word &&
    before.now?.timeMs === after.now?.timeMs &&
    before.now?.quality === after.now?.quality
  );
}

/** With hundreds of alarms coming, a row draws itself again only where something of it has changed. */
export const AlarmRow = memo(function AlarmRow(props: AlarmRowProps) {
  const { alarm, values, nowMs, isOver, isChosen } = props;
  const { t, local, person } = useText();
  return (
    <div
      id={`alarm ${alarm.id}`}
      role="option"
      aria-selected={isChosen}
      className={rowClass(props)}
      style={{ top: props.topPx, height: props.heightPx }}
      data-alarm={alarm.id}
      data-rule={alarm.ruleId}
      onClick={(event) => props.onClick(event, alarm)}
      onContextMenu={() => props.onContextMenu(alarm)}
    >
      <span className="alarm-tick" aria-hidden="true" />
      <PriorityMark priority={alarm.priority} muted={isSetAside(alarm) || isOver} />
      <span className="alarm-title">
        {local(alarm.name)} ·{' '}
        <span className="alarm-where">
          <bdi>{local(alarm.deviceName)}</bdi>
        </span>
      </span>
      <time>{standingFor(t, nowMs - sinceMs(alarm))}</time>
      <span className="alarm-line">
        <Value alarm={alarm} values={values} />
        <span>{isOver ? t('state.normal') : stateText(alarm, t)}</span>
        {(alarm.escalatedAtMs ?? null) !== null && !alarm.acknowledged && (
          <span className="alarm-escalated">{t('alarms.escalated')}</span>
        )}
        {alarm.notStored && <span className="not-stored">{t('alarms.notStored')}</span>}
        {alarm.count > 1 && <span className="alarm-times">×{alarm.count}</span>}
        {alarm.acknowledgedBy && <span>{person(alarm.acknowledgedBy)}</span>}
        {alarm.note && <q>{alarm.note}</q>}
      </span>
    </div>
  );
}, isSameRow);

export function stateText(alarm: AlarmRecord, t: ReturnType<typeof useText>['t']): string {
  return alarm.state === 'acknowledged' && !alarm.conditionActive && alarm.latching
    ? t('alarms.latched')
    : t(`state.${alarm.state}`);
}

/** The value that raised it, and what became of it since. */
function Value({ alarm, values }: { alarm: AlarmRecord; values: AlarmValues }) {
  const { t, local } = useText();
  if (!alarm.value && !values.now) return null;
  return (
    <span className="alarm-value">
      {alarm.value && <b title={t('alarms.value.raised')}>{alarm.value}</b>}
      {values.now && (
        <span className={values.now.quality} title={t('alarms.value.now')}>
          {values.now.word === null ? '→' : `${local(values.now.name)}:`} <ReadingText reading={values.now} />{' '}
          <TrendMark trend={values.trend} />
        </span>
      )}
    </span>
  );
}

export function ReadingText({ reading }: { reading: PointReading }) {
  const { local } = useText();
  if (reading.word !== null) return <>{local(reading.word)}</>;
  return (
    <>
      {Number.isNaN(reading.value) ? '—' : reading.value.toFixed(reading.decimals)}
      {reading.unit && ` ${reading.unit}`}
    </>
  );
}

const marks = { rising: TrendingUp, falling: TrendingDown, steady: Minus } as const;

export function TrendMark({ trend }: { trend: Trend | null }) {
  const { t } = useText();
  if (trend === null) return null;
  const Mark = marks[trend];
  return <Mark size="1em" role="img" aria-label={t(`trend.${trend}`)} />;
}
