/** The scene of a glTF asset as pieces: with a row for each node, or as one element of a tile. */
import { MOST_POINTS, type PointCloudBuilder } from '#hub/models/points/pointCloud.ts';
import type { StoredProperty } from '#hub/models/properties.ts';
import { fault } from '#shared/protocol/result.ts';
import { propertiesOf, textAt } from '../attributes.ts';
import type { ShapeBuilder } from '../geometry/shapeBuilder.ts';
import { arrayOf, isObject } from '../jsonText.ts';
import type { ReadInto } from '../reader.ts';
import { addRow, addSet } from '../rows.ts';
import { numberAt, openAccessors, type Accessors } from './accessors.ts';
import type { GltfAsset, Json } from './container.ts';
import { IDENTITY, matrixOf, multiply, nodeMatrix } from './nodeTransform.ts';
import { openPictures } from './pictures.ts';
import { addGltfPoints, MOST_POINT_FEATURES, readPointPrimitives } from './pointPrimitive.ts';
import { readPrimitive, type GltfPart } from './primitive.ts';
import { openPropertyTables, type PropertyTables } from './propertyTables.ts';

export interface DrawOptions {
  /** From a node's matrix to `PlacedShapes.transforms`. */
  readonly toFile: (matrix: readonly number[]) => readonly number[];
  /** Everything is of this element, only features are rows of their own. */
  readonly tile?: {
    readonly row: number;
    readonly id: string;
    /** Of a batch table; null: the file's own tables. */
    readonly propertiesOf: ((feature: number) => StoredProperty[]) | null;
    /** One feature for all of it, as an instance is. */
    readonly feature?: number;
    /** Rows of features that other parts of the tile have made. */
    readonly features: Map<string, number>;
  };
}

const DEEPEST = 512;
const MOST_INSTANCES = 1_000_000;
const IDS = ['GlobalId', 'globalId', 'gml_id', 'guid', 'id'];

type PlacedPart = GltfPart & { readonly shape: number };

interface Reading {
  readonly asset: GltfAsset;
  readonly accessors: Accessors;
  readonly tables: PropertyTables;
  readonly builder: ShapeBuilder;
  readonly into: ReadInto;
  readonly cloud: () => PointCloudBuilder;
  readonly partsOf: (mesh: number) => readonly PlacedPart[];
  readonly options: DrawOptions;
}

/** Meshes become shapes once, however often what this returns is called. */
export async function openDrawing(
  asset: GltfAsset,
  builder: ShapeBuilder,
  into: ReadInto,
  cloud: () => PointCloudBuilder,
): Promise<(options: DrawOptions) => void> {
  const accessors = await openAccessors(asset, into.notes);
  const tables = openPropertyTables(asset.json, accessors);
  const partsOf = meshParts(asset, accessors, builder, into);
  return (options) => walk({ asset, accessors, tables, builder, into, cloud, partsOf, options });
}

function meshParts(asset: GltfAsset, accessors: Accessors, builder: ShapeBuilder, into: ReadInto) {
  const { json } = asset;
  const pictureOf = openPictures(asset, accessors, into.notes);
  const meshes = arrayOf(json['meshes']);
  const known = new Map<number, readonly PlacedPart[]>();
  return (mesh: number): readonly PlacedPart[] => {
    const held = known.get(mesh);
    if (held) return held;
    const one = meshes[mesh];
    const parts = arrayOf(isObject(one) ? one['primitives'] : null)
      .filter(isObject)
      .flatMap((primitive) => readPrimitive(primitive, json, accessors, pictureOf, into.notes))
      .filter(({ index }) => index.length > 0)
      .map((part) => ({ ...part, shape: builder.addShape(part.vertices, part.index, part.skin) }));
    known.set(mesh, parts);
    return parts;
  };
}

