/** Names of places of the compound that is shown; what its plan does not know keeps its id. */
import { useMemo } from 'react';
import { useText } from '#ui/useText.ts';
import { useFacts } from './useScreen.tsx';

export function usePlaceName(): (placeId: string | null) => string {
  const { local } = useText();
  const places = useFacts((facts) => facts.plan.places);
  return useMemo(() => {
    const names = new Map(places.map(({ id, name }) => [id, name]));
    return (placeId) => {
      if (placeId === null) return '';
      const name = names.get(placeId);
      return name === undefined ? placeId : local(name);
    };
  }, [places, local]);
}
