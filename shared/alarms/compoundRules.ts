/**
 * Rules of a compound's own, beside the catalogue: limits changed for all devices of a system or for one, rules switched
 * off, and new ones. One record per compound; what a device's rules are in the end is a pure function of it.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { ProcedureStep } from '#shared/incidents/procedure.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { AlarmRule, SystemDeclaration } from '#shared/systems/declaration.ts';

const ruleId = Type.String({ minLength: 1, maxLength: 64, pattern: '^[a-z0-9][a-z0-9-]*$' });
const plainId = Type.String({ minLength: 1, maxLength: 128 });
const LocalText = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 300 }),
  en: Type.String({ minLength: 1, maxLength: 300 }),
});
const delayMs = Type.Number({ minimum: 0, maximum: 30 * 86_400_000 });
const Priority = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4)]);
const hour = Type.Number({ minimum: 0, maximum: 24 });
const Hours = Type.Tuple([hour, hour], { description: 'Local hours [from, to), wrapping at midnight.' });
const Point = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);
const deadband = Type.Number({ minimum: 0 });

export const RuleCondition = Type.Union([
  Type.Object({ kind: Type.Literal('above'), limit: Type.Number(), deadband }),
  Type.Object({ kind: Type.Literal('below'), limit: Type.Number(), deadband }),
  Type.Object({ kind: Type.Literal('equals'), value: Type.Union([Type.String(), Type.Number()]) }),
  Type.Object(
    { kind: Type.Literal('changed') },
    { description: 'Each other value asks once; it is over at once and waits to be seen.' },
  ),
  Type.Object(
    { kind: Type.Literal('stale') },
    { description: 'The point is stale, or its device calls it bad.' },
  ),
  Type.Object({
    kind: Type.Literal('rate'),
    perMinute: Type.Number({
      exclusiveMinimum: 0,
      description: 'Change per minute, in the unit of the point.',
    }),
    direction: Type.Union([Type.Literal('rising'), Type.Literal('falling'), Type.Literal('either')]),
    overS: Type.Number({
      minimum: 1,
      maximum: 86_400,
      description: 'Measured over at least so many seconds.',
    }),
  }),
  Type.Object(
    { kind: Type.Literal('absent'), forS: Type.Number({ minimum: 1, maximum: 30 * 86_400 }) },
    { description: 'Nothing was heard of the point for so long.' },
  ),
  Type.Object({
    kind: Type.Literal('event'),
    type: Type.String({ minLength: 1, maxLength: 64 }),
    when: Type.Optional(Type.Record(Type.String(), Point)),
  }),
  Type.Object(
    {
      kind: Type.Literal('aggregate'),
      of: Type.Union(
        [
          Type.Literal('count'),
          Type.Literal('share'),
          Type.Literal('min'),
          Type.Literal('max'),
          Type.Literal('mean'),
          Type.Literal('sum'),
        ],
        { description: 'count and share (0…1) of the devices whose value lies within `from`…`to`.' },
      ),
      from: Type.Optional(Type.Number()),
      to: Type.Optional(Type.Number()),
      placeId: Type.Optional(plainId),
      is: Type.Union([Type.Literal('above'), Type.Literal('below')]),
      limit: Type.Number(),
      deadband,
    },
    { description: 'Over all devices of the system, or those at a place; its alarm hangs on `<system>/*`.' },
  ),
]);

export const OwnRule = Type.Object({
  id: ruleId,
  system: plainId,
  devices: Type.Optional(
    Type.Array(plainId, { maxItems: 1000, description: 'Ids; absent: all of the system.' }),
  ),
  point: Type.Optional(plainId),
  condition: RuleCondition,
  onDelayMs: delayMs,
  offDelayMs: delayMs,
  priority: Priority,
  name: LocalText,
  consequence: LocalText,
  action: LocalText,
  procedure: Type.Array(ProcedureStep, { maxItems: 30 }),
  responseS: Type.Number({ minimum: 1, maximum: 30 * 86_400 }),
  latching: Type.Boolean(),
  shelvable: Type.Boolean(),
  hours: Type.Optional(Hours),
  incident: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  opensIncident: Type.Optional(Type.Boolean({ description: 'Opens an incident whatever its priority is.' })),
});
export type OwnRule = Static<typeof OwnRule>;

export const RuleOverride = Type.Object({
  system: plainId,
  rule: ruleId,
  device: Type.Optional(plainId),
  off: Type.Optional(Type.Boolean()),
  limit: Type.Optional(Type.Number()),
  deadband: Type.Optional(deadband),
  onDelayMs: Type.Optional(delayMs),
  offDelayMs: Type.Optional(delayMs),
  priority: Type.Optional(Priority),
  responseS: Type.Optional(Type.Number({ minimum: 1 })),
  hours: Type.Optional(Type.Union([Hours, Type.Null()])),
});
export type RuleOverride = Static<typeof RuleOverride>;

export const CompoundRules = Type.Object({
  version: Type.Literal(1),
  overrides: Type.Array(RuleOverride, { maxItems: 5000 }),
  own: Type.Array(OwnRule, { maxItems: 1000 }),
});
export type CompoundRules = Static<typeof CompoundRules>;

export { noRules, rulesFor } from './effectiveRules.ts';

/** The rules as data, or the first thing that is wrong with them. `systemOf` gives a system's declaration. */
export function readRules(
  given: unknown,
  systemOf: (id: string) => SystemDeclaration | undefined,
): Result<CompoundRules> {
  if (!Value.Check(CompoundRules, given)) {
    const first = Value.Errors(CompoundRules, given)[0];
    return failure('rules-shape', { place: first?.instancePath || '/', reason: first?.message ?? '' });
  }
  for (const override of given.overrides) {
    const { system, rule } = override;
    const known = systemOf(system)?.rules.find(({ id }) => id === rule);
    if (!known && !given.own.some((own) => own.system === system && own.id === rule))
      return failure('no-rule', { rule: `${system}/${rule}` });
    if (known && !known.shelvable && isLowered(known, override))
      return failure('rule-life-safety', { rule: `${system}/${rule}` });
  }
  const seen = new Set<string>();
  for (const own of given.own) {
    const key = `${own.system}/${own.id}`;
    if (seen.has(key) || systemOf(own.system)?.rules.some(({ id }) => id === own.id))
      return failure('rule-twice', { rule: key });
    seen.add(key);
    if (own.condition.kind !== 'event' && own.point === undefined)
      return failure('rule-pointless', { rule: key });
  }
  return success(given);
}

/** Whether the rule would ask later, less loudly or not at all of what it asks now. */
function isLowered(rule: AlarmRule, override: RuleOverride): boolean {
  const { condition } = rule;
  const { off, priority = rule.priority, onDelayMs = rule.onDelayMs, hours, limit } = override;
  const isLaxer =
    limit !== undefined &&
    ((condition.kind === 'above' && limit > condition.limit) ||
      (condition.kind === 'below' && limit < condition.limit));
  const isKeptToHours = hours !== undefined && hours !== null;
  return off === true || priority > rule.priority || onDelayMs > rule.onDelayMs || isKeptToHours || isLaxer;
}

export function groupRulesOf(rules: CompoundRules): readonly OwnRule[] {
  return rules.own.filter(({ condition }) => condition.kind === 'aggregate');
}
