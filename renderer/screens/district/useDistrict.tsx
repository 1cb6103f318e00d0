/** How components reach the page of the district they belong to. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DistrictContext, DistrictFacts } from '#state/districtContext.ts';
import type { Preferences } from '#state/preferences.ts';

const District = createContext<DistrictContext | null>(null);

export function DistrictProvider({ district, children }: { district: DistrictContext; children: ReactNode }) {
  return <District value={district}>{children}</District>;
}

export function useDistrict(): DistrictContext {
  const district = useContext(District);
  if (!district) throw new Error('a component of the district stands outside of its page');
  return district;
}

export function useDistrictFacts<T>(select: (facts: DistrictFacts) => T): T {
  return useStore(useDistrict().facts, select);
}

export function useDistrictPreferences<T>(select: (preferences: Preferences) => T): T {
  return useStore(useDistrict().preferences, select);
}

/** The hub's time, a step each second; while the hub is away it goes on, so that ages stay true. */
export function useHubNow(): number {
  const { clock } = useDistrict();
  const [nowMs, setNowMs] = useState(() => clock.hubNowMs());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(clock.hubNowMs()), 1000);
    return () => clearInterval(timer);
  }, [clock]);
  return nowMs;
}
