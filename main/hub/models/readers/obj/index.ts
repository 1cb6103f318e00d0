/** Wavefront OBJ: objects and groups are rows, materials colours; which axis is up the file does not say. */
import { failure, fault, success, type Result } from '#shared/protocol/result.ts';
import { companionAt } from '../companionAt.ts';
import type { Picture } from '#hub/models/skins.ts';
import { createShapeBuilder } from '../geometry/shapeBuilder.ts';
import { createSurfaces } from '../geometry/surfaces.ts';
import { decodeText } from '../jsonText.ts';
import type { FormatReader, ReadInto, ReadSource, ReaderSource } from '../reader.ts';
import { addRow } from '../rows.ts';
import { openShelf } from '../pictureShelf.ts';
import { startOf } from '../startOf.ts';
import { packColor } from '../surfaceColors.ts';
import { readMaterialLibrary } from './materialLibrary.ts';

export const objReader: FormatReader = {
  id: 'obj',
  recognises: (bytes) => {
    const start = startOf(bytes);
    return (
      /^v\s+-?[\d.]+(e[-+]?\d+)?\s+-?[\d.]/im.test(start) &&
      !/^\s*[{<]/.test(start) &&
      !start.startsWith('ISO-')
    );
  },
  ending: /\.obj$/i,
  read,
};

const MOST_BYTES = 500 * 2 ** 20;
const MOST_CORNERS = 10_000;
const GREY = packColor(204, 204, 204);
/** Grids of countries count in tens of kilometres; such a file has its height last. */
const GRID_M = 10_000;

function read(source: ReaderSource, into: ReadInto): Result<ReadSource> {
  const { name, bytes } = source;
  if (bytes.byteLength > MOST_BYTES)
    return failure('text-too-large', { file: name, megabytes: MOST_BYTES / 2 ** 20 });
  const text = decodeText(bytes);
  const builder = createShapeBuilder();
  const surfaces = createSurfaces(builder, into.notes);
  const shelf = openShelf(source, into.notes);
  const colors = new Map<string, number>();
  const pictures = new Map<string, string>();
  const places: number[] = [];
  const laid: number[] = [];
  let object = '';
  let row = -1;
  let color = GREY;
  let damaged = 0;
  let missing = 0;
  let flat = 0;
  let picture: Picture | null = null;
  let zUp: boolean | null = null;

  const begin = (title: string): void => {
    if (row >= 0) surfaces.flush(row);
    object = title;
    row = -1;
  };
  const pointAt = (word: string): readonly number[] | null => {
    const number = Number.parseInt(word, 10);
    const at = (number < 0 ? places.length / 3 + number : number - 1) * 3;
    const [x, y, z] = [places[at], places[at + 1], places[at + 2]];
    if (x === undefined || y === undefined || z === undefined) return null;
    return zUp ? [x, y, z] : [x, -z, y];
  };
  /** Upwards in the file, downwards here. */
  const uvAt = (word: string): readonly number[] => {
    const number = Number.parseInt(word.split('/')[1] ?? '', 10);
    const at = (number < 0 ? laid.length / 2 + number : number - 1) * 2;
    const [u, v] = [laid[at], laid[at + 1]];
    return u === undefined || v === undefined ? [] : [u, 1 - v];
  };
  const face = (words: readonly string[]): void => {
    zUp ??= Math.abs(places[0] ?? 0) > GRID_M && Math.abs(places[1] ?? 0) > GRID_M;
    const points = words.slice(0, MOST_CORNERS).map(pointAt);
    if (points.length < 3) damaged++;
    else if (points.some((point) => point === null)) missing++;
    else {
      if (row < 0) row = addRow(into, { globalId: object || name, type: 'Object', name: object || name });
      const skin = picture && { picture, uvRings: [words.slice(0, MOST_CORNERS).flatMap(uvAt)] };
      if (!surfaces.polygon([points.flatMap((point) => point ?? [])], color, skin)) flat++;
    }
  };

  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end).trim();
    at = end < 0 ? text.length : end + 1;
    if (!line || line.startsWith('#')) continue;
    const [key = '', ...rest] = line.split(/\s+/);
    if (key === 'v') {
      const [x = NaN, y = NaN, z = NaN] = rest.map(Number);
      if (!Number.isFinite(x + y + z)) damaged++;
      places.push(x, y, z);
    } else if (key === 'vt') laid.push(Number(rest[0]), Number(rest[1] ?? 0));
    else if (key === 'f') face(rest);
    else if (key === 'o' || key === 'g') {
      // Many writers name a group at every change of material: the object that is open goes on.
      const title = rest.join(' ');
      if (title !== object) begin(title);
    } else if (key === 'usemtl') {
      color = colors.get(rest.join(' ')) ?? GREY;
      const image = pictures.get(rest.join(' '));
      picture = image === undefined ? null : shelf(image);
    } else if (key === 'mtllib') {
      const library = companionAt(source, rest.join(' '));
      const materials = library && readMaterialLibrary(library);
      if (!materials) into.notes.add(fault('companion-missing', { name: rest.join(' ').slice(0, 120) }));
      for (const [material, packed] of materials?.colors ?? []) colors.set(material, packed);
      for (const [material, image] of materials?.pictures ?? []) pictures.set(material, image);
    } else if (key === 'l' || key === 'p') into.notes.add(fault('not-surfaces'));
  }
  begin('');
  into.notes.add(fault('lines-damaged'), damaged);
  into.notes.add(fault('vertex-missing'), missing);
  into.notes.add(fault('surface-flat'), flat);
  if (zUp !== null) into.notes.add(fault(zUp ? 'z-up-taken' : 'y-up-taken'));
  if (builder.pieces === 0) into.notes.add(fault('nothing-drawn'));
  return success({ schema: 'OBJ', geometry: builder.finish(), georeference: null });
}
