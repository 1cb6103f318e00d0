/** The record of an alarm at its onset. */
import { randomUUID } from 'node:crypto';
import { settled } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { CompoundTwin } from '../twin/index.ts';
import { placeOfAlarm, withholding } from './ruleFacts.ts';

export interface Onset {
  readonly atMs: number;
  /** By its device's own clock, however wrong. */
  readonly happenedAtMs: number;
  readonly learntAtMs: number;
  readonly value: string;
  /** Where an event says it happened. */
  readonly where: Enu | null;
  /** Null for a condition that stands. */
  readonly eventId: string | null;
}

export function newAlarm(
  compound: CompoundTwin,
  deviceKey: string,
  rule: AlarmRule,
  { atMs, happenedAtMs, learntAtMs, value, where, eventId }: Onset,
): AlarmRecord {
  const device = compound.devices.get(deviceKey)?.record;
  const { placeId, positionEnu } = placeOfAlarm(compound, deviceKey, rule, value);
  const declared = systemOrUnknown(deviceKey.slice(0, deviceKey.indexOf('/')));
  return settled({
    version: 1,
    id: randomUUID(),
    compound: compound.id,
    deviceKey,
    deviceName: device?.name ?? declared.name,
    placeId,
    positionEnu: where ?? positionEnu,
    system: declared.id,
    ruleId: rule.id,
    name: rule.name,
    consequence: rule.consequence,
    action: rule.action,
    priority: rule.priority,
    responseS: rule.responseS,
    state: 'unacknowledged',
    conditionActive: eventId === null,
    acknowledged: false,
    announced: false,
    latching: rule.latching,
    shelvable: rule.shelvable,
    shelvedUntilMs: null,
    withheld: withholding(compound, deviceKey, rule),
    firstAtMs: atMs,
    happenedAtMs,
    learntAtMs,
    lastAtMs: atMs,
    returnedAtMs: null,
    acknowledgedAtMs: null,
    acknowledgedBy: null,
    count: 1,
    value,
    note: '',
    incidentKind: rule.incident ?? null,
    eventId,
  });
}
