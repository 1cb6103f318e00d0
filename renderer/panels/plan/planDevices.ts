/** Devices and names of a storey, as they stand on its plan. Pure. */
import type { DeviceLevel } from '#scene/contract.ts';
import type { StoreyLines, StoreyRef } from '#scene/toolContract.ts';
import { isSetAside } from '#shared/alarms/machine.ts';
import { isInBox } from '#shared/geo/inBox.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { CompoundPlan, Enu, Place } from '#shared/twin/compound.ts';
import { outOfServiceOf, type Facts } from '#state/facts.ts';
import { deviceQuality } from '#state/reading.ts';
import { buildingIdOf } from '#state/storeys.ts';
import { isOnStorey } from './sheet.ts';

export interface PlanDevice {
  readonly device: DeviceRecord;
  readonly positionEnu: Enu;
  readonly level: DeviceLevel;
  readonly isAcknowledged: boolean;
}

const levels: readonly DeviceLevel[] = ['normal', 'p1', 'p2', 'p3', 'p4'];
/** What hangs on an outer wall belongs to the storey behind it. */
const besideM = 1;

/** Those in alarm first, the gravest before all. */
export function planDevices(
  storey: StoreyRef,
  lines: StoreyLines,
  facts: Pick<Facts, 'devices' | 'alarms' | 'shown' | 'replayedService'>,
  hiddenSystems: ReadonlySet<string>,
): readonly PlanDevice[] {
  const found: (PlanDevice & { readonly priority: number })[] = [];
  for (const device of facts.devices.values()) {
    const { positionEnu, system, placeId } = device;
    if (!positionEnu || hiddenSystems.has(system) || findSystem(system)?.discreet) continue;
    if (!isOnStorey(lines, positionEnu)) continue;
    const isHere =
      isInBox(lines.box, positionEnu, besideM) ||
      (storey.kind === 'building' && buildingIdOf(placeId) === storey.buildingId);
    if (!isHere) continue;
    const standing = facts.alarms
      .filter((alarm) => alarm.deviceKey === device.key && !isSetAside(alarm))
      .sort((a, b) => a.priority - b.priority)[0];
    const quality = outOfServiceOf(device, facts) ? 'stale' : deviceQuality(device, facts.shown.columns);
    found.push({
      device,
      positionEnu,
      level: standing ? (levels[standing.priority] ?? 'normal') : quality === 'good' ? 'normal' : quality,
      isAcknowledged: standing?.acknowledged !== false,
      priority: standing?.priority ?? 9,
    });
  }
  return found.sort((a, b) => a.priority - b.priority || (a.device.key < b.device.key ? -1 : 1));
}

/** Those of the building; of an imported model those that stand where it does. */
export function planHouseholds(storey: StoreyRef, lines: StoreyLines, plan: CompoundPlan): readonly Place[] {
  return plan.places.filter(({ id, kind, box }) => {
    if (kind !== 'household' || !box) return false;
    const heightM = box.centreEnu[2];
    if (heightM <= lines.floorM || heightM >= lines.ceilingM) return false;
    return storey.kind === 'model'
      ? isInBox(lines.box, box.centreEnu, 0)
      : buildingIdOf(id) === storey.buildingId;
  });
}
