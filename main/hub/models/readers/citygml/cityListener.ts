/** Elements of a CityGML text → rows, properties and surfaces, as they come by. */
import type { SaxesTagPlain } from 'saxes';
import type { FileGeoreference } from '#hub/models/georeference.ts';
import { fault } from '#shared/protocol/result.ts';
import type { ShapeBuilder } from '../geometry/shapeBuilder.ts';
import { createSurfaces } from '../geometry/surfaces.ts';
import { readCrs, type ReadCrs } from '../places/crs.ts';
import { createFrame, type Frame } from '../places/frame.ts';
import type { ReadInto } from '../reader.ts';
import { isSurfaceClass } from '../surfaceColors.ts';
import { createFeature, type CityFeature, type GmlPolygon } from './cityFeature.ts';
import { coordinatesOf } from './coordinateText.ts';
import type { XmlListener } from './gmlText.ts';
import type { Appearances } from './appearances.ts';

interface Level {
  readonly local: string;
  readonly qualified: string;
  readonly feature: CityFeature | null;
  readonly ownsFeature: boolean;
  readonly lod: number | null;
  readonly semantic: string | null;
  readonly dimension: number;
  /** Ids of surfaces around and of this one, for materials. */
  readonly ids: readonly string[];
  /** What its text is called among the properties; null where it is none. */
  readonly path: string | null;
  text: string;
  leaf: boolean;
}

/** Objects that are rows of their own inside another. */
const PARTS =
  /^(BuildingPart|BuildingInstallation|IntBuildingInstallation|Room|BuildingFurniture|BuildingRoom|BuildingUnit|Storey|BridgePart|BridgeInstallation|TunnelPart|TunnelInstallation|TINRelief|MassPointRelief|BreaklineRelief|RasterRelief|Section|Intersection)$/;
const MEMBER = /^(cityObjectMember|featureMember|groupMember)$/;
const NO_PROPERTY =
  /^(lod\d.*|boundedBy|boundary|tin|opening|fillingSurface|appearance|appearanceMember|Envelope|referencePoint|extent|surfaceMember)$/;
const SURFACE = /^(Polygon|Triangle|Rectangle|PolygonPatch)$/;
const DEEPEST = 256;

export interface CityListener extends XmlListener {
  finish(): { readonly version: string; readonly georeference: FileGeoreference | null };
}

