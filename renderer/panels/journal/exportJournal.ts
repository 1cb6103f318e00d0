/** The whole of what was asked, not only what was scrolled to: as a file for a spreadsheet, or printed (to paper or PDF). */
import { useCallback } from 'react';
import type { JournalRow } from '#shared/protocol/journal.ts';
import { localTime } from '#shared/time/localTime.ts';
import { csvText } from '#shared/units/csv.ts';
import { manifestOf, zoneOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { usePlaceName } from '#state/usePlaceName.ts';
import { printTable } from '#ui/printTable.ts';
import { saveFile } from '#ui/saveFile.ts';
import { useText } from '#ui/useText.ts';
import { journalPage, type JournalQuestion } from './useJournal.ts';

const mostRows = 20_000;

export function useExport(question: JournalQuestion | null): {
  csv(): Promise<void>;
  print(): Promise<void>;
} {
  const { t, local, person, language } = useText();
  const { notices } = useScreen();
  const zone = useFacts(zoneOf);
  const placeName = usePlaceName();
  const name = useFacts((facts) => manifestOf(facts)?.name ?? '');

  const all = useCallback(async (): Promise<readonly JournalRow[] | null> => {
    if (!question) return null;
    const rows: JournalRow[] = [];
    for (let before: string | null = null; rows.length < mostRows;) {
      const page = await journalPage(question, before);
      if (!page.ok) {
        notices.fault(page.error);
        return null;
      }
      rows.push(...page.value.rows);
      before = page.value.next;
      if (before === null) return rows;
    }
    notices.say('info', { key: 'journal.most', values: { count: mostRows } });
    return rows;
  }, [question, notices]);

  const time = (atMs: number) => {
    const { date, clock } = localTime(atMs, zone);
    return `${date} ${clock}`;
  };
  const head = [
    `${t('journal.column.time')} (${zone})`,
    t('journal.column.kind'),
    t('journal.column.priority'),
    t('journal.column.text'),
    t('journal.column.by'),
    t('journal.column.note'),
    t('journal.column.place'),
  ];
  const cells = (rows: readonly JournalRow[]) =>
    rows.map((row) => [
      time(row.atMs),
      t(`journal.kind.${row.kind}`),
      row.priority === null ? '' : `P${row.priority}`,
      local(row.text),
      row.by === null ? '' : person(row.by),
      row.note,
      placeName(row.placeId),
    ]);
  return {
    async csv() {
      const rows = await all();
      if (!rows || !question) return;
      const stamp = time(question.toMs).replaceAll(/[: ]/g, '-');
      saveFile(`linli-journal-${stamp}.csv`, 'text/csv', csvText([head, ...cells(rows)]));
    },
    async print() {
      const rows = await all();
      if (!rows || !question) return;
      printTable({
        language,
        title: `${local(name)} · ${t('journal.title')}`,
        lines: [`${time(question.fromMs)} – ${time(question.toMs)} (${zone})`],
        head,
        rows: cells(rows),
      });
    },
  };
}
