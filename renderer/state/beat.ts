/**
 * The beat of what asks for an answer: one attribute on the page, changed twice a second on the half seconds the
 * scene flashes on, so that a blinking mark costs two pictures a second and not sixty. No timer while nothing asks.
 */
import { useEffect } from 'react';
import { isAsking } from '#shared/alarms/machine.ts';
import { elsewhere } from './elsewhere.ts';
import type { Facts } from './facts.ts';
import { useFacts } from './useScreen.tsx';

const halfMs = 500;

function isAnybodyAsking({
  alarms,
  compounds,
  compoundId,
}: Pick<Facts, 'alarms' | 'compounds' | 'compoundId'>): boolean {
  return (
    alarms.some((alarm) => alarm.priority <= 2 && isAsking(alarm)) ||
    elsewhere(compounds, compoundId).some(({ priority }) => priority <= 2)
  );
}

/** Milliseconds to the next half second, and whether this one is the low half. */
export function beatAt(epochMs: number): { readonly low: boolean; readonly restMs: number } {
  const into = epochMs % (2 * halfMs);
  return { low: into >= halfMs, restMs: halfMs - (into % halfMs) };
}

export function useBeat(): void {
  const asking = useFacts(isAnybodyAsking);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (!asking || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const step = () => {
      const { low, restMs } = beatAt(performance.timeOrigin + performance.now());
      dataset['beat'] = low ? 'low' : 'high';
      timer = setTimeout(step, restMs + 1);
    };
    step();
    return () => {
      clearTimeout(timer);
      delete dataset['beat'];
    };
  }, [asking]);
}