/** Iterative, each node once: what names a node twice, or itself, is told. */
function walk(reading: Reading): void {
  const { json } = reading.asset;
  const nodes = arrayOf(json['nodes']);
  const scene = arrayOf(json['scenes'])[numberAt(json, 'scene', 0)];
  const isChild = new Set(nodes.flatMap((node) => (isObject(node) ? arrayOf(node['children']) : [])));
  const roots = isObject(scene)
    ? arrayOf(scene['nodes'])
    : nodes.map((_, i) => i).filter((i) => !isChild.has(i));
  const seen = new Set<unknown>();
  const open = roots.toReversed().map((node) => ({ node, parent: -1, matrix: IDENTITY, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { node: index, parent, matrix, depth } = next;
    const node = typeof index === 'number' ? nodes[index] : undefined;
    if (!isObject(node)) reading.into.notes.add(fault('reference-missing'));
    else if (seen.has(index)) reading.into.notes.add(fault('reference-endless'));
    else if (depth > DEEPEST) reading.into.notes.add(fault('nested-too-deep'));
    else {
      seen.add(index);
      const own = multiply(matrix, nodeMatrix(node));
      const row = readNode(reading, node, Number(index), parent, own);
      for (const child of arrayOf(node['children']).toReversed())
        open.push({ node: child, parent: row, matrix: own, depth: depth + 1 });
    }
  }
}

/** A node without name or mesh only carries a transform: it is no row of its own. */
function readNode(
  reading: Reading,
  node: Json,
  index: number,
  parent: number,
  matrix: readonly number[],
): number {
  const { asset, builder, into, partsOf, options } = reading;
  const mesh = numberAt(node, 'mesh', -1);
  const { row, id } = options.tile ?? nodeRow(asset, node, index, parent, into);
  if (mesh < 0) return row;
  const places = instancesOf(node, reading.accessors).map((instance) => multiply(matrix, instance));
  const features = options.tile?.features ?? new Map<string, number>();
  for (const part of partsOf(mesh)) {
    const feature = options.tile?.feature ?? part.feature;
    const element =
      feature === null ? row : featureRow(reading, features, { row, id, feature, table: part.propertyTable });
    for (const place of places) {
      if (!builder.place(element, part.shape, part.color, options.toFile(place)))
        into.notes.add(fault('geometry-not-numbers'));
    }
  }
  for (const points of readPointPrimitives(arrayOf(asset.json['meshes'])[mesh], reading.accessors)) {
    let beyond = 0;
    const rowOf = (own: number | null): number => {
      const feature = options.tile?.feature ?? own;
      if (feature === null) return row;
      const table = points.propertyTable;
      if (features.size >= MOST_POINT_FEATURES && !features.has(`${table} ${feature}`)) {
        beyond++;
        return row;
      }
      return featureRow(reading, features, { row, id, feature, table });
    };
    // Instances multiply what may have cost no byte at all.
    const all = places.length * (points.places.length / 3);
    if (all === 0) continue;
    const cloud = reading.cloud();
    if (cloud.tried + all > MOST_POINTS) {
      into.notes.add(fault('points-too-many'));
      continue;
    }
    for (const place of places) addGltfPoints(points, options.toFile(place), cloud, rowOf);
    into.notes.add(fault('points-many-features'), beyond);
  }
  return row;
}

function nodeRow(asset: GltfAsset, node: Json, index: number, parent: number, into: ReadInto) {
  const mesh = numberAt(node, 'mesh', -1);
  const held = arrayOf(asset.json['meshes'])[mesh];
  const name = textAt(node, ['name']) || (isObject(held) ? textAt(held, ['name']) : '');
  if (!name && mesh < 0) return { row: parent, id: '' };
  const extras = isObject(node['extras']) ? node['extras'] : {};
  const id = textAt(extras, IDS) || name || `node-${index}`;
  const type = mesh < 0 ? 'Node' : 'Mesh';
  const row = addRow(into, { globalId: id, type, name: name || `node-${index}`, parent });
  addSet(into, row, 'Attributes', propertiesOf(extras));
  return { row, id };
}

function featureRow(
  { into, tables, options }: Reading,
  features: Map<string, number>,
  {
    row,
    id,
    feature,
    table,
  }: { readonly row: number; readonly id: string; readonly feature: number; readonly table: number },
): number {
  const key = `${table} ${feature}`;
  const known = features.get(key);
  if (known !== undefined) return known;
  const properties = options.tile?.propertiesOf?.(feature) ?? tables.of(table, feature);
  const told = Object.fromEntries(properties.map(([property, value]) => [property, value]));
  const own = textAt(told, IDS) || `${id}/${feature}`;
  const fresh = addRow(into, {
    globalId: own,
    type: 'Feature',
    name: textAt(told, ['name', 'Name']) || own,
    parent: row,
  });
  addSet(into, fresh, 'Attributes', properties);
  features.set(key, fresh);
  return fresh;
}

function instancesOf(node: Json, accessors: Accessors): (readonly number[])[] {
  const extensions = isObject(node['extensions']) ? node['extensions'] : {};
  const instancing = extensions['EXT_mesh_gpu_instancing'];
  const attributes =
    isObject(instancing) && isObject(instancing['attributes']) ? instancing['attributes'] : null;
  if (!attributes) return [IDENTITY];
  const [moved, turned, scaled] = ['TRANSLATION', 'ROTATION', 'SCALE'].map((key) =>
    accessors.read(attributes[key]),
  );
  const count = Math.min(moved?.count ?? turned?.count ?? scaled?.count ?? 0, MOST_INSTANCES);
  return Array.from({ length: count }, (_, i) =>
    matrixOf(
      moved ? [...moved.values.subarray(i * 3, i * 3 + 3)] : [0, 0, 0],
      turned ? [...turned.values.subarray(i * 4, i * 4 + 4)] : [0, 0, 0, 1],
      scaled ? [...scaled.values.subarray(i * 3, i * 3 + 3)] : [1, 1, 1],
    ),
  );
}
