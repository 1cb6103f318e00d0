/** A building as places: itself, its units side by side along its longer axis, their storeys, and households on them. */
import type { OrientedBox, Place } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { FittedBox } from '#shared/geo/fittedBox.ts';

export interface BuildingShape {
  readonly id: string;
  readonly name: LocalText;
  readonly units: number;
  readonly storeys: number;
  readonly householdsPerStorey: number;
  readonly heightM: number;
  readonly base: FittedBox;
}

export function placesOfBuilding(building: BuildingShape): Place[] {
  const { id, name, units, storeys, householdsPerStorey, heightM } = building;
  const storeyM = heightM / storeys;
  const places: Place[] = [
    { id, kind: 'building', name, parentId: null, box: slice(building, [0, 1], [0, heightM]) },
  ];
  for (let unit = 1; unit <= units; unit++) {
    const unitId = `${id}-${unit}`;
    const [from, to] = [(unit - 1) / units, unit / units];
    const zh = units > 1 ? `${name.zh}${unit}单元` : `${name.zh}`;
    const en = units > 1 ? `${name.en}, unit ${unit}` : `${name.en}`;
    places.push({
      id: unitId,
      kind: 'unit',
      name: { zh: units > 1 ? zh : `${zh}1单元`, en: units > 1 ? en : `${en}, unit 1` },
      parentId: id,
      box: slice(building, [from, to], [0, heightM]),
    });
    for (let level = 1; level <= storeys; level++) {
      const z: Span = [(level - 1) * storeyM, level * storeyM];
      const storeyId = `${unitId}/${level}`;
      places.push({
        id: storeyId,
        kind: 'storey',
        name: { zh: `${zh}${level}层`, en: `${en}, storey ${level}` },
        parentId: unitId,
        box: slice(building, [from, to], z),
      });
      for (let door = 1; door <= householdsPerStorey; door++) {
        const number = `${level}${String(door).padStart(2, '0')}`;
        const part: Span = [
          from + ((to - from) * (door - 1)) / householdsPerStorey,
          from + ((to - from) * door) / householdsPerStorey,
        ];
        places.push({
          id: `${unitId}-${number}`,
          kind: 'household',
          name: { zh: `${zh}${number}室`, en: `${en}, ${number}` },
          parentId: storeyId,
          box: slice(building, part, z),
        });
      }
    }
  }
  return places;
}

type Span = readonly [from: number, to: number];

/** The part of the building between two shares of its longer axis and two heights. */
function slice({ base }: BuildingShape, [from, to]: Span, [z0, z1]: Span): OrientedBox {
  const { centre, sizeM, yawRad } = base;
  const alongM = ((from + to) / 2 - 0.5) * sizeM[0];
  return {
    centreEnu: [
      rounded(centre[0] + alongM * Math.cos(yawRad)),
      rounded(centre[1] + alongM * Math.sin(yawRad)),
      rounded((z0 + z1) / 2),
    ],
    sizeM: [atLeast(rounded((to - from) * sizeM[0])), atLeast(rounded(sizeM[1])), atLeast(rounded(z1 - z0))],
    yawRad: Number(yawRad.toFixed(6)),
  };
}

const rounded = (valueM: number): number => Math.round(valueM * 1000) / 1000;
const atLeast = (valueM: number): number => Math.max(valueM, 0.001);
