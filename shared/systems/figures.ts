/**
 * The figures of a compound's overview out of the columns. Which points a figure reads is worked out when devices come
 * or go; a tick then only walks their indices.
 */
import { qualityCodes, type TwinColumns } from '#shared/twin/columns.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { Figure, Measure, SystemDeclaration } from './declaration.ts';

export interface FigureValue {
  /** NaN while nothing is known that it could be made of. */
  readonly value: number;
  readonly outOf: number | null;
  readonly isLoud: boolean;
}

export interface ReadableFigure {
  readonly figure: Figure;
  readonly system: SystemDeclaration;
  read(columns: TwinColumns): FigureValue;
}

/** Of the systems that have devices here, by rank. */
export function figuresOf(
  devices: Iterable<DeviceRecord>,
  systems: readonly SystemDeclaration[],
): readonly ReadableFigure[] {
  const bySystem = new Map<string, DeviceRecord[]>();
  for (const device of devices) {
    const known = bySystem.get(device.system);
    if (known) known.push(device);
    else bySystem.set(device.system, [device]);
  }
  return systems
    .flatMap((system) => {
      const own = bySystem.get(system.id);
      return own ? (system.figures ?? []).map((figure) => readable(system, figure, own)) : [];
    })
    .sort((a, b) => a.figure.rank - b.figure.rank);
}

function readable(
  system: SystemDeclaration,
  figure: Figure,
  devices: readonly DeviceRecord[],
): ReadableFigure {
  const value = figure.value.map((measure) => reader(system, measure, devices));
  const whole = figure.outOf?.map((measure) => reader(system, measure, devices));
  return {
    figure,
    system,
    read(columns) {
      const is = total(value, columns);
      const { above = Infinity, below = -Infinity } = figure.loud ?? {};
      return { value: is, outOf: whole ? total(whole, columns) : null, isLoud: is > above || is < below };
    },
  };
}

type Reader = (columns: TwinColumns) => number;

/** What is not known adds nothing; where nothing is known, neither is the sum. */
function total(readers: readonly Reader[], columns: TwinColumns): number {
  let sum = NaN;
  for (const read of readers) {
    const value = read(columns);
    if (!Number.isNaN(value)) sum = (Number.isNaN(sum) ? 0 : sum) + value;
  }
  return sum;
}

function reader(system: SystemDeclaration, measure: Measure, devices: readonly DeviceRecord[]): Reader {
  const { of, point } = measure;
  const indices = Int32Array.from(devices.flatMap(({ points }) => points[point] ?? []));
  const counts = of === 'count' ? counting(system, measure) : null;
  return (columns) => {
    let known = 0;
    let counted = 0;
    let sum = 0;
    let least = Infinity;
    let most = -Infinity;
    for (const index of indices) {
      const value = columns.values[index] ?? NaN;
      if (Number.isNaN(value) || columns.qualities[index] === qualityCodes.bad) continue;
      known++;
      sum += value;
      if (value < least) least = value;
      if (value > most) most = value;
      if (counts?.(value)) counted++;
    }
    if (known === 0) return NaN;
    return { count: counted, sum, min: least, max: most, mean: sum / known }[of];
  };
}

function counting(
  system: SystemDeclaration,
  { point, equals, from = -Infinity, to = Infinity }: Extract<Measure, { of: 'count' }>,
): (value: number) => boolean {
  if (equals === undefined) return (value) => value >= from && value <= to;
  const states = system.points.find(({ id }) => id === point)?.states;
  const code = typeof equals === 'number' ? equals : (states?.findIndex(({ id }) => id === equals) ?? NaN);
  return (value) => value === code;
}
