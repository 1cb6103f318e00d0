/** What a question may ask for; refused before it costs anything. Null where it may. */
import { failure, type Result } from '#shared/protocol/result.ts';
import type { HistoryLimits, Question } from './questions.ts';

type Refusal = Extract<Result<never>, { ok: false }>;

const dayMs = 86_400_000;

export function refusalOf(question: Question, limits: HistoryLimits): Refusal | null {
  if (!('fromMs' in question)) return null;
  const { fromMs, toMs } = question;
  if (!(toMs >= fromMs)) return failure('range-reversed');
  if (
    'bins' in question &&
    !(Number.isInteger(question.bins) && question.bins >= 1 && question.bins <= limits.bins)
  )
    return failure('range-bins', { most: limits.bins });
  if ('bins' in question && toMs === fromMs) return failure('range-empty');
  if (question.kind === 'window' && toMs - fromMs > limits.windowMs)
    return failure('window', { minutes: limits.windowMs / 60_000 });
  if (question.kind === 'pointHistory' && toMs - fromMs > limits.pointHistoryMs) {
    return failure('history-span', { days: limits.pointHistoryMs / dayMs });
  }
  return null;
}
