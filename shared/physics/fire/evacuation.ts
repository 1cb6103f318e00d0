/**
 * How people move out of a building by the hydraulic model of the SFPE Handbook (Gwynne & Rosenbaum, 5th ed., ch. 59):
 * speed falls with density, flow through a width is limited, streams merge at each landing. Queues are reckoned second
 * by second, people as a fluid. Nobody is hurt, carries anything or turns back: real people are slower.
 */

/** Constants of the handbook: a in m²/person; below the first density all walk freely, at the last nobody moves. */
const slowing = 0.266;
const freeDensity = 0.54;
const standstillDensity = 3.8;
/** Density of the greatest flow, 1/(2a). */
const bestDensity = 1 / (2 * slowing);
export const levelSpeedFactor = 1.4;
/** What the edges of a way take from its width, on each side, metres. */
export const boundaryM = { stair: 0.15, door: 0.15, corridor: 0.2 } as const;
/** Greatest flow of people per metre of effective width through a door, persons/(s·m). */
export const doorFlow = 1.3;
/** Share of a landing's outflow that those from the storey get where both wait; the others come down the stair. */
const mergingShare = 0.5;

/** k of a stair, m/s, from its steps: `0.863·√(tread/riser)`; 1.00, 1.08, 1.16 and 1.23 for the handbook's four stairs. */
export const stairSpeedFactor = (riserM: number, treadM: number): number =>
  (51.8 / 60) * Math.sqrt(treadM / riserM);

/** m/s: `k·(1 − 0.266·D)`, D in persons/m². */
export function walkingSpeedMps(factor: number, densityPerM2: number): number {
  const density = Math.max(freeDensity, densityPerM2);
  return density >= standstillDensity ? 0 : Math.max(0, factor * (1 - slowing * density));
}

/** Persons/(s·m) of effective width: `(1 − a·D)·k·D`. */
export const specificFlow = (factor: number, densityPerM2: number): number =>
  Math.max(0, (1 - slowing * densityPerM2) * factor * densityPerM2);

/** The greatest specific flow, at D = 1/(2a) = 1.88 persons/m²: 0.94 k. */
export const maxSpecificFlow = (factor: number): number => specificFlow(factor, bestDensity);

export const effectiveWidthM = (clearM: number, way: keyof typeof boundaryM): number =>
  Math.max(0, clearM - 2 * boundaryM[way]);

export interface StairStorey {
  readonly id: string;
  readonly people: number;
  /** Seconds after the call to leave until these people start. */
  readonly startsAfterS: number;
}

export interface StairModel {
  /** From the lowest up; the lowest leaves by the door at its own level. */
  readonly storeys: readonly StairStorey[];
  /** Along the steps and landings, from one storey to the next. */
  readonly stairLengthM: number;
  readonly stairWidthM: number;
  readonly stairFactor: number;
  /** Of the door from a storey to the stair, and of the house's door. */
  readonly storeyDoorM: number;
  readonly exitDoorM: number;
  /** From a flat to the stair, metres, on the level. */
  readonly toStairM: number;
}

export interface StoreyLeft {
  readonly id: string;
  /** The last of this storey is in the stair; outside. Seconds after the call. */
  readonly inStairS: number;
  readonly outsideS: number;
}

interface Group {
  readonly storey: number;
  people: number;
  readonly readyS: number;
}

const leastPeople = 1e-6;
const longestS = 4 * 3600;

/** Seconds after the call to leave at which the last of each storey is in the stair, and outside. */
export function evacuate(model: StairModel): readonly StoreyLeft[] {
  const { storeys, stairLengthM, stairFactor } = model;
  const stairM = effectiveWidthM(model.stairWidthM, 'stair');
  const stairFlow = maxSpecificFlow(stairFactor) * stairM;
  const storeyFlow = doorFlow * effectiveWidthM(model.storeyDoorM, 'door');
  const exitFlow = doorFlow * effectiveWidthM(model.exitDoorM, 'door');
  const areaM2 = stairM * stairLengthM;
  const waiting: Group[][] = storeys.map(({ people, startsAfterS }, storey) => [
    { storey, people, readyS: startsAfterS + model.toStairM / walkingSpeedMps(levelSpeedFactor, 0) },
  ]);
  /** The flight below each storey; of the lowest there is none. */
  const flights: Group[][] = storeys.map(() => []);
  const inStair = storeys.map(() => 0);
  const outside = storeys.map(() => 0);
  const left = storeys.map(({ people }) => people);

  for (let timeS = 0; timeS < longestS && left.some((people) => people > leastPeople); timeS++) {
    for (let at = 0; at < storeys.length; at++) {
      const fromAbove = flights[at + 1] ?? [];
      const own = waiting[at] ?? [];
      const below = flights[at] ?? [];
      // At the lowest storey both streams leave by the door; higher up they go on down the stair while it has room.
      const room = at === 0 ? Infinity : Math.max(0, standstillDensity * areaM2 - countOf(below));
      const capacity = Math.min(at === 0 ? Math.min(exitFlow, stairFlow + storeyFlow) : stairFlow, room);
      const [above, here] = merged(
        capacity,
        Math.min(stairFlow, readyOf(fromAbove, timeS)),
        Math.min(storeyFlow, readyOf(own, timeS)),
      );
      const arrivesS = timeS + flightS(below, areaM2, stairLengthM, stairFactor);
      for (const [from, people] of [
        [fromAbove, above],
        [own, here],
      ] as const)
        for (const group of take(from, people, timeS)) {
          if (from === own) inStair[group.storey] = timeS + 1;
          if (at > 0) {
            below.push({ ...group, readyS: arrivesS });
            continue;
          }
          outside[group.storey] = timeS + 1;
          left[group.storey] = (left[group.storey] ?? 0) - group.people;
        }
    }
  }
  return storeys.map(({ id }, i) => ({ id, inStairS: inStair[i] ?? 0, outsideS: outside[i] ?? 0 }));
}

const countOf = (groups: readonly Group[]) => groups.reduce((sum, { people }) => sum + people, 0);

const readyOf = (groups: readonly Group[], timeS: number) =>
  countOf(groups.filter(({ readyS }) => readyS <= timeS));

/** How long who enters now walks, among those who are in the flight already. */
function flightS(below: readonly Group[], areaM2: number, lengthM: number, factor: number): number {
  const density = areaM2 > 0 ? countOf(below) / areaM2 : 0;
  return lengthM / walkingSpeedMps(factor, Math.min(density, bestDensity));
}

function merged(capacity: number, above: number, own: number): readonly [number, number] {
  if (above + own <= capacity) return [above, own];
  const ofOwn = Math.min(own, Math.max(capacity * mergingShare, capacity - above));
  return [Math.min(above, capacity - ofOwn), ofOwn];
}

/** Takes so many of those who are ready, the first first. */
function take(groups: Group[], people: number, timeS: number): Group[] {
  const taken: Group[] = [];
  let rest = people;
  while (rest > leastPeople / 100) {
    const first = groups[0];
    if (!first || first.readyS > timeS) break;
    const some = Math.min(first.people, rest);
    taken.push({ ...first, people: some });
    first.people -= some;
    rest -= some;
    if (first.people <= leastPeople / 100) groups.shift();
  }
  return taken;
}
