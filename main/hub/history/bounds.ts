/** What a question may ask for; refused before it costs anything. Null where it may. */
import { both, failure, type Result } from '#shared/protocol/result.ts';
import type { HistoryLimits, Question } from './questions.ts';

type Refusal = Extract<Result<never>, { ok: false }>;

const dayMs = 86_400_000;

export function refusalOf(question: Question, limits: HistoryLimits): Refusal | null {
  if (!('fromMs' in question)) return null;
  const { fromMs, toMs } = question;
  if (!(toMs >= fromMs))
    return failure(
      'range',
      both('结束早于开始', 'The end lies before the start'),
      both('交换 from 与 to', 'Exchange from and to'),
    );
  if (
    'bins' in question &&
    !(Number.isInteger(question.bins) && question.bins >= 1 && question.bins <= limits.bins)
  )
    return failure(
      'range',
      both(`分段数应为 1 到 ${limits.bins} 的整数`, `bins must be a whole number from 1 to ${limits.bins}`),
    );
  if ('bins' in question && toMs === fromMs)
    return failure('range', both('时间段为零，无法分段', 'A span of nothing has no bins'));
  if (question.kind === 'window' && toMs - fromMs > limits.windowMs)
    return failure(
      'window',
      both(
        `时间窗最长 ${limits.windowMs / 60_000} 分钟`,
        `A window is at most ${limits.windowMs / 60_000} minutes long`,
      ),
    );
  if (question.kind === 'pointHistory' && toMs - fromMs > limits.pointHistoryMs) {
    const days = limits.pointHistoryMs / dayMs;
    return failure(
      'history-span',
      both(`原始读数一次最多 ${days} 天`, `Single readings are given for at most ${days} days at once`),
      both('缩短时间段，或用 bins 取分段汇总', 'Ask for a shorter span, or for a summary with bins'),
    );
  }
  return null;
}
