/** How a compound's folder becomes what the hub serves, and how its faults are told. */
import type { CompoundFault } from '#shared/compounds/faults.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { Alert } from '#shared/protocol/records.ts';
import { both, failure, type Result } from '#shared/protocol/result.ts';
import { describedByPlan, type CompoundTwin, type Twin } from '../twin/index.ts';

/** Known at once, broker or not; what a device said of itself before stands. */
export function announceDevices(twin: Twin, compound: CompoundTwin, devices: readonly PlannedDevice[]): void {
  compound.plannedDevices = new Map(devices.map((device) => [`${device.system}/${device.id}`, device]));
  for (const { id, system, ...meta } of devices) {
    const known = compound.devices.get(`${system}/${id}`);
    if (!known || known.describedBy === describedByPlan)
      twin.describe(compound, system, id, meta, describedByPlan);
  }
}

export function alertOf(id: string, faults: readonly CompoundFault[]): Omit<Alert, 'sinceMs'> {
  const [first] = faults;
  const more = faults.length - 1;
  return {
    id: `compound:${id}`,
    severity: 'error',
    compound: id,
    message: {
      zh: `小区 ${id} 未能载入：${first?.message.zh ?? ''}${more > 0 ? `（另有 ${more} 处）` : ''}`,
      en: `Compound ${id} is not served: ${first?.message.en ?? ''}${more > 0 ? ` (and ${more} more)` : ''}`,
    },
    tip: {
      zh: '改正文件后重新启动；详情见“系统管理 · 小区”',
      en: 'Mend the file and start again; Administration · Compounds lists all faults',
    },
  };
}

/** Every sentence, in both languages. */
export function faultsAsOne(faults: readonly CompoundFault[]): Result<never> {
  return failure(
    'compound',
    both(
      faults.map(({ message }) => message.zh).join('；'),
      faults.map(({ message }) => message.en).join('; '),
    ),
  );
}
