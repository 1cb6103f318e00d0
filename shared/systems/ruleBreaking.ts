/** Whether words of a device break a rule, and whether a value is one that its point can have. */
import { equalsCode, eventMatches, holds } from '#shared/alarms/condition.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import type { AlarmRule, PointDeclaration, SimulatedFault, SystemDeclaration } from './declaration.ts';

/** The number a column holds: 0 and 1 for booleans, the index of a state; NaN for words. */
export function columnValue({ kind, states }: PointDeclaration, value: PointValue | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return kind === 'state' ? (states?.findIndex(({ id }) => id === value) ?? NaN) : NaN;
}

/** `wasActive`: on which side of the deadband it counts. */
export function breaksRule(
  { points }: SystemDeclaration,
  rule: AlarmRule,
  says: SimulatedFault['says'],
  wasActive = false,
): boolean {
  if ('event' in says) return eventMatches(rule, says.event.type, says.event.data);
  const point = points.find(({ id }) => id === rule.point);
  if (!point) return false;
  return holds(rule, columnValue(point, says.state[point.id]), wasActive, equalsCode(rule, point));
}

/** What is wrong with a value, after “the point …”; null where it is one that the point can have. */
export function wrongValue(
  { kind, min = -Infinity, max = Infinity, states }: PointDeclaration,
  value: PointValue,
): string | null {
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'is neither true nor false';
    case 'text':
      return typeof value === 'string' && value.length <= 512 ? null : 'is no text';
    case 'state':
      return states?.some(({ id }) => id === value) ? null : `has no state ${String(value)}`;
    case 'number':
      if (typeof value !== 'number') return 'is no number';
      return value >= min && value <= max ? null : `is ${value}, outside ${min} … ${max}`;
  }
}
