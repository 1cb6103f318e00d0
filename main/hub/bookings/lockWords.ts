/** What a bookable device says of itself now, and what it is told: by its system's declaration, never by name. */
import type { PointValue } from '#shared/protocol/device.ts';
import type { BookingDeclaration } from '#shared/systems/declaration.ts';
import { findPoint, findSystem } from '#shared/systems/index.ts';
import { columnValue } from '#shared/systems/ruleBreaking.ts';
import type { Commands } from '../commands/index.ts';
import type { Twin, TwinDevice } from '../twin/index.ts';

export interface LockWords {
  declarationOf(deviceKey: string): BookingDeclaration | null;
  /** Null where it is not known, or not heard of lately. */
  isOccupied(compound: string, deviceKey: string): boolean | null;
  /** Ids of what keeps it from being used; `offline` beside those that its system declares. */
  troubles(compound: string, deviceKey: string): string[];
  tell(
    compound: string,
    deviceKey: string,
    which: 'lower' | 'raise' | 'show',
    params?: Readonly<Record<string, PointValue>>,
  ): void;
}

export function createLockWords(twin: Twin, commands: Pick<Commands, 'tell'>): LockWords {
  const declarationOf = (deviceKey: string) =>
    findSystem(deviceKey.slice(0, deviceKey.indexOf('/')))?.booking ?? null;

  function valueOf(compoundId: string, device: TwinDevice, point: string): number {
    const compound = twin.compounds.get(compoundId);
    const slot = device.slots.get(point);
    return slot && compound ? (compound.columns.values[slot.index] ?? NaN) : NaN;
  }
  const deviceOf = (compound: string, key: string) => twin.compounds.get(compound)?.devices.get(key);

  return {
    declarationOf,
    isOccupied(compound, deviceKey) {
      const device = deviceOf(compound, deviceKey);
      const point = declarationOf(deviceKey)?.occupied;
      if (!device || point === undefined || device.stale) return null;
      const value = valueOf(compound, device, point);
      return Number.isNaN(value) ? null : value === 1;
    },
    troubles(compound, deviceKey) {
      const device = deviceOf(compound, deviceKey);
      const declared = declarationOf(deviceKey)?.troubles ?? [];
      if (!device) return ['offline'];
      const found = declared.filter(({ point, equals }) => {
        const declaration = findPoint(device.record.system, point);
        return declaration && valueOf(compound, device, point) === columnValue(declaration, equals);
      });
      return [...(device.stale ? ['offline'] : []), ...found.map(({ id }) => id)];
    },
    tell(compound, deviceKey, which, params = {}) {
      const name = declarationOf(deviceKey)?.[which];
      if (name === undefined || !deviceOf(compound, deviceKey)) return;
      // Whoever asks has made sure of what a person is asked to make sure of.
      commands.tell({ compound, deviceKeys: [deviceKey], name, params, confirmed: true }, 'system');
    },
  };
}
