/** What calls from compounds that are not on the screen. */
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';

export interface Call {
  readonly compound: CompoundSummary;
  readonly priority: AlarmPriority;
  /** Alarms of that priority there. */
  readonly count: number;
}

const priorities = [1, 2, 3, 4] as const;

/** The gravest of each compound that is not on the screen, gravest first. */
export function elsewhere(compounds: readonly CompoundSummary[], shownId: string | null): Call[] {
  return compounds
    .flatMap((compound): Call[] => {
      const priority = priorities.find((one) => compound.asking[one - 1] ?? 0);
      if (compound.id === shownId || priority === undefined) return [];
      return [{ compound, priority, count: compound.asking[priority - 1] ?? 0 }];
    })
    .sort((a, b) => a.priority - b.priority);
}

/** A P1 of a compound that is not on the screen and had fewer of them before. */
export function isNewlyGrave(calls: readonly Call[], before: readonly CompoundSummary[]): boolean {
  return calls.some(({ compound, priority, count }) => {
    const known = before.find(({ id }) => id === compound.id)?.asking[0] ?? 0;
    return priority === 1 && count > known;
  });
}
