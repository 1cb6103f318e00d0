/** Who lives in some places. Each asking is a look at personal data and stands in the hub's audit log: it is asked once. */
import { useEffect, useState } from 'react';
import { mostPlacesAtOnce, type Household } from '#shared/protocol/household.ts';
import type { Fault, Result } from '#shared/protocol/result.ts';

export type Households =
  | { readonly kind: 'loading' }
  | { readonly kind: 'known'; readonly byPlace: ReadonlyMap<string, Household> }
  | { readonly kind: 'refused'; readonly fault: Fault };

const unreachable: Fault = { code: 'unreachable' };

async function ask(compound: string, places: readonly string[], purpose: string): Promise<Households> {
  const query = new URLSearchParams({ places: places.slice(0, mostPlacesAtOnce).join(','), purpose });
  const response = await fetch(`/api/compounds/${encodeURIComponent(compound)}/households?${query}`).catch(
    () => null,
  );
  if (!response) return { kind: 'refused', fault: unreachable };
  const answer = (await response.json()) as
    { readonly ok: true; readonly households: readonly Household[] } | Extract<Result<never>, { ok: false }>;
  if (!answer.ok) return { kind: 'refused', fault: answer.error };
  return { kind: 'known', byPlace: new Map(answer.households.map((one) => [one.placeId, one])) };
}

/** Null places: nothing is asked. */
export function useHouseholds(
  compound: string | null,
  places: readonly string[] | null,
  purpose: string,
): Households | null {
  const key = places === null || compound === null ? null : `${compound} ${purpose} ${places.join(',')}`;
  const [found, setFound] = useState<{ readonly key: string; readonly households: Households } | null>(null);
  useEffect(() => {
    if (key === null || compound === null || places === null) return;
    let left = false;
    void ask(compound, places, purpose).then((households) => {
      if (!left) setFound({ key, households });
    });
    return () => {
      left = true;
    };
    // The places are new objects each time; what they name is in the key.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  if (key === null) return null;
  return found?.key === key ? found.households : { kind: 'loading' };
}
