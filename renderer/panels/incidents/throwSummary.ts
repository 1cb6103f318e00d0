/** A back-trace in one sentence, as sure as it is. */
import { percentOf, type ThrowReading } from '#shared/incidents/throwReading.ts';
import type { Text } from '#ui/useText.ts';

const SURE = 0.8;
const LIKELY = 0.5;

export function summaryOf(
  t: Text,
  local: (text: string) => string,
  { storeys: [first, second], elsewhere }: Pick<ThrowReading, 'storeys' | 'elsewhere'>,
): string {
  if (!first || elsewhere >= LIKELY) return t('trace.summary.elsewhere', { percent: percentOf(elsewhere) });
  const said = { storey: local(first.id), percent: percentOf(first.probability) };
  if (first.probability >= SURE) return t('trace.summary.sure', said);
  if (first.probability < LIKELY || !second) return t('trace.summary.open', said);
  const other = { other: local(second.id), otherPercent: percentOf(second.probability) };
  return t('trace.summary.likely', { ...said, ...other });
}
