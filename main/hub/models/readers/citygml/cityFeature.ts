/** One object of a CityGML file while it is read: the polygons of its highest level of detail, and its properties. */
import type { StoredProperty } from '#hub/models/properties.ts';
import { fault } from '#shared/protocol/result.ts';
import type { Surfaces } from '../geometry/surfaces.ts';
import type { Frame } from '../places/frame.ts';
import type { ReadInto } from '../reader.ts';
import { addRow, addSet } from '../rows.ts';
import type { Appearances } from './appearances.ts';
import { colorOfSurface } from '../surfaceColors.ts';

const MOST_PROPERTIES = 500;

export interface GmlPolygon {
  readonly ids: readonly string[];
  readonly semantic: string | null;
  /** Coordinates as they stand in the file, three to a point. */
  readonly rings: number[][];
  /** Of the rings that have begun; empty where one has none. */
  readonly ringIds: string[];
}

export interface CityFeature {
  readonly row: number;
  addPolygon(level: number, polygon: GmlPolygon): void;
  addProperty(property: StoredProperty): void;
  setName(name: string): void;
  /** The highest level that this or a part of it is drawn at. */
  readonly level: number;
  /** Draws and stores, without a frame stores only. */
  close(frame: Frame | null, surfaces: Surfaces, looks: Appearances): void;
}

export function createFeature(
  into: ReadInto,
  given: { readonly id: string; readonly type: string },
  above: CityFeature | null,
  reached: (level: number) => void,
): CityFeature {
  const row = addRow(into, {
    globalId: given.id,
    type: given.type,
    name: given.id,
    parent: above?.row ?? -1,
  });
  const levels = new Set<number>();
  const properties: StoredProperty[] = [];
  let polygons: GmlPolygon[] = [];
  let own = -1;

  return {
    row,
    get level() {
      return own;
    },

    addPolygon(level, polygon) {
      levels.add(level);
      if (level < own) return;
      if (level > own) polygons = [];
      own = level;
      polygons.push(polygon);
    },

    addProperty(property) {
      if (properties.length < MOST_PROPERTIES) properties.push(property);
    },

    setName(name) {
      const held = into.tree.rows[row];
      if (held) into.tree.rows[row] = { ...held, name: name.slice(0, 200) };
    },

    close(frame, surfaces, looks) {
      addSet(into, row, 'Attributes', properties);
      if (levels.size > 0)
        addSet(into, row, 'CityGML', [['LoD', [...levels].sort((a, b) => b - a).join(', '), null]]);
      if (levels.size > 1) into.notes.add(fault('highest-detail'));
      let flat = 0;
      for (const { ids, semantic, rings, ringIds } of frame ? polygons : []) {
        const color = ids.map(looks.colorOf).find((one) => one !== undefined);
        const local = rings.map((ring) => localRing(ring, frame));
        const skin = looks.skinOf(ringIds);
        if (!surfaces.polygon(local, color ?? colorOfSurface(semantic, given.type), skin)) flat++;
      }
      into.notes.add(fault('surface-flat'), flat);
      polygons = [];
      surfaces.flush(row);
      reached(own);
    },
  };
}

function localRing(ring: readonly number[], frame: Frame | null): number[] {
  const points: number[] = [];
  if (!frame) return points;
  for (let i = 0; i + 2 < ring.length; i += 3)
    points.push(...frame.local(ring[i] ?? NaN, ring[i + 1] ?? NaN, ring[i + 2] ?? NaN));
  return points;
}
