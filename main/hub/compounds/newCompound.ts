/**
 * A new compound from what little is known: a list of buildings, an imported model, or footprints of a map. What nobody
 * said is not invented: no year, no people, no devices.
 */
import { englishName } from '#shared/i18n/englishNames.ts';
import { fittedBox, type FittedBox, type GroundPoint } from '#shared/geo/fittedBox.ts';
import { geodeticToEnu, type Geodetic } from '#shared/geo/enu.ts';
import type { BuildingTemplate, NewCompound } from '#shared/compounds/template.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { placesOfBuilding, type BuildingShape } from './buildingPlaces.ts';
import type { CompoundRecordsToWrite } from './folder.ts';
import { readFootprints, type Footprint } from './footprints.ts';
import { originAt } from './origin.ts';
import { boundaryAround, homeView } from './surroundings.ts';

const usualStoreyM = 3;
const leastStoreyM = 1.8;

export function newCompound(asked: NewCompound, model: ModelManifest | null): Result<CompoundRecordsToWrite> {
  const ways = [asked.buildings, asked.modelId, asked.footprints].filter((way) => way !== undefined);
  if (ways.length !== 1) return failure('compound-ways');
  const drawn =
    asked.buildings !== undefined
      ? fromBuildings(asked, asked.buildings)
      : asked.modelId !== undefined
        ? fromModel(asked, model)
        : fromFootprints(asked);
  if (!drawn.ok) return drawn;
  const { at, buildings } = drawn.value;
  const origin = originAt(at, asked.origin?.crs, asked.timeZone);
  if (!origin.ok) return origin;
  const ids = new Set(buildings.map(({ id }) => id));
  if (ids.size < buildings.length) return failure('compound-building-twice');
  const boxes = buildings.map(({ base }) => base);
  const units = buildings.reduce((sum, one) => sum + one.units, 0);
  return success({
    manifest: {
      version: 1,
      id: asked.id,
      name: localName(asked.name),
      address: localName(asked.address ?? ''),
      layout: asked.footprints === undefined ? 'illustrative' : 'surveyed',
      facts: {
        built: asked.built ?? 0,
        buildings: buildings.length,
        units,
        households: buildings.reduce(
          (sum, one) => sum + one.units * one.storeys * one.householdsPerStorey,
          0,
        ),
        people: 0,
      },
      origin: origin.value,
      models: [],
    },
    plan: {
      version: 1,
      places: buildings.flatMap(placesOfBuilding),
      bays: [],
      trees: [],
      lamps: [],
      boundaryEnu: boundaryAround(boxes),
      views: [homeView(boxes)],
    },
    devices: [],
    mapping: null,
    households: null,
  });
}

interface Drawn {
  readonly at: Geodetic;
  readonly buildings: readonly BuildingShape[];
}

/** A name in one language gets the English that can be derived. */
function localName(name: string | LocalText): LocalText {
  return typeof name === 'string' ? { zh: name, en: englishName(name) } : name;
}

function nameOfBuilding(id: string, name: string | LocalText | undefined): LocalText {
  if (name !== undefined) return localName(name);
  return localName(/^\d+$/.test(id) ? `${id}号楼` : id);
}

function geodetic({ origin }: NewCompound): Geodetic | null {
  return origin
    ? { heightM: 0, latDeg: origin.latDeg, lonDeg: origin.lonDeg, ...heightOf(origin.heightM) }
    : null;
}
const heightOf = (heightM: number | undefined) => (heightM === undefined ? {} : { heightM });

const noOrigin = () => failure('compound-no-origin');

function fromBuildings(asked: NewCompound, templates: readonly BuildingTemplate[]): Result<Drawn> {
  const at = geodetic(asked);
  if (!at) return noOrigin();
  const buildings: BuildingShape[] = [];
  for (const one of templates) {
    const base = baseOf(one);
    if (!base) return failure('compound-building-place', { building: one.id });
    buildings.push({
      id: one.id,
      name: nameOfBuilding(one.id, one.name),
      units: one.units ?? 1,
      storeys: one.storeys,
      householdsPerStorey: one.householdsPerStorey ?? 0,
      heightM: one.storeys * (one.storeyHeightM ?? usualStoreyM),
      base,
    });
  }
  return success({ at, buildings });
}

