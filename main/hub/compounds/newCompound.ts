/**
 * A new compound from what little is known: a list of buildings, an imported model, or footprints of a map. What nobody
 * said is not invented: no year, no people, no devices.
 */
import { englishName } from '#shared/i18n/englishNames.ts';
import { usualEntranceEdge } from '#shared/drawing/buildingFrame.ts';
import { isBuildable } from '#shared/drawing/checkDrawing.ts';
import { emptyDrawing, type At, type CompoundDrawing, type DrawnBuilding } from '#shared/drawing/drawing.ts';
import { planOfDrawing } from '#shared/drawing/planOfDrawing.ts';
import { rectangleAt, roundedAt, simplified } from '#shared/drawing/rings.ts';
import { fittedBox } from '#shared/geo/fittedBox.ts';
import { geodeticToEnu, type Geodetic } from '#shared/geo/enu.ts';
import type { BuildingTemplate, NewCompound } from '#shared/compounds/template.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { isCityJson, readCityFootprints } from './cityFootprints.ts';
import type { CompoundRecordsToWrite } from './folder.ts';
import { readFootprints, type Footprint } from './footprints.ts';
import { asWgs84, originAt } from './origin.ts';

const usualStoreyM = 3;
const leastStoreyM = 1.8;

export function newCompound(asked: NewCompound, model: ModelManifest | null): Result<CompoundRecordsToWrite> {
  const ways = [asked.buildings, asked.modelId, asked.footprints].filter((way) => way !== undefined);
  if (ways.length > 1) return failure('compound-ways');
  const drawn =
    asked.modelId !== undefined
      ? fromModel(asked, model)
      : asked.footprints !== undefined
        ? fromFootprints(asked)
        : fromBuildings(asked, asked.buildings ?? []);
  if (!drawn.ok) return drawn;
  const { at, buildings } = drawn.value;
  const origin = originAt(at, asked.origin?.crs, asked.timeZone);
  if (!origin.ok) return origin;
  const ids = new Set(buildings.map(({ id }) => id));
  if (ids.size < buildings.length) return failure('compound-building-twice');
  const drawing: CompoundDrawing = { ...emptyDrawing, buildings };
  // An imported model is the building: nothing is drawn beside it.
  const isDrawn = asked.modelId === undefined;
  return success({
    manifest: {
      version: 1,
      id: asked.id,
      name: localName(asked.name),
      address: localName(asked.address ?? ''),
      layout: asked.footprints === undefined ? 'illustrative' : 'surveyed',
      facts: { built: asked.built ?? 0, people: 0, ...countsOf(buildings) },
      origin: origin.value,
      models: [],
    },
    plan: planOfDrawing(drawing),
    devices: [],
    mapping: null,
    households: null,
    drawing: isDrawn ? drawing : null,
  });
}

/** As the manifest tells them. */
export function countsOf(buildings: readonly DrawnBuilding[]) {
  const sum = (of: (one: DrawnBuilding) => number) => buildings.reduce((all, one) => all + of(one), 0);
  return {
    buildings: buildings.length,
    units: sum(({ units }) => units),
    households: sum(({ units, storeys, homesPerStorey }) => units * storeys * homesPerStorey),
  };
}

interface Drawn {
  readonly at: Geodetic;
  readonly buildings: readonly DrawnBuilding[];
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
  if (!origin) return null;
  const { latDeg, lonDeg } = asWgs84(origin);
  return { latDeg, lonDeg, heightM: origin.heightM ?? 0 };
}

const noOrigin = () => failure('compound-no-origin');

/** What is not said of a building is as most are. */
function building(
  nth: number,
  ring: readonly At[],
  said: Pick<DrawnBuilding, 'id' | 'name' | 'storeys' | 'storeyHeightM' | 'units' | 'homesPerStorey'>,
): DrawnBuilding {
  return {
    key: `building-${nth + 1}`,
    ...said,
    ring: ring.map(roundedAt),
    entranceEdge: usualEntranceEdge(ring),
    roof: 'flat',
    tone: said.storeys > 9 ? 'light' : 'warm',
    lift: said.storeys > 6,
  };
}

