import { phasesBetween } from '#shared/compounds/phases.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { manifestOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';

/** The name of the phase that the models are of, where that is another than now; null: they are as they are now. */
export function usePhaseThen(atMs: number): LocalText | null {
  const { clock } = useScreen();
  const manifest = useFacts(manifestOf);
  const isChosen = useFacts((facts) => facts.phases !== null);
  if (!manifest || isChosen) return null;
  return phasesBetween(manifest, { fromMs: atMs, toMs: clock.hubNowMs() })?.before ?? null;
}
