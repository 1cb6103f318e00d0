/**
 * A list that somebody's pointer or keyboard is in keeps its lines where they are: what is new waits, what is over stays
 * in its place as over, what changed changes where it stands.
 */
import type { Line } from './arrange.ts';

export type HeldLine = Line & { readonly over?: true };

export interface Held {
  readonly lines: readonly HeldLine[];
  /** Alarms that would stand in the list if nobody held it. */
  readonly waiting: readonly Extract<Line, { kind: 'alarm' }>[];
}

export function holdOrder(before: readonly Line[], now: readonly Line[]): Held {
  if (before === now) return { lines: now, waiting: [] };
  const current = new Map(now.map((line) => [line.id, line]));
  const known = new Set(before.map(({ id }) => id));
  return {
    lines: before.map((line): HeldLine => current.get(line.id) ?? { ...line, over: true }),
    waiting: now.flatMap((line) => (line.kind === 'alarm' && !known.has(line.id) ? [line] : [])),
  };
}
