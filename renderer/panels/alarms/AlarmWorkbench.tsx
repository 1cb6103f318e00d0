/**
 * The alarms: filters, the list, and below it the one that was chosen. The list never moves under a hand, and every
 * button belongs to what was chosen. What stays out of the list meanwhile is announced above it, the gravest by name.
 */
import { ArrowUp, Download, FileSpreadsheet, Rows3, Table2 } from 'lucide-react';
import { useRef } from 'react';
import { selectAlarm } from '#commands/focus.ts';
import { isAsking, isSetAside } from '#shared/alarms/machine.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';
import { AlarmDetail } from './AlarmDetail.tsx';
import { AlarmFilters, ClearFilters } from './AlarmFilters.tsx';
import { AlarmList } from './AlarmList.tsx';
import type { Held } from './holdOrder.ts';
import { useExport } from './useExport.ts';
import { useHold } from './useHold.ts';
import { useLines } from './useLines.ts';

export function AlarmWorkbench() {
  const { t } = useText();
  const { choices } = useScreen();
  const hold = useHold();
  const lines = useLines(hold.held);
  const layout = useChoices(({ alarmView }) => alarmView.layout);
  const download = useExport(lines.lines);
  const table = layout === 'table';
  const list = useRef<HTMLDivElement>(null);
  /** The pressed button goes with what waited: the keyboard stays in the list. */
  function release(): void {
    list.current?.focus();
    lines.release();
  }
  return (
    <div className="alarms">
      <div className="alarms-head">
        <Counts />
        <ClearFilters />
        <button
          className="icon-button"
          aria-pressed={table}
          aria-label={t(table ? 'alarms.view.list' : 'alarms.view.table')}
          title={t(table ? 'alarms.view.list' : 'alarms.view.table')}
          data-testid="alarm-layout"
          onClick={() =>
            choices.setState(({ alarmView }) => ({
              alarmView: { ...alarmView, layout: table ? 'list' : 'table' },
            }))
          }
        >
          {table ? <Rows3 size="1.1em" /> : <Table2 size="1.1em" />}
        </button>
        <button
          className="icon-button"
          aria-label={t('alarms.csv')}
          title={t('alarms.csv')}
          data-testid="alarm-csv"
          onClick={() => download('csv')}
        >
          <Download size="1.1em" />
        </button>
        <button
          className="icon-button"
          aria-label={t('alarms.xlsx')}
          title={t('alarms.xlsx')}
          data-testid="alarm-xlsx"
          onClick={() => download('xlsx')}
        >
          <FileSpreadsheet size="1.1em" />
        </button>
      </div>
      <AlarmFilters />
      {/* On the way to what is announced, and there, a hand still holds the list: else it would be gone when reached. */}
      <div className="alarms-held" {...hold.handlers}>
        <Waiting waiting={lines.waiting} release={release} />
        <div className="alarm-lines">
          <AlarmList lines={lines} table={table} ref={list} />
        </div>
      </div>
      <AlarmDetail />
    </div>
  );
}

function Counts() {
  const { t } = useText();
  const alarms = useFacts((facts) => facts.alarms);
  const open = alarms.filter((alarm) => !alarm.acknowledged && !isSetAside(alarm)).length;
  return (
    <p className="alarms-count" role="status">
      {t('alarms.count', { open, all: alarms.length })}
    </p>
  );
}

/** Always there, so that nothing moves when it speaks. A new P1 is named; pressing its name chooses it. */
function Waiting({ waiting, release }: Pick<Held, 'waiting'> & { release: () => void }) {
  const { t, local } = useText();
  const screen = useScreen();
  const grave = waiting.find(({ alarm }) => alarm.priority === 1 && isAsking(alarm))?.alarm;
  return (
    <div className={`alarms-waiting ${waiting.length > 0 ? 'some' : ''}`} aria-live="polite">
      {waiting.length > 0 && (
        <button data-testid="alarms-new" onClick={release}>
          <ArrowUp size="1em" /> {t('alarms.new', { count: waiting.length })}
        </button>
      )}
      {grave && (
        <button
          className="grave"
          data-testid="alarms-new-grave"
          onClick={() => {
            release();
            selectAlarm(screen, grave);
          }}
        >
          <PriorityMark priority={1} /> {local(grave.name)} · {local(grave.deviceName)}
        </button>
      )}
    </div>
  );
}
