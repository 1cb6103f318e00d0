/**
 * How the sensing of a compound is, system by system: how many devices are heard, how far their clocks are off, and how
 * long those that fell silent in the last thirty days took to be heard again.
 */
import type { PointValue } from '#shared/protocol/device.ts';
import { systems } from '#shared/systems/index.ts';
import type { Journal } from './journal/index.ts';
import { clockOffsetMs, type CompoundTwin } from './twin/index.ts';

const repairsEveryMs = 600_000;
const repairsOverMs = 30 * 86_400_000;
const hourMs = 3_600_000;
/** Their devices are the desk itself. */
const ownRoles: ReadonlySet<string> = new Set(['sensing', 'work-desk', 'notice-desk']);
const own: ReadonlySet<string> = new Set(
  systems.filter(({ role }) => role !== undefined && ownRoles.has(role)).map(({ id }) => id),
);

export interface SystemHealth {
  readonly system: string;
  readonly values: Readonly<Record<string, PointValue>>;
}

export interface DeviceHealth {
  of(compound: CompoundTwin): readonly SystemHealth[];
}

export function createDeviceHealth(options: {
  readonly journal: Pick<Journal, 'repairs'>;
  readonly now: () => number;
}): DeviceHealth {
  const { journal, now } = options;
  /** Hours by system; what is reckoned now is told the next time. */
  const repairs = new Map<string, { askedMs: number; hours: ReadonlyMap<string, number> }>();

  function repairHours(compound: string): ReadonlyMap<string, number> {
    const known = repairs.get(compound) ?? { askedMs: -Infinity, hours: new Map<string, number>() };
    repairs.set(compound, known);
    if (now() - known.askedMs >= repairsEveryMs) {
      known.askedMs = now();
      void journal.repairs({ compound, fromMs: now() - repairsOverMs }).then((found) => {
        if (found.ok)
          known.hours = new Map(found.value.map(({ system, meanMs }) => [system, meanMs / hourMs]));
      });
    }
    return known.hours;
  }

  return {
    of(compound) {
      const groups = new Map<string, { all: number; online: number; offsetsMs: number[] }>();
      for (const { record, stale, clock, lastSeenMs } of compound.devices.values()) {
        if (own.has(record.system)) continue;
        const group = groups.get(record.system) ?? { all: 0, online: 0, offsetsMs: [] };
        groups.set(record.system, group);
        group.all++;
        if (!stale && lastSeenMs > 0) group.online++;
        const offsetMs = clockOffsetMs(clock);
        if (offsetMs !== null) group.offsetsMs.push(Math.abs(offsetMs));
      }
      const hours = repairHours(compound.id);
      return [...groups].map(([system, { all, online, offsetsMs }]) => {
        const offsetMs = offsetsMs.toSorted((a, b) => a - b)[Math.floor(offsetsMs.length * 0.95)];
        const share = Math.round((online / all) * 1000) / 10;
        const mttr = hours.get(system);
        return {
          system,
          values: {
            online: share,
            health: Math.max(0, Math.round(share - Math.min(20, (offsetMs ?? 0) / 60_000))),
            ...(offsetMs === undefined ? {} : { clockOffset: Math.round(offsetMs / 1000) }),
            ...(mttr === undefined ? {} : { mttr: Math.round(mttr * 100) / 100 }),
          },
        };
      });
    },
  };
}