export function createCityListener(builder: ShapeBuilder, looks: Appearances, into: ReadInto): CityListener {
  const surfaces = createSurfaces(builder, into.notes);
  const stack: Level[] = [];
  /** Highest level of what lies inside each open object. */
  const inside: number[] = [];
  const surfaceIds = new Set<string>();
  const references: string[] = [];
  let crs: ReadCrs | null = null;
  let frame: Frame | null = null;
  let polygon: GmlPolygon | null = null;
  let ring: number[] | null = null;
  let version = '';
  let tooDeep = 0;

  const frameFrom = (points: readonly number[]): void => {
    if (!frame && points.length >= 2)
      frame = createFrame(crs, [points[0] ?? 0, points[1] ?? 0], into.anchors);
  };

  function openFeature(local: string, id: string, above: CityFeature | null): CityFeature {
    inside.push(-1);
    return createFeature(into, { id, type: local }, above, (level) => {
      const deepest = Math.max(level, inside.pop() ?? -1);
      const last = inside.length - 1;
      if (last >= 0) inside[last] = Math.max(inside[last] ?? -1, deepest);
    });
  }

  function endCoordinates({ local, text, dimension }: Level): void {
    const points = coordinatesOf(text, dimension);
    if (local !== 'upperCorner') frameFrom(points);
    if (ring) for (const value of points) ring.push(value);
  }

  function endProperty(level: Level): void {
    const text = level.text.trim();
    if (!level.feature || !level.leaf || level.path === null || !text) return;
    if (level.path === 'gml:name' || level.path === 'name') level.feature.setName(text);
    level.feature.addProperty([level.path, text.slice(0, 4000), null]);
  }

  function endFeature(feature: CityFeature): void {
    // A coarse whole is left to parts that are finer.
    const finer = (inside.at(-1) ?? -1) > feature.level && feature.level >= 0;
    feature.close(finer ? null : frame, surfaces, looks);
  }

  return {
    open(tag: SaxesTagPlain) {
      if (stack.length >= DEEPEST) {
        tooDeep++;
        return;
      }
      const { name: qualified, attributes } = tag;
      const local = qualified.slice(qualified.indexOf(':') + 1);
      const above = stack.at(-1);
      if (above) above.leaf = false;
      if (!version) version = versionOf(tag);
      const srs = attributes['srsName'];
      if (srs && !crs) crs = readCrs(srs);
      const id = attributes['gml:id'] ?? attributes['id'] ?? '';
      const href = attributes['xlink:href'];
      if (href?.startsWith('#')) references.push(href.slice(1));
      const upper = /^[A-Z]/.test(local);
      const ownsFeature = upper && ((above !== undefined && MEMBER.test(above.local)) || PARTS.test(local));
      const feature = ownsFeature ? openFeature(local, id, above?.feature ?? null) : (above?.feature ?? null);
      const lod = /^lod(\d)/.exec(local)?.[1];
      const ids =
        id && /Surface|Polygon|Triangle/.test(local)
          ? [...(ownsFeature ? [] : (above?.ids ?? [])), id]
          : (above?.ids ?? []);
      if (id && ids.includes(id)) surfaceIds.add(id);
      stack.push({
        local,
        qualified,
        feature,
        ownsFeature,
        lod: lod === undefined ? (ownsFeature ? null : (above?.lod ?? null)) : Number(lod),
        semantic: isSurfaceClass(local) ? local : ownsFeature ? null : (above?.semantic ?? null),
        dimension: Number(attributes['srsDimension'] ?? above?.dimension ?? 3),
        ids,
        path: ownsFeature ? '' : pathOf(above?.path ?? null, local, qualified, attributes['name']),
        text: '',
        leaf: true,
      });
      if (SURFACE.test(local))
        polygon = { ids, semantic: stack.at(-1)?.semantic ?? null, rings: [], ringIds: [] };
      if (local === 'LinearRing') {
        ring = [];
        polygon?.ringIds.push(id);
      }
      if (local === 'ImplicitGeometry') into.notes.add(fault('template-missing'));
    },

    text(text) {
      const top = stack.at(-1);
      if (top && top.leaf && tooDeep === 0) top.text += text;
    },

    close() {
      if (tooDeep > 0) {
        if (--tooDeep === 0) into.notes.add(fault('nested-too-deep'));
        return;
      }
      const level = stack.pop();
      if (!level) return;
      const { local, feature } = level;
      if (local === 'posList' || local === 'pos' || local === 'coordinates' || local.endsWith('Corner'))
        endCoordinates(level);
      else if (local === 'LinearRing') {
        if (ring) polygon?.rings.push(ring);
        ring = null;
      } else if (SURFACE.test(local)) {
        if (polygon) feature?.addPolygon(level.lod ?? 0, polygon);
        polygon = null;
      } else endProperty(level);
      if (level.ownsFeature && feature) endFeature(feature);
    },

    finish() {
      const missing = references.filter((id) => !surfaceIds.has(id)).length;
      into.notes.add(fault('reference-missing'), missing);
      for (const { ownsFeature, feature } of stack.toReversed())
        if (ownsFeature && feature) endFeature(feature);
      return { version, georeference: frame?.georeference ?? null };
    },
  };
}

function pathOf(
  above: string | null,
  local: string,
  qualified: string,
  named: string | undefined,
): string | null {
  if (above === null || NO_PROPERTY.test(local)) return null;
  if (named !== undefined && local.endsWith('Attribute')) return above ? `${above} · ${named}` : named;
  // Types lie between properties and say nothing more.
  const silent = local === 'value' || (/^[A-Z]/.test(local) && above !== '');
  if (silent) return above;
  return above ? `${above} · ${qualified}` : qualified;
}

function versionOf({ attributes }: SaxesTagPlain): string {
  for (const value of Object.values(attributes)) {
    const found = /opengis\.net\/citygml\/(\d\.\d)$/.exec(value)?.[1];
    if (found) return found;
  }
  return '';
}
