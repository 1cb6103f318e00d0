/** Which models stand in a phase of a compound. Pure. */
import { localTime } from '../time/localTime.ts';
import type { LocalText } from '../twin/text.ts';
import type { CompoundManifest } from './manifest.ts';

export type Phased = Pick<CompoundManifest, 'models' | 'phases' | 'origin'>;

/**
 * The phase that stands at an instant (milliseconds since 1970), by the days from which phases stood; where none has a
 * day the last, which is how it stands now. Null where the compound has no phases.
 */
export function phaseAt({ phases, origin }: Omit<Phased, 'models'>, atMs: number): string | null {
  const first = phases?.[0];
  if (!phases || !first) return null;
  if (phases.every(({ from }) => from === undefined)) return phases.at(-1)?.id ?? null;
  const day = localTime(atMs, origin.timeZone).date;
  return (phases.findLast(({ from }) => from !== undefined && from <= day) ?? first).id;
}

/** Names of the phases at both ends of a stretch of time; null where it is the same. */
export function phasesBetween(
  manifest: Omit<Phased, 'models'>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): { readonly before: LocalText; readonly after: LocalText } | null {
  const at = (ms: number) => manifest.phases?.find(({ id }) => id === phaseAt(manifest, ms));
  const [before, after] = [at(fromMs), at(toMs)];
  return before && after && before.id !== after.id ? { before: before.name, after: after.name } : null;
}

/** What the manifest does not know, and what it gives no phase, stands in every one. */
export function modelsIn<Model extends { readonly id: string }>(
  models: readonly Model[],
  manifest: Pick<Phased, 'models'> | undefined,
  shown: readonly string[],
): readonly Model[] {
  const phasesOf = new Map(manifest?.models.map(({ id, phases }) => [id, phases]));
  return models.filter(({ id }) => {
    const phases = phasesOf.get(id);
    return phases === undefined || phases.some((phase) => shown.includes(phase));
  });
}
