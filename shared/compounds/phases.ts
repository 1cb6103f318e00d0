/** Which models stand in a phase of a compound. Pure. */
import type { CompoundManifest } from './manifest.ts';

type Phased = Pick<CompoundManifest, 'models' | 'phases'>;

/** How it stands now; null where it has no phases. */
export function currentPhase({ phases }: Pick<Phased, 'phases'>): string | null {
  return phases?.at(-1)?.id ?? null;
}

/** What the manifest does not know, and what it gives no phase, stands in every one. */
export function modelsIn<Model extends { readonly id: string }>(
  models: readonly Model[],
  manifest: Phased | undefined,
  shown: readonly string[],
): readonly Model[] {
  const phasesOf = new Map(manifest?.models.map(({ id, phases }) => [id, phases]));
  return models.filter(({ id }) => {
    const phases = phasesOf.get(id);
    return phases === undefined || phases.some((phase) => shown.includes(phase));
  });
}
