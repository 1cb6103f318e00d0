/** Lanes that fire engines need: which are watched, and which of them are taken, by how they stand. */
import { findPoint, systemOrUnknown } from '#shared/systems/index.ts';

export const isFireLane = ({ system }: { readonly system: string }): boolean =>
  systemOrUnknown(system).role === 'fire-lane';

/** `value` is that of the point `lane`; of a lane that says nothing nothing is known. */
export function isLaneTaken({ system }: { readonly system: string }, value: number): boolean {
  const state = findPoint(system, 'lane')?.states?.[value]?.id;
  return state !== undefined && state !== 'clear';
}
