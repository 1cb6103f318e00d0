/** One primitive of a mesh as triangles with normals, cut up by feature where it names features. */
import { fault } from '#shared/protocol/result.ts';
import { arrayOf, isObject } from '../jsonText.ts';
import type { Notes } from '../notes.ts';
import { packColor } from '../surfaceColors.ts';
import { numberAt, type Accessors, type PackedPrimitive } from './accessors.ts';
import { skinOf, type Skin } from '#hub/models/skins.ts';
import type { Json } from './container.ts';
import type { MaterialPicture } from './pictures.ts';

export interface GltfPart {
  /** Feature of a property table; null: the whole primitive. */
  readonly feature: number | null;
  readonly propertyTable: number;
  /** [n, 6] in the mesh's frame, y up. */
  readonly vertices: Float32Array;
  readonly index: Uint32Array;
  readonly color: number;
  readonly skin: Skin | null;
}

const MOST_FEATURES = 1_000_000;

export function readPrimitive(
  primitive: Json,
  json: Json,
  accessors: Accessors,
  pictureOf: (material: number) => MaterialPicture | null,
  notes: Notes,
): GltfPart[] {
  const mode = numberAt(primitive, 'mode', 4);
  const extensions = isObject(primitive['extensions']) ? primitive['extensions'] : {};
  // Points are read beside the surfaces.
  if (mode === 0) return [];
  if (mode < 4 || mode > 6) {
    notes.add(fault('not-surfaces'));
    return [];
  }
  const packed = accessors.readPacked(primitive);
  const positions = packed?.attribute('POSITION');
  if (!packed || !positions || positions.size !== 3) {
    notes.add(fault('objects-damaged'));
    return [];
  }
  const corners = trianglesOf(packed.index ?? counting(positions.count), mode);
  const index = corners.filter((_, i) => {
    const from = i - (i % 3);
    return [0, 1, 2].every((k) => isPlace(positions.values, corners[from + k] ?? -1));
  });
  notes.add(fault('vertex-missing'), (corners.length - index.length) / 3);
  const normals = packed.attribute('NORMAL');
  const material = numberAt(primitive, 'material', -1);
  const color = colorOf(arrayOf(json['materials'])[material]);
  const picture = pictureOf(material);
  const laid = picture && packed.attribute(`TEXCOORD_${picture.set}`);
  const uv = laid?.size === 2 && laid.count >= positions.count ? laid.values : null;
  const { ids, propertyTable } = featuresOf(extensions['EXT_mesh_features'], packed);
  const byFeature = new Map<number, number[]>();
  for (let i = 0; i + 2 < index.length; i += 3) {
    const feature = ids ? (ids[index[i] ?? 0] ?? -1) : -1;
    const held = byFeature.get(feature);
    const corner = [index[i] ?? 0, index[i + 1] ?? 0, index[i + 2] ?? 0];
    if (held) held.push(...corner);
    else if (byFeature.size < MOST_FEATURES) byFeature.set(feature, corner);
  }
  return [...byFeature].map(([feature, own]) => {
    const { from, ...mesh } = meshOf(own, positions.values, normals?.size === 3 ? normals.values : null);
    const skin = picture && uv && skinOf(picture.picture, placed(uv, from, picture.place));
    return { feature: ids ? feature : null, propertyTable, color, skin, ...mesh };
  });
}

const counting = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => i);

function isPlace(positions: Float64Array, vertex: number): boolean {
  const at = vertex * 3;
  if (vertex < 0 || at + 2 >= positions.length) return false;
  return Number.isFinite((positions[at] ?? NaN) + (positions[at + 1] ?? NaN) + (positions[at + 2] ?? NaN));
}

/** Strips and fans as triangles. */
function trianglesOf(index: Float64Array, mode: number): number[] {
  const corners: number[] = [];
  if (mode === 4) {
    for (let i = 0; i + 2 < index.length; i += 3)
      corners.push(index[i] ?? -1, index[i + 1] ?? -1, index[i + 2] ?? -1);
    return corners;
  }
  for (let i = 0; i + 2 < index.length; i++) {
    const first = mode === 6 ? (index[0] ?? -1) : (index[i] ?? -1);
    const [second, third] = [index[i + 1] ?? -1, index[i + 2] ?? -1];
    if (mode === 5 && i % 2 === 1) corners.push(first, third, second);
    else corners.push(first, second, third);
  }
  return corners;
}

/** Where the vertices that came of `from` lie on the picture. */
function placed(uv: Float64Array, from: readonly number[], place: MaterialPicture['place']): number[] {
  return from.flatMap((vertex) => place(uv[vertex * 2] ?? NaN, uv[vertex * 2 + 1] ?? NaN));
}

/** Only the vertices that these corners use, and which those were; without normals every triangle is flat. */
function meshOf(corners: readonly number[], positions: Float64Array, normals: Float64Array | null) {
  const vertices: number[] = [];
  const index: number[] = [];
  const from: number[] = [];
  const placed = new Map<number, number>();
  for (let i = 0; i < corners.length; i += 3) {
    const flat = normals
      ? null
      : flatNormal(positions, corners[i] ?? 0, corners[i + 1] ?? 0, corners[i + 2] ?? 0);
    for (let k = 0; k < 3; k++) {
      const corner = corners[i + k] ?? 0;
      const known = normals ? placed.get(corner) : undefined;
      if (known !== undefined) {
        index.push(known);
        continue;
      }
      const at = corner * 3;
      const normal = flat ?? [normals?.[at] ?? 0, normals?.[at + 1] ?? 0, normals?.[at + 2] ?? 1];
      const fresh = vertices.length / 6;
      vertices.push(positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0, ...normal);
      from.push(corner);
      placed.set(corner, fresh);
      index.push(fresh);
    }
  }
  return { from, vertices: Float32Array.from(vertices), index: Uint32Array.from(index) };
}

function flatNormal(p: Float64Array, a: number, b: number, c: number): readonly [number, number, number] {
  const at = (vertex: number, axis: number): number => p[vertex * 3 + axis] ?? 0;
  const [ux, uy, uz] = [at(b, 0) - at(a, 0), at(b, 1) - at(a, 1), at(b, 2) - at(a, 2)];
  const [vx, vy, vz] = [at(c, 0) - at(a, 0), at(c, 1) - at(a, 1), at(c, 2) - at(a, 2)];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

function featuresOf(extension: unknown, { attribute }: PackedPrimitive) {
  const set = isObject(extension) ? arrayOf(extension['featureIds']).find(isObject) : undefined;
  if (!set) return { ids: attribute('_BATCHID')?.values ?? null, propertyTable: -1 };
  const ids = attribute(`_FEATURE_ID_${numberAt(set, 'attribute', -1)}`);
  return { ids: ids?.values ?? null, propertyTable: numberAt(set, 'propertyTable', -1) };
}

function colorOf(material: unknown): number {
  if (!isObject(material)) return packColor(204, 204, 204);
  const pbr = isObject(material['pbrMetallicRoughness']) ? material['pbrMetallicRoughness'] : {};
  const factor = arrayOf(pbr['baseColorFactor']).map(Number);
  const [red = 1, green = 1, blue = 1, alpha = 1] = factor.map((value) =>
    Number.isFinite(value) ? value : 1,
  );
  const opaque = material['alphaMode'] !== 'BLEND';
  return packColor(coded(red), coded(green), coded(blue), opaque ? 255 : alpha * 255);
}

/** Linear 0…1 → sRGB byte. */
const coded = (linear: number): number =>
  255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055);