function baseOf({ footprint, position, sizeM, yawRad = 0 }: BuildingTemplate): FittedBox | null {
  if (footprint) return fittedBox(footprint);
  return position && sizeM ? { centre: position, sizeM, yawRad } : null;
}

function fromFootprints(asked: NewCompound): Result<Drawn> {
  const read = readFootprints(asked.footprints);
  if (!read.ok) return read;
  const points = read.value.flatMap(({ ring }) => ring);
  const mean = (nth: 0 | 1) => points.reduce((sum, point) => sum + point[nth], 0) / points.length;
  const at = geodetic(asked) ?? { latDeg: mean(1), lonDeg: mean(0), heightM: 0 };
  const taken = new Set<string>();
  const buildings: BuildingShape[] = [];
  for (const one of read.value) {
    const ring = one.ring.map<GroundPoint>(([lonDeg, latDeg]) => {
      const [x, y] = geodeticToEnu(at, { latDeg, lonDeg, heightM: at.heightM });
      return [x, y];
    });
    const base = fittedBox(ring);
    if (!base || Math.hypot(...base.centre) > 20_000) continue;
    buildings.push({ ...shapeOf(one, taken), base });
  }
  if (buildings.length === 0) return failure('footprints-useless');
  return success({ at, buildings });
}

/** Its name is its id where it has one that nobody else has; else its number. */
function shapeOf(
  { name, heightM, levels, units }: Footprint,
  taken: Set<string>,
): Omit<BuildingShape, 'base'> {
  const storeys = levels ?? Math.max(1, Math.round((heightM ?? usualStoreyM) / usualStoreyM));
  let id = name ?? '';
  for (let nth = taken.size + 1; id === '' || taken.has(id); nth++)
    id = name ? `${name} ${nth}` : String(nth);
  taken.add(id);
  return {
    id,
    name: nameOfBuilding(id, name ?? undefined),
    units: units ?? 1,
    storeys,
    householdsPerStorey: 0,
    heightM: heightM ?? storeys * usualStoreyM,
  };
}

/** The model's own place on earth where it has one; its storeys; one box around it. */
function fromModel(asked: NewCompound, model: ModelManifest | null): Result<Drawn> {
  if (!model) return failure('no-model', { model: asked.modelId ?? '' });
  const { bounds, georeference, storeys } = model;
  if (!bounds) return failure('compound-model-empty');
  const place =
    georeference.kind !== 'none' && georeference.latDeg !== null && georeference.lonDeg !== null
      ? { latDeg: georeference.latDeg, lonDeg: georeference.lonDeg, heightM: georeference.heightM }
      : null;
  const at = geodetic(asked) ?? place;
  if (!at) return failure('compound-model-nowhere');
  const [min, max] = [bounds.minEnu, bounds.maxEnu];
  const levels = [...new Set(storeys.flatMap(({ elevationM }) => elevationM ?? []))]
    .filter((one) => one > -0.5)
    .toSorted((a, b) => a - b);
  // Foundations and the edge of the roof are storeys to a modeller; nobody can stand in them.
  const walkable = levels.filter((level, nth) => (levels[nth + 1] ?? max[2]) - level >= leastStoreyM);
  return success({
    // Its frame is its own: it stands at the middle, as it is drawn.
    at,
    buildings: [
      {
        id: '1',
        name: localName(model.name),
        units: 1,
        storeys: Math.max(1, walkable.length),
        householdsPerStorey: 0,
        heightM: Math.max(0.1, max[2] - min[2]),
        base: {
          centre: [0, 0],
          sizeM: [Math.max(0.1, max[0] - min[0]), Math.max(0.1, max[1] - min[1])],
          yawRad: 0,
        },
      },
    ],
  });
}
