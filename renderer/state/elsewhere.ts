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

/** The gravest, of the first compound that has it; null where nothing asks. */
export function elsewhere(compounds: readonly CompoundSummary[], shownId: string | null): Call | null {
  for (const priority of priorities) {
    for (const compound of compounds) {
      const count = compound.asking[priority - 1] ?? 0;
      if (compound.id !== shownId && count > 0) return { compound, priority, count };
    }
  }
  return null;
}
