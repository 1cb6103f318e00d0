/** The same stretch of one point of many devices, asked of the hub a few at a time. */
import { useEffect, useState } from 'react';
import type { HistoryBin } from '#renderer/charts/index.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';

const atOnce = 4;

export interface BinsAsked {
  readonly point: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly bins: number;
}

export interface BinsKnown {
  /** By the key of the device; those that could not be had are missing. */
  readonly of: ReadonlyMap<string, readonly HistoryBin[]>;
  readonly isWaiting: boolean;
}

const nothing: ReadonlyMap<string, readonly HistoryBin[]> = new Map();

/** Null asks nothing. What was had stays until all of what is asked now is there. */
export function useBins(devices: readonly DeviceRecord[], asked: BinsAsked | null): BinsKnown {
  const [known, setKnown] = useState<{ identity: string; of: BinsKnown['of'] } | null>(null);
  const paths = devices.map(({ compound, key }) => `${compound}/${key}`);
  const identity = asked ? JSON.stringify([asked, paths]) : null;
  useEffect(() => {
    if (identity === null) return;
    const abort = new AbortController();
    // What is asked for is all in `identity`.
    const [{ point, fromMs, toMs, bins }, names] = JSON.parse(identity) as [BinsAsked, string[]];
    const of = new Map<string, readonly HistoryBin[]>();
    const left = [...names];
    const work = async (): Promise<void> => {
      for (let name = left.shift(); name !== undefined && !abort.signal.aborted; name = left.shift()) {
        const found = await askBins(`${name}/${point}`, { fromMs, toMs, bins }, abort.signal);
        if (found) of.set(name.slice(name.indexOf('/') + 1), found);
      }
    };
    void Promise.all(Array.from({ length: atOnce }, work)).then(() => {
      if (!abort.signal.aborted) setKnown({ identity, of });
    });
    return () => abort.abort();
  }, [identity]);
  return { of: known?.of ?? nothing, isWaiting: identity !== null && known?.identity !== identity };
}

async function askBins(
  path: string,
  { fromMs, toMs, bins }: Omit<BinsAsked, 'point'>,
  signal: AbortSignal,
): Promise<readonly HistoryBin[] | null> {
  try {
    const url = `/api/points/${encodeURIComponent(path)}/history?from=${fromMs}&to=${toMs}&bins=${bins}`;
    const response = await fetch(url, { signal });
    return response.ok ? ((await response.json()) as { bins: readonly HistoryBin[] }).bins : null;
  } catch {
    return null;
  }
}
