/** What a drill was worth as rows of words: on the screen, on paper and in a spreadsheet alike. Pure. */
import type { DrillScore } from '#shared/protocol/drill.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { stopwatch } from '#ui/useText.ts';
import type { WordsIn } from '#ui/useWordsIn.ts';

export interface ScoreRow {
  readonly what: string;
  readonly points: number;
  readonly lost: number;
  readonly why: string;
}

export function scoreRows(
  { items }: DrillScore,
  procedure: IncidentRecord['procedure'],
  { t, local, person }: Pick<WordsIn, 't' | 'local' | 'person'>,
): readonly ScoreRow[] {
  return items.map(({ of, step, points, lost, because, withinS, afterS, by }) => {
    const words = procedure[step ?? -1]?.text;
    const values = {
      after: stopwatch((afterS ?? 0) * 1000),
      within: stopwatch((withinS ?? 0) * 1000),
      name: by === null ? '' : person(by),
    };
    return {
      what:
        of === 'step'
          ? t('drill.item.step', { nth: (step ?? 0) + 1, step: words ? local(words) : '' })
          : t(`drill.item.${of}`),
      points,
      lost,
      why:
        because.length === 0
          ? t('drill.score.full')
          : because.map((one) => t(`drill.because.${one}`, values)).join(t('list.comma')),
    };
  });
}
