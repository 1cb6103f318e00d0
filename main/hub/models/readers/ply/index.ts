/** PLY: with faces it is a mesh, without them a cloud of points; colours and classes as the usual names give them. */
import { failure, fault, success, type Result } from '#shared/protocol/result.ts';
import { MOST_POINTS } from '#hub/models/points/pointCloud.ts';
import { createShapeBuilder } from '../geometry/shapeBuilder.ts';
import { createSurfaces } from '../geometry/surfaces.ts';
import { addCloudRows, describeClasses, extentOf } from '../las/cloudRows.ts';
import type { FormatReader, ReadInto, ReadSource, ReaderSource } from '../reader.ts';
import { addRow, addSet } from '../rows.ts';
import { packColor } from '../surfaceColors.ts';
import { trianglesOfFace, trianglesOfStrips } from './corners.ts';
import { openPlyBody, type PlyBody } from './body.ts';
import { bytesOf, isPly, readPlyHeader, type PlyElement, type PlyHeader } from './header.ts';
import { vertexReader } from './vertices.ts';

export const plyReader: FormatReader = { id: 'ply', recognises: isPly, ending: /\.ply$/i, read };

/** Triangles of one shape; colours of a mesh are told apart in so many steps of each channel. */
const SHAPE_TRIANGLES = 100_000;
const COLOR_STEP = 32;
const SIDES: Readonly<Record<PlyHeader['coding'], string>> = {
  ascii: 'ascii',
  little: 'binary little-endian',
  big: 'binary big-endian',
};

function read(source: ReaderSource, into: ReadInto): Result<ReadSource> {
  const { name, bytes } = source;
  const header = readPlyHeader(bytes);
  if (!header) return failure('ply-header', { file: name });
  const vertices = header.elements.find((element) => element.name === 'vertex');
  const reader = vertices && vertexReader(vertices.properties);
  if (!vertices || !reader) return failure('ply-no-places', { file: name });
  const faces = header.elements.find((one) => one.name === 'face' || one.name === 'tristrips');
  const body = openPlyBody(bytes, header);
  into.notes.add(fault('z-up-taken'));
  const geometry =
    faces && faces.count > 0 && faces.properties.some(({ count }) => count !== null)
      ? readMesh(source, into, { header, body, vertices, faces, reader })
      : readCloud(source, into, { header, body, vertices, reader });
  return geometry.ok
    ? success({ schema: `PLY 1.0 ${SIDES[header.coding]}`, georeference: null, ...geometry.value })
    : geometry;
}

interface Opened {
  readonly header: PlyHeader;
  readonly body: PlyBody;
  readonly vertices: PlyElement;
  readonly reader: NonNullable<ReturnType<typeof vertexReader>>;
}

type Geometry = Pick<ReadSource, 'geometry' | 'points'>;

function readCloud(
  { name, bytes }: ReaderSource,
  into: ReadInto,
  { header, body, vertices, reader }: Opened,
): Result<Geometry> {
  const { notes } = into;
  const cloud = into.points.create();
  const rows = addCloudRows(into, name);
  // As text a value takes a digit and what parts it from the next.
  const rowBytes = vertices.properties.reduce(
    (sum, { type, count }) => sum + (header.coding === 'ascii' ? 2 : bytesOf(count ?? type)),
    0,
  );
  const room = bytes.byteLength / rowBytes;
  const every = Math.max(1, Math.ceil(Math.min(vertices.count, room) / MOST_POINTS));
  if (every > 1) notes.add(fault('points-thinned', { every }));
  let number = 0;
  for (const element of header.elements) {
    if (element !== vertices) {
      body.rows(element, () => undefined);
      continue;
    }
    const there = body.rows(vertices, (values) => {
      if (number++ % every !== 0) return;
      const { x, y, z, look, classNumber } = reader(values);
      const row = classNumber === null ? rows.cloud : rows.rowOf(classNumber);
      cloud.add(x, y, z, look, row);
    });
    if (there < vertices.count) notes.add(fault('points-missing', { there, said: vertices.count }));
    break;
  }
  notes.add(fault('points-not-numbers'), cloud.lost);
  if (cloud.count === 0) {
    cloud.dispose();
    return failure('las-no-points', { file: name });
  }
  const points = cloud.finish(rows.cloud);
  addSet(into, rows.cloud, '点云', [
    ['点数', points.count, null],
    ...extentOf(points),
    ['自带颜色', points.colors === 'own', null],
    ['版本', `PLY 1.0 ${SIDES[header.coding]}`, null],
    ['说明', header.comments.join('; ').slice(0, 1000) || null, null],
  ]);
  describeClasses(into, rows, points);
  return success({ geometry: createShapeBuilder().finish(), points });
}

function readMesh(
  { name, bytes }: ReaderSource,
  into: ReadInto,
  { header, body, vertices, faces, reader }: Opened & { readonly faces: PlyElement },
): Result<Geometry> {
  const { notes } = into;
  const row = addRow(into, { globalId: name, type: 'Mesh', name });
  const builder = createShapeBuilder();
  const surfaces = createSurfaces(builder, notes);
  // No vertex takes less than a byte.
  const room = Math.min(vertices.count, bytes.byteLength);
  const places = new Float64Array(room * 3).fill(NaN);
  const colors = new Uint32Array(room);
  const listAt = faces.properties
    .filter(({ count }) => count !== null)
    .findIndex(({ name: own }) => own.startsWith('vert'));
  const trianglesOf = faces.name === 'tristrips' ? trianglesOfStrips : trianglesOfFace;
  let triangles = 0;
  let missing = 0;
  let held = 0;
  for (const element of header.elements) {
    if (element === vertices) {
      let at = 0;
      const there = body.rows(element, (values) => {
        const { x, y, z, look } = reader(values);
        if (at >= room) return;
        places.set([x, y, z], at * 3);
        colors[at] = stepped(look.red, look.green, look.blue);
        at++;
      });
      if (there < element.count) notes.add(fault('points-missing', { there, said: element.count }));
    } else if (element === faces) {
      const there = body.rows(element, (_values, lists) => {
        for (const three of trianglesOf(lists[Math.max(0, listAt)] ?? [])) {
          if (three.some((corner) => !Number.isFinite(places[corner * 3]))) {
            missing++;
            continue;
          }
          surfaces.triangles(places, three, colors[three[0] ?? 0] ?? 0);
          triangles++;
          if (++held >= SHAPE_TRIANGLES) {
            surfaces.flush(row);
            held = 0;
          }
        }
      });
      if (there < element.count) notes.add(fault('cut-off'));
    } else body.rows(element, () => undefined);
  }
  surfaces.flush(row);
  notes.add(fault('vertex-missing'), missing);
  if (builder.pieces === 0) notes.add(fault('nothing-drawn'));
  addSet(into, row, '网格', [
    ['三角形', triangles, null],
    ['版本', `PLY 1.0 ${SIDES[header.coding]}`, null],
  ]);
  return success({ geometry: builder.finish() });
}

/** Colours near to each other are one, so that a mesh is not cut up into as many pieces as it has shades. */
function stepped(red: number, green: number, blue: number): number {
  if (red + green + blue === 0) return packColor(204, 204, 204);
  const wide = Math.max(red, green, blue) > 255 ? 257 : 1;
  const step = (value: number): number => Math.min(255, Math.round(value / wide / COLOR_STEP) * COLOR_STEP);
  return packColor(step(red), step(green), step(blue));
}
