/** How the compounds of a district stand, gravest first, and which of them are asked for. Pure. */
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';

export const priorities = [1, 2, 3, 4] as const satisfies readonly AlarmPriority[];

export type Light = 'p1' | 'p2' | 'p3' | 'p4' | 'silent' | 'quiet';

export interface Standing {
  readonly light: Light;
  /** Of the light, where it is an alarm's. */
  readonly priority: AlarmPriority | null;
  /** Somebody has to act: the light flashes. */
  readonly asking: boolean;
}

export function standingOf({ asking, open, offline, devices }: CompoundSummary): Standing {
  const worst = (counts: CompoundSummary['open']) =>
    priorities.find((priority) => (counts[priority - 1] ?? 0) > 0) ?? null;
  const priority = worst(asking) ?? worst(open);
  if (priority !== null) return { light: `p${priority}`, priority, asking: worst(asking) !== null };
  return { light: devices > 0 && offline >= devices ? 'silent' : 'quiet', priority: null, asking: false };
}

/** A compound that only announced itself has no place on the earth. */
export function isPlaced({ manifest }: Pick<CompoundSummary, 'manifest'>): boolean {
  const { latDeg, lonDeg } = manifest.origin;
  return manifest.announced !== true && (latDeg !== 0 || lonDeg !== 0);
}

export const lights = ['p1', 'p2', 'p3', 'p4', 'silent', 'quiet'] as const satisfies readonly Light[];
/** Alarms that ask come before those that were seen, whatever their priority; within them the gravest. */
const rank = (compound: CompoundSummary) => {
  const { light, asking } = standingOf(compound);
  return (asking ? 0 : 10) + lights.indexOf(light);
};

export interface StandingFilter {
  readonly text: string;
  /** Only those in alarm, or with silent devices. */
  readonly state: 'all' | 'alarm' | 'offline';
}

export const wholeDistrict: StandingFilter = { text: '', state: 'all' };

export function listed(
  compounds: readonly CompoundSummary[],
  { text, state }: StandingFilter,
  nameOf: (compound: CompoundSummary) => string,
): CompoundSummary[] {
  const wanted = text.trim().toLowerCase();
  const has = (part: string) => part.toLowerCase().includes(wanted);
  return compounds
    .filter(({ id, manifest }) =>
      [id, manifest.name.zh, manifest.name.en, manifest.address.zh, manifest.address.en].some(has),
    )
    .filter(
      (compound) =>
        state === 'all' ||
        (state === 'alarm' ? standingOf(compound).priority !== null : compound.offline > 0),
    )
    .map((compound) => ({ compound, rank: rank(compound), grave: compound.asking.concat(compound.open) }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        firstDifference(b.grave, a.grave) ||
        b.compound.offline / Math.max(1, b.compound.devices) -
          a.compound.offline / Math.max(1, a.compound.devices) ||
        nameOf(a.compound).localeCompare(nameOf(b.compound)),
    )
    .map(({ compound }) => compound);
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** A list that a hand is in keeps its order: what is known stays where it was, what is new comes after it. */
export function heldOrder<T extends { readonly id: string }>(
  before: readonly string[],
  now: readonly T[],
): T[] {
  const known = new Map(now.map((one) => [one.id, one]));
  return [...before.flatMap((id) => known.get(id) ?? []), ...now.filter(({ id }) => !before.includes(id))];
}

/** Alarms of all of them, P1 to P4. */
export function totals(
  compounds: readonly CompoundSummary[],
  which: 'asking' | 'open',
): CompoundSummary['open'] {
  const of = (priority: AlarmPriority) =>
    compounds.reduce((sum, one) => sum + (one[which][priority - 1] ?? 0), 0);
  return [of(1), of(2), of(3), of(4)];
}
