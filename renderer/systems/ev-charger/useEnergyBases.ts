/** Where each energy counter stood when the shown day began: asked once a day and device. */
import { useEffect, useMemo, useState } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { instantOf, localTime } from '#shared/time/localTime.ts';
import { askHub } from '#state/account.ts';
import { zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts } from '#state/useScreen.tsx';

const instantStepMs = 60_000;
const mostAsked = 60;

interface Binned {
  readonly bins: readonly { readonly min?: number | null }[];
}

/** By key; without an entry it is not known. */
export function useEnergyBases(
  devices: readonly DeviceRecord[],
  point: string,
  now: (key: string) => number,
): ReadonlyMap<string, number> {
  const zone = useFacts(zoneOf);
  const nowMs = useInstant(instantStepMs);
  const midnightMs = instantOf(`${localTime(nowMs, zone).date}T00:00`, zone) ?? nowMs;
  const keys = devices
    .filter(({ points }) => points[point] !== undefined)
    .slice(0, mostAsked)
    .map(({ compound, key }) => `${compound}/${key}`)
    .join('\n');
  const [found, setFound] = useState<{ of: string; bases: ReadonlyMap<string, number> } | null>(null);
  const of = `${midnightMs} ${keys}`;
  const isKnown = found?.of === of;
  useEffect(() => {
    if (isKnown || keys === '') return;
    let isGone = false;
    const ask = async () => {
      const bases = new Map<string, number>();
      for (const path of keys.split('\n')) {
        const id = encodeURIComponent(`${path}/${point}`);
        const query = `from=${midnightMs}&to=${Math.ceil(Math.max(nowMs, midnightMs + 1))}&bins=1`;
        const answer = await askHub<Binned>('GET', `/api/points/${id}/history?${query}`);
        if (isGone) return;
        if (!answer.ok) continue;
        const key = path.slice(path.indexOf('/') + 1);
        // It said nothing today: it stands where it stood.
        bases.set(key, answer.bins[0]?.min ?? now(key));
      }
      setFound({ of, bases });
    };
    void ask();
    return () => void (isGone = true);
    // The instant only bounds the question; what stands now is asked when the answer is there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [of, isKnown]);
  return useMemo(() => (isKnown ? found.bases : new Map<string, number>()), [isKnown, found]);
}
