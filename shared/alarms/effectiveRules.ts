/** What a device's rules are in the end, out of the catalogue and the compound's own. Without the schemas, for screens too. */
import type { AlarmRule, SystemDeclaration } from '#shared/systems/declaration.ts';
import type { CompoundRules, RuleOverride } from './compoundRules.ts';

export const noRules: CompoundRules = { version: 1, overrides: [], own: [] };

/** What holds for one device, the catalogue's rules first. Group rules are not among them: `groupRulesOf`. */
export function rulesFor(
  rules: CompoundRules,
  system: SystemDeclaration,
  deviceId: string,
): readonly AlarmRule[] {
  if (rules.own.length === 0 && rules.overrides.length === 0) return system.rules;
  const own = rules.own.filter(
    (rule) =>
      rule.system === system.id &&
      rule.condition.kind !== 'aggregate' &&
      (rule.devices?.includes(deviceId) ?? true),
  );
  const overrides = rules.overrides.filter(
    (one) => one.system === system.id && (one.device === undefined || one.device === deviceId),
  );
  // A word about one device outweighs one about all.
  overrides.sort((a, b) => Number(a.device !== undefined) - Number(b.device !== undefined));
  return [...system.rules, ...own].flatMap((rule) => {
    let changed: AlarmRule | null = rule;
    for (const override of overrides)
      if (override.rule === rule.id) changed = overridden(changed ?? rule, override);
    return changed ? [changed] : [];
  });
}

function overridden(rule: AlarmRule, override: RuleOverride): AlarmRule | null {
  if (override.off) return null;
  const { condition, hours: _hours, ...rest } = rule;
  const { limit, deadband: band, hours = rule.hours } = override;
  const changed =
    condition.kind === 'above' || condition.kind === 'below'
      ? { ...condition, limit: limit ?? condition.limit, deadband: band ?? condition.deadband }
      : condition;
  return {
    ...rest,
    condition: changed,
    onDelayMs: override.onDelayMs ?? rule.onDelayMs,
    offDelayMs: override.offDelayMs ?? rule.offDelayMs,
    priority: override.priority ?? rule.priority,
    responseS: override.responseS ?? rule.responseS,
    ...(hours ? { hours } : {}),
  };
}
