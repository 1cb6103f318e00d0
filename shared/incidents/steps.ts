/** Which steps of a procedure are asked for, as those before them were done. */
import type { IncidentStep } from '#shared/protocol/records.ts';

/** `waiting`: an earlier step decides. `skipped`: it was decided otherwise. */
export type Asking = 'asked' | 'waiting' | 'skipped';

export function askingOf(steps: readonly IncidentStep[], nth: number): Asking {
  const when = steps[nth]?.when;
  if (!when) return 'asked';
  const decides = steps.findIndex(({ id }) => id === when.step);
  const step = steps[decides];
  // Only earlier steps decide, so that this ends.
  if (!step || decides >= nth) return 'asked';
  const asking = askingOf(steps, decides);
  if (asking !== 'asked') return asking;
  if (step.doneAtMs === null) return 'waiting';
  return step.choice === when.choice ? 'asked' : 'skipped';
}

/** Asked for, not optional, and not done. */
export function openSteps(steps: readonly IncidentStep[]): number {
  return steps.filter(
    (step, i) => step.doneAtMs === null && step.optional !== true && askingOf(steps, i) !== 'skipped',
  ).length;
}
