/** What a rule says of one device at this moment. */
import { groupRulesOf, noRules, rulesFor } from '#shared/alarms/compoundRules.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { deviceHealthRules, findPoint, systemOrUnknown } from '#shared/systems/index.ts';
import type { CompoundTwin, TwinDevice } from '../twin/index.ts';

/** The rules that hold for a device of a compound. */
export function rulesOfDevice(compound: CompoundTwin, { record }: TwinDevice): readonly AlarmRule[] {
  return rulesFor(compound.rules, systemOrUnknown(record.system), record.id);
}

/** The rule behind an alarm, as it stands now; a rule that was taken away is undefined. */
export function ruleOf(
  compound: CompoundTwin | undefined,
  { system, ruleId, deviceKey }: AlarmRecord,
): AlarmRule | undefined {
  const rules = compound?.rules ?? noRules;
  return [
    ...rulesFor(rules, systemOrUnknown(system), deviceKey.slice(system.length + 1)),
    ...groupRulesOf(rules).filter((rule) => rule.system === system),
    ...Object.values(deviceHealthRules),
  ].find((rule) => rule.id === ruleId);
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

/**
 * Where an alarm is. Where its rule's word names a place of the plan, there: a panel tells of a fire in a flat, not of
 * one where the panel hangs. Else where its device is.
 */
export function placeOfAlarm(
  { plan, devices }: CompoundTwin,
  deviceKey: string,
  rule: AlarmRule,
  word: string,
): Pick<AlarmRecord, 'placeId' | 'positionEnu'> {
  const told = rule.toldBy === undefined ? undefined : plan.places.find(({ id }) => id === word);
  if (told) return { placeId: told.id, positionEnu: told.box?.centreEnu ?? null };
  const device = devices.get(deviceKey)?.record;
  return { placeId: device?.placeId ?? null, positionEnu: device?.positionEnu ?? null };
}

/**
 * What an alarm shows of what raised it: the word of the point that tells, else the value with its unit: `0.21 dB/m`.
 * Nothing of a personal one: whoever answers for an alarm need not be whoever may see that.
 */
export function shown(compound: CompoundTwin, deviceKey: string, rule: AlarmRule, value: number): string {
  if (rule.toldBy !== undefined) {
    const slot = compound.devices.get(deviceKey)?.slots.get(rule.toldBy);
    return compound.words.text((slot && compound.columns.values[slot.index]) ?? 0) ?? '';
  }
  const { condition } = rule;
  // How many devices there are has no unit.
  if (condition.kind === 'aggregate' && (condition.of === 'count' || condition.of === 'share'))
    return condition.of === 'count' ? String(value) : `${Math.round(value * 100)} %`;
  const point = findPoint(deviceKey.slice(0, deviceKey.indexOf('/')), rule.point ?? '');
  if (Number.isNaN(value) || point?.personal || (point && point.kind !== 'number')) return '';
  if (!point) return String(Math.round(value * 1000) / 1000);
  return `${value.toFixed(point.decimals ?? 1)}${point.unit ? ` ${point.unit}` : ''}`;
}
