/** Whether a drawing can be built: shapes that enclose something, names that mean one thing, no more homes than fit. */
import { faultOf, shapeFaults, type CompoundFault } from '../compounds/faults.ts';
import { CompoundDrawing, type At } from './drawing.ts';
import { crossesItself, distanceM, edgesOf, signedAreaM2 } from './rings.ts';

/** Of everything a building may be divided into; the plan of a compound has room for more than three times as many. */
const mostHomes = 60_000;
/** Of outlines of buildings: each is a wall on every storey. */
const mostWalls = 150_000;
const mostBays = 20_000;
const leastBuildingM2 = 4;
const leastAreaM2 = 0.25;
const mostReachM = 20_000;

const file = 'drawing.json';

export function checkDrawing(value: unknown): CompoundFault[] {
  const shape = shapeFaults(file, CompoundDrawing, value);
  if (shape.length > 0) return shape;
  const drawing = value as CompoundDrawing;
  const { buildings, areas, fence, bays } = drawing;
  const homes = buildings.reduce((sum, one) => sum + one.storeys * one.units * (1 + one.homesPerStorey), 0);
  const walls = buildings.reduce((sum, { ring, storeys }) => sum + ring.length * storeys, 0);
  const bayCount = bays.reduce((sum, { count }) => sum + count, 0);
  if (walls > mostWalls) return [faultOf(file, 'buildings', 'drawing-walls', { walls, most: mostWalls })];
  if (bayCount > mostBays) return [faultOf(file, 'bays', 'drawing-bays', { bays: bayCount, most: mostBays })];
  const numbers = bays.flatMap(({ first, count, key }) =>
    Array.from({ length: count }, (_, nth) => ({ name: String(first + nth), key })),
  );
  return [
    ...buildings.flatMap(({ ring, id }, nth) =>
      ringFaults(ring, `buildings[${nth}].ring`, id, leastBuildingM2),
    ),
    ...areas.flatMap(({ ring, name }, nth) => ringFaults(ring, `areas[${nth}].ring`, name.zh, leastAreaM2)),
    ...(fence.length === 0 ? [] : ringFaults(fence, 'fence', '', leastBuildingM2)),
    ...buildings.flatMap(({ ring, entranceEdge, id }, nth) =>
      entranceEdge < ring.length
        ? []
        : [faultOf(file, `buildings[${nth}].entranceEdge`, 'drawing-entrance', { id })],
    ),
    ...twice(buildings.map(({ id }) => id)).map(([nth, id]) =>
      faultOf(file, `buildings[${nth}].id`, 'drawing-building-twice', { id }),
    ),
    ...twice(keysOf(drawing)).map(([, id]) => faultOf(file, '', 'drawing-key-twice', { id })),
    ...twice(numbers.map(({ name }) => name))
      .slice(0, 1)
      .map(([nth, id]) => faultOf(file, `bays.${numbers[nth]?.key ?? ''}`, 'drawing-bay-twice', { id })),
    ...(homes > mostHomes ? [faultOf(file, 'buildings', 'drawing-homes', { homes, most: mostHomes })] : []),
    ...(pointsOf(drawing).some(([x, y]) => Math.hypot(x, y) > mostReachM)
      ? [faultOf(file, '', 'drawing-far', { km: mostReachM / 1000 })]
      : []),
  ];
}

/** Whether a building can stand on it. */
export const isBuildable = (ring: readonly At[]): boolean =>
  ring.length >= 3 && ringFaults(ring, '', '', leastBuildingM2).length === 0;

function ringFaults(ring: readonly At[], at: string, name: string, leastM2: number): CompoundFault[] {
  if (edgesOf(ring).some(([a, b]) => distanceM(a, b) < 0.01))
    return [faultOf(file, at, 'drawing-point-twice', { name })];
  if (crossesItself(ring)) return [faultOf(file, at, 'drawing-ring-crossed', { name })];
  return Math.abs(signedAreaM2(ring)) < leastM2 ? [faultOf(file, at, 'drawing-ring-small', { name })] : [];
}

function keysOf({ buildings, roads, areas, gates, bays, trees, lamps }: CompoundDrawing): string[] {
  return [buildings, roads, areas, gates, bays, trees, lamps].flatMap((kind) => kind.map(({ key }) => key));
}

function pointsOf({
  buildings,
  roads,
  areas,
  fence,
  gates,
  bays,
  trees,
  lamps,
}: CompoundDrawing): readonly At[] {
  return [
    ...buildings.flatMap(({ ring }) => ring),
    ...roads.flatMap(({ path }) => path),
    ...areas.flatMap(({ ring }) => ring),
    ...fence,
    ...[gates, trees, lamps].flatMap((kind) => kind.map(({ at }) => at)),
    ...bays.map(({ from }) => from),
  ];
}

function twice(names: readonly string[]): [nth: number, name: string][] {
  const seen = new Set<string>();
  return names.flatMap<[number, string]>((name, nth) => {
    if (seen.has(name)) return [[nth, name]];
    seen.add(name);
    return [];
  });
}