function fromBuildings(asked: NewCompound, templates: readonly BuildingTemplate[]): Result<Drawn> {
  const at = geodetic(asked);
  if (!at) return noOrigin();
  const buildings: DrawnBuilding[] = [];
  for (const [nth, one] of templates.entries()) {
    const ring = ringOf(one);
    if (!ring) return failure('compound-building-place', { building: one.id });
    buildings.push(
      building(nth, ring, {
        id: one.id,
        name: nameOfBuilding(one.id, one.name),
        units: one.units ?? 1,
        storeys: one.storeys,
        homesPerStorey: one.householdsPerStorey ?? 0,
        storeyHeightM: one.storeyHeightM ?? usualStoreyM,
      }),
    );
  }
  return success({ at, buildings });
}

function ringOf({ footprint, position, sizeM, yawRad = 0 }: BuildingTemplate): readonly At[] | null {
  if (footprint) return fittedBox(footprint) ? simplified(footprint) : null;
  return position && sizeM ? rectangleAt(position, sizeM, yawRad) : null;
}

function fromFootprints(asked: NewCompound): Result<Drawn> {
  const { footprints } = asked;
  const read = isCityJson(footprints)
    ? readCityFootprints(footprints, geodetic(asked))
    : readFootprints(footprints);
  if (!read.ok) return read;
  const points = read.value.flatMap(({ ring }) => ring);
  const mean = (nth: 0 | 1) => points.reduce((sum, point) => sum + point[nth], 0) / points.length;
  const at = geodetic(asked) ?? { latDeg: mean(1), lonDeg: mean(0), heightM: 0 };
  const taken = new Set<string>();
  const buildings: DrawnBuilding[] = [];
  for (const one of read.value) {
    const ring = simplified(
      one.ring.map<At>(([lonDeg, latDeg]) => {
        const [x, y] = geodeticToEnu(at, { latDeg, lonDeg, heightM: at.heightM });
        return [x, y];
      }),
    );
    const box = fittedBox(ring);
    if (!box || Math.hypot(...box.centre) > 20_000 || !isBuildable(ring)) continue;
    buildings.push(building(buildings.length, ring, saidOf(one, taken)));
  }
  if (buildings.length === 0) return failure('footprints-useless');
  return success({ at, buildings });
}

/** Its name is its id where it has one that nobody else has; else its number. */
function saidOf({ name, heightM, levels, units }: Footprint, taken: Set<string>) {
  const storeys = Math.min(120, levels ?? Math.max(1, Math.round((heightM ?? usualStoreyM) / usualStoreyM)));
  let id = name?.slice(0, 40) ?? '';
  for (let nth = taken.size + 1; id === '' || taken.has(id); nth++)
    id = name ? `${name.slice(0, 34)} ${nth}` : String(nth);
  taken.add(id);
  return {
    id,
    name: nameOfBuilding(id, name ?? undefined),
    units: units ?? 1,
    storeys,
    homesPerStorey: 0,
    storeyHeightM: Math.min(12, Math.max(2, heightM === null ? usualStoreyM : heightM / storeys)),
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
      building(0, ringAround(min, max), {
        id: '1',
        name: localName(model.name),
        units: 1,
        storeys: Math.max(1, walkable.length),
        homesPerStorey: 0,
        storeyHeightM: Math.max(0.1, max[2] - min[2]) / Math.max(1, walkable.length),
      }),
    ],
  });
}

/** About the middle: its frame is its own. */
function ringAround(min: Enu, max: Enu): At[] {
  return rectangleAt([0, 0], [Math.max(0.1, max[0] - min[0]), Math.max(0.1, max[1] - min[1])], 0);
}
