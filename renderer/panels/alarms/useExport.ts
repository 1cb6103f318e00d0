/** The shown alarms as a file for a spreadsheet: CSV, or XLSX. */
import { systemOrUnknown } from '#shared/systems/index.ts';
import { localTime } from '#shared/time/localTime.ts';
import { csvText } from '#shared/units/csv.ts';
import { zoneOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { usePlaceName } from '#state/usePlaceName.ts';
import { saveFile } from '#ui/saveFile.ts';
import { saveXlsx } from '#ui/saveXlsx.ts';
import { useText } from '#ui/useText.ts';
import { stateText } from './AlarmRow.tsx';
import { sinceMs } from './arrange.ts';
import type { HeldLine } from './holdOrder.ts';

export function useExport(lines: readonly HeldLine[]): (as: 'csv' | 'xlsx') => void {
  const { t, local, person } = useText();
  const { clock } = useScreen();
  const zone = useFacts(zoneOf);
  const placeName = usePlaceName();
  return (as) => {
    const time = (atMs: number | null) => {
      if (atMs === null) return '';
      const { date, clock: at } = localTime(atMs, zone);
      return `${date} ${at}`;
    };
    const head = [
      t('alarms.column.priority'),
      `${t('alarms.column.since')} (${zone})`,
      t('alarms.column.name'),
      t('alarms.column.device'),
      t('alarms.column.place'),
      t('alarms.column.system'),
      t('alarms.column.state'),
      t('alarms.column.raised'),
      t('alarms.column.count'),
      `${t('alarms.column.at')} (${zone})`,
      t('alarms.column.by'),
      t('alarms.column.note'),
    ];
    const rows = lines.flatMap((line) => {
      if (line.kind !== 'alarm' || line.over) return [];
      const { alarm } = line;
      return [
        [
          `P${alarm.priority}`,
          time(sinceMs(alarm)),
          local(alarm.name),
          local(alarm.deviceName),
          placeName(alarm.placeId),
          local(systemOrUnknown(alarm.system).name),
          stateText(alarm, t),
          alarm.value,
          String(alarm.count),
          time(alarm.acknowledgedAtMs),
          alarm.acknowledgedBy === null ? '' : person(alarm.acknowledgedBy),
          alarm.note,
        ],
      ];
    });
    const stamp = time(clock.instantMs()).replaceAll(/[: ]/g, '-');
    const name = `linli-alarms-${stamp}.${as}`;
    if (as === 'csv') saveFile(name, 'text/csv', csvText([head, ...rows]));
    else void saveXlsx(name, [{ title: t('alarms.title'), rows: [head, ...rows] }]);
  };
}
