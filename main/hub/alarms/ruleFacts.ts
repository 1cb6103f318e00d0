/** What a rule says of one device at this moment. */
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { deviceHealthRules, findPoint, systemOrUnknown } from '#shared/systems/index.ts';
import type { CompoundTwin } from '../twin/index.ts';

export function ruleOf({ system, ruleId }: AlarmRecord): AlarmRule | undefined {
  const rules = [...systemOrUnknown(system).rules, ...Object.values(deviceHealthRules)];
  return rules.find((rule) => rule.id === ruleId);
}

/** Why a device's alarm asks nobody to act now, if so. */
export function withholding(
  compound: CompoundTwin,
  deviceKey: string,
  rule: AlarmRule,
): AlarmRecord['withheld'] {
  const device = compound.devices.get(deviceKey);
  if (device?.record.outOfService) return 'out-of-service';
  const { suppressedWhen } = rule;
  const slot = suppressedWhen && device?.slots.get(suppressedWhen.point);
  if (!slot) return null;
  const code =
    typeof suppressedWhen.value === 'string' ? slot.states?.get(suppressedWhen.value) : suppressedWhen.value;
  return compound.columns.values[slot.index] === code ? 'suppressed-by-design' : null;
}

/** What an alarm shows of what raised it: the word of the point that tells, else the value with its unit: `0.21 dB/m`. */
export function shown(compound: CompoundTwin, deviceKey: string, rule: AlarmRule, value: number): string {
  if (rule.toldBy !== undefined) {
    const slot = compound.devices.get(deviceKey)?.slots.get(rule.toldBy);
    return compound.words[(slot && compound.columns.values[slot.index]) ?? 0] ?? '';
  }
  const point = findPoint(deviceKey.slice(0, deviceKey.indexOf('/')), rule.point ?? '');
  if (point?.kind !== 'number') return '';
  return `${value.toFixed(point.decimals ?? 1)}${point.unit ? ` ${point.unit}` : ''}`;
}
