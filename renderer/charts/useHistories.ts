/** The past of a chart's points, asked of the hub in bins. What was had stays until the answer to what is asked now is there. */
import { useEffect, useRef, useState } from 'react';
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

/** While somebody turns the wheel, not every step is asked for; after a calm it is at once. */
const calmMs = 60;

async function ask<T>(path: string, signal: AbortSignal): Promise<Answer<T> | null> {
  try {
    const response = await fetch(path, { signal });
    return (await response.json()) as Answer<T>;
  } catch {
    return signal.aborted ? null : { ok: false, error: fault('unreachable') };
  }
}

const pathOf = ({ record, point }: ChartSeries) =>
  `/api/points/${encodeURIComponent(`${record.compound}/${record.key}/${point.id}`)}/history`;

/** Null when it was given up. */
async function askBins(one: ChartSeries, asked: Asked, signal: AbortSignal): Promise<History | Fault | null> {
  const { fromMs, toMs, bins } = asked;
  const path = `${pathOf(one)}?from=${fromMs}&to=${toMs}&bins=${bins}`;
  const answer = await ask<{ bins: readonly HistoryBin[] }>(path, signal);
  if (!answer) return null;
  return answer.ok ? { asked, bins: answer.bins, before: null } : answer.error;
}

/** The last reading before; null where there is none, or none to be had. */
async function askBefore(one: ChartSeries, { fromMs }: Asked, signal: AbortSignal) {
  const path = `${pathOf(one)}?from=${fromMs}&to=${fromMs}`;
  const answer = await ask<{ before: HistoryReading | null }>(path, signal);
  return answer?.ok ? answer.before : null;
}

const isFault = (one: History | Fault): one is Fault => 'code' in one;

/** The picture waits for the bins alone: what was before them is added at its left edge when it comes. */
async function askAll(
  series: readonly ChartSeries[],
  asked: Asked,
  signal: AbortSignal,
  tell: (of: ReadonlyMap<string, History>, wrong: Fault | null) => void,
): Promise<void> {
  const befores = Promise.all(series.map((one) => askBefore(one, asked, signal)));
  const answers = await Promise.all(series.map((one) => askBins(one, asked, signal)));
  const had = new Map<string, History>();
  for (const [i, answer] of answers.entries()) {
    const key = series[i]?.key;
    if (key !== undefined && answer && !isFault(answer)) had.set(key, answer);
  }
  if (signal.aborted) return;
  const wrong = answers.find((answer) => answer !== null && isFault(answer));
  tell(had, wrong && isFault(wrong) ? wrong : null);
  const found = await befores;
  if (signal.aborted || found.every((before) => before === null)) return;
  const whole = [...had].map(([key, history]): [string, History] => {
    const before = found[series.findIndex((one) => one.key === key)] ?? null;
    return [key, { ...history, before }];
  });
  tell(new Map(whole), wrong && isFault(wrong) ? wrong : null);
}

const nothing: ReadonlyMap<string, History> = new Map();

export function useHistories(series: readonly ChartSeries[], asked: Asked): Histories {
  const [tries, setTries] = useState(0);
  const [known, setKnown] = useState<Known | null>(null);
  const names = series.map(({ record, key }) => `${record.compound}/${key}`).join(' ');
  const { fromMs, toMs, bins, stepMs } = asked;
  const identity = `${names} ${fromMs} ${toMs} ${bins} ${tries}`;
  const lastAskedMs = useRef(-Infinity);
  useEffect(() => {
    const abort = new AbortController();
    const begin = () => {
      lastAskedMs.current = performance.now();
      void askAll(series, { fromMs, toMs, bins, stepMs }, abort.signal, (of, wrong) =>
        setKnown({ identity, of, fault: wrong }),
      );
    };
    const waitMs = lastAskedMs.current + calmMs - performance.now();
    const timer = waitMs > 0 ? setTimeout(begin, waitMs) : undefined;
    if (timer === undefined) begin();
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // What is asked for is all in `identity`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [identity]);
  return {
    of: known?.of ?? nothing,
    isWaiting: known?.identity !== identity,
    fault: known?.identity === identity ? known.fault : null,
    again: () => setTries((n) => n + 1),
  };
}
