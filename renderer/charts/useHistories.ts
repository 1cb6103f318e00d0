/** The past of a chart's points, asked of the hub in bins. What was had stays until the answer to what is asked now is there. */
import { useEffect, useState } from 'react';
import type { Fault } from '#shared/protocol/result.ts';
import { fault } from '#shared/protocol/result.ts';
import type { Answer } from '#state/account.ts';
import type { Asked } from './chartView.ts';
import type { HistoryBin, HistoryReading } from './runs.ts';
import type { ChartSeries } from './series.ts';

export interface History {
  readonly asked: Asked;
  readonly bins: readonly HistoryBin[];
  readonly before: HistoryReading | null;
}

export interface Histories {
  /** By the key of the series. */
  readonly of: ReadonlyMap<string, History>;
  readonly isWaiting: boolean;
  readonly fault: Fault | null;
  again(): void;
}

interface Known {
  readonly identity: string;
  readonly of: ReadonlyMap<string, History>;
  readonly fault: Fault | null;
}

/** While somebody turns the wheel, not every step is asked for. */
const calmMs = 60;

async function ask<T>(path: string, signal: AbortSignal): Promise<Answer<T> | null> {
  try {
    const response = await fetch(path, { signal });
    return (await response.json()) as Answer<T>;
  } catch {
    return signal.aborted ? null : { ok: false, error: fault('unreachable') };
  }
}

/** Null when it was given up. */
async function askHistory(
  { record, point }: ChartSeries,
  asked: Asked,
  signal: AbortSignal,
): Promise<History | Fault | null> {
  const id = encodeURIComponent(`${record.compound}/${record.key}/${point.id}`);
  const { fromMs, toMs, bins } = asked;
  const [binned, first] = await Promise.all([
    ask<{ bins: readonly HistoryBin[] }>(
      `/api/points/${id}/history?from=${fromMs}&to=${toMs}&bins=${bins}`,
      signal,
    ),
    ask<{ before: HistoryReading | null }>(`/api/points/${id}/history?from=${fromMs}&to=${fromMs}`, signal),
  ]);
  if (!binned || !first) return null;
  if (!binned.ok) return binned.error;
  return { asked, bins: binned.bins, before: first.ok ? first.before : null };
}

const isFault = (one: History | Fault): one is Fault => 'code' in one;

export function useHistories(series: readonly ChartSeries[], asked: Asked): Histories {
  const [tries, setTries] = useState(0);
  const [known, setKnown] = useState<Known | null>(null);
  const names = series.map(({ record, key }) => `${record.compound}/${key}`).join(' ');
  const { fromMs, toMs, bins, stepMs } = asked;
  const identity = `${names} ${fromMs} ${toMs} ${bins} ${tries}`;
  const hasAny = known !== null;
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(
      () => {
        const one = { fromMs, toMs, bins, stepMs };
        void Promise.all(series.map((each) => askHistory(each, one, abort.signal))).then((answers) => {
          if (abort.signal.aborted) return;
          const had = new Map<string, History>();
          for (const [i, answer] of answers.entries()) {
            const key = series[i]?.key;
            if (key !== undefined && answer && !isFault(answer)) had.set(key, answer);
          }
          const wrong = answers.find((answer) => answer !== null && isFault(answer));
          setKnown({ identity, of: had, fault: wrong && isFault(wrong) ? wrong : null });
        });
      },
      hasAny ? calmMs : 0,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // What is asked for is all in `identity`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [identity]);
  return {
    of: known?.of ?? new Map(),
    isWaiting: known?.identity !== identity,
    fault: known?.identity === identity ? known.fault : null,
    again: () => setTries((n) => n + 1),
  };
}
