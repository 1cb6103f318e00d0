/** How a compound's folder becomes what the hub serves, and how its faults are told. */
import { join } from 'node:path';
import type { CompoundFault } from '#shared/compounds/faults.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { Alert } from '#shared/protocol/records.ts';
import { failure, fault, type Result } from '#shared/protocol/result.ts';
import { describedByPlan, type CompoundData, type CompoundTwin, type Twin } from '../twin/index.ts';
import { compoundsDirOf } from './folder.ts';
import { adoptOwn, type OnOwn } from './ownFiles.ts';

/** Known at once, broker or not; what a device said of itself before stands. */
export function announceDevices(twin: Twin, compound: CompoundTwin, devices: readonly PlannedDevice[]): void {
  compound.plannedDevices = new Map(devices.map((device) => [`${device.system}/${device.id}`, device]));
  for (const { id, system, tested: _tested, ...meta } of devices) {
    const known = compound.devices.get(`${system}/${id}`);
    if (!known || known.describedBy === describedByPlan)
      twin.describe(compound, system, id, meta, describedByPlan);
  }
}

/** Of every compound that the hub starts with. `onOwn`: what came with those that were imported while it did not run. */
export function announceServed(
  twin: Twin,
  served: readonly CompoundData[],
  dataDir: string,
  onOwn: OnOwn,
): void {
  for (const { manifest, devices } of served) {
    const compound = twin.compounds.get(manifest.id);
    if (!compound) continue;
    announceDevices(twin, compound, devices);
    adoptOwn(compound, join(compoundsDirOf(dataDir), manifest.id), onOwn);
  }
}

export function alertOf(id: string, faults: readonly CompoundFault[]): Omit<Alert, 'sinceMs'> {
  return {
    id: `compound:${id}`,
    severity: 'error',
    compound: id,
    ...fault('compound-not-served', { compound: id, count: faults.length, faults: faults.slice(0, 1) }),
  };
}

export function faultsAsOne(faults: readonly CompoundFault[]): Result<never> {
  return failure('compound-files', { faults });
}
