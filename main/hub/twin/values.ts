/** From a device's JSON value to a column value, by what the point is declared to be. */
import type { PointMeta, PointValue } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { PointDeclaration } from '#shared/systems/declaration.ts';

export interface PointSlot {
  readonly index: number;
  readonly id: string;
  /** `any` until the first reading of an undeclared point has shown what it is. */
  readonly kind: PointDeclaration['kind'] | 'any';
  readonly min: number;
  readonly max: number;
  readonly states: ReadonlyMap<string, number> | null;
  /** An alarm rule looks at it: what tells more of the alarm is taken before it. */
  readonly watched: boolean;
  /** Device time of its newest reading, ms since epoch. */
  ownMs: number;
  /** Under which history holds the hub's mark that its device is silent; 0 where it holds none. */
  markMs: number;
}

export function slotOf(
  index: number,
  id: string,
  declared: PointDeclaration | undefined,
  meta: PointMeta | undefined,
  watched: boolean,
): PointSlot {
  return {
    index,
    id,
    kind: declared?.kind ?? meta?.kind ?? 'any',
    min: meta?.min ?? declared?.min ?? -Infinity,
    max: meta?.max ?? declared?.max ?? Infinity,
    states: declared?.states ? new Map(declared.states.map((state, code) => [state.id, code])) : null,
    watched,
    ownMs: -Infinity,
    markMs: 0,
  };
}

/** What a first value shows its point to be. */
export function kindOf(value: PointValue): NonNullable<PointMeta['kind']> | null {
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'string':
      return 'text';
    default:
      return null;
  }
}

/** Null is the device's way to say "no reading": NaN. Text goes through `intern`. */
export function toColumn(
  slot: PointSlot,
  value: PointValue,
  intern: (word: string) => number,
): Result<number> {
  if (value === null) return success(NaN);
  switch (slot.kind) {
    case 'boolean':
      if (typeof value === 'boolean') return success(value ? 1 : 0);
      if (value === 0 || value === 1) return success(value);
      return failure('wrong-type', { point: slot.id, kind: 'boolean', value: written(value) });
    case 'state': {
      const code = typeof value === 'string' ? slot.states?.get(value) : undefined;
      if (code === undefined) return failure('unknown-state', { point: slot.id, value: written(value) });
      return success(code);
    }
    case 'text':
      if (typeof value !== 'string')
        return failure('wrong-type', { point: slot.id, kind: 'text', value: written(value) });
      return success(intern(value));
    case 'number':
    case 'any':
      if (typeof value !== 'number')
        return failure('wrong-type', { point: slot.id, kind: 'number', value: written(value) });
      if (value < slot.min || value > slot.max) {
        return failure('out-of-range', { point: slot.id, value, min: slot.min, max: slot.max });
      }
      return success(value);
  }
}

/** As it was said, short. */
const written = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 200);
