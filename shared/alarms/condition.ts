/** When a rule's condition holds. Hysteresis by deadband: once active, the value must come back past it. */
import type { AlarmRule, PointDeclaration } from '#shared/systems/declaration.ts';

/** `wasActive` decides on which side of the deadband the value counts. NaN never activates. Of conditions that a single value can tell. */
export function holds(rule: AlarmRule, value: number, wasActive: boolean, equalsCode: number): boolean {
  const { condition } = rule;
  switch (condition.kind) {
    case 'above':
      return value > (wasActive ? condition.limit - condition.deadband : condition.limit);
    case 'below':
      return value < (wasActive ? condition.limit + condition.deadband : condition.limit);
    case 'equals':
      return value === equalsCode;
    default:
      return false;
  }
}

/** Column value that an `equals` condition compares with; NaN where the rule cannot match. */
export function equalsCode(rule: AlarmRule, point: PointDeclaration | undefined): number {
  if (rule.condition.kind !== 'equals') return NaN;
  const { value } = rule.condition;
  if (typeof value === 'number') return value;
  return point?.states?.findIndex((state) => state.id === value) ?? NaN;
}

export function withinHours(rule: Pick<AlarmRule, 'hours'>, localHour: number): boolean {
  if (!rule.hours) return true;
  const [from, to] = rule.hours;
  return from <= to ? localHour >= from && localHour < to : localHour >= from || localHour < to;
}

/** `when` of an event rule compares fields of the event's data. Whether there are people is yes unless it is clearly no. */
export function eventMatches(
  rule: AlarmRule,
  type: string,
  data: Readonly<Record<string, unknown>>,
): boolean {
  const { condition } = rule;
  if (condition.kind !== 'event' || condition.type !== type) return false;
  return Object.entries(condition.when ?? {}).every(([field, wanted]) =>
    typeof wanted === 'boolean' ? isYes(data[field]) === wanted : data[field] === wanted,
  );
}

function isYes(value: unknown): boolean {
  return !(value === undefined || value === null || /^(|0|false|no)$/i.test(String(value)));
}
