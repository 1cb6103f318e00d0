/** Pictures on surfaces, in every format that has them: which, and where each corner lies. */
import { describe, expect, it } from 'vitest';
import { quadrants } from '#hub/testPng.ts';
import { SHAPE } from '../placedShapes.ts';
import { cityGmlReader } from './citygml/index.ts';
import { cityJsonReader } from './cityjson/index.ts';
import { gltfReader } from './gltf/index.ts';
import { objReader } from './obj/index.ts';
import type { FormatReader } from './reader.ts';
import { codesOf, readWith, sourceOf } from './testReading.ts';

const PNG = quadrants(64);
async function readGood(reader: FormatReader, name: string, text: string, files: Record<string, Uint8Array>) {
  const reading = await readWith(reader, sourceOf(name, text, files));
  if (!reading.result.ok) throw new Error(reading.result.error.code);
  return { ...reading, geometry: reading.result.value.geometry };
}

type Geometry = Awaited<ReturnType<typeof readGood>>['geometry'];

/** East, north and where it lies on its picture, of each corner of the first shape that has one; sorted. */
function corners({ skins, shapes, vertices, pieces, transforms }: Geometry): number[][] {
  const [shape, skin] = [...(skins ?? [])][0] ?? [];
  if (shape === undefined || !skin) return [];
  const piece = pieces.findIndex((value, i) => i % 3 === 1 && value === shape);
  const m = transforms.subarray(((piece - 1) / 3) * 12);
  const from = shapes[shape * SHAPE.size + SHAPE.vertexFrom] ?? 0;
  const count = shapes[shape * SHAPE.size + SHAPE.vertexCount] ?? 0;
  const found = new Map<string, number[]>();
  for (let v = 0; v < count; v++) {
    const place = vertices.subarray((from + v) * 6, (from + v) * 6 + 3);
    const along = (axis: number) =>
      place.reduce((sum, value, k) => sum + value * (m[k * 3 + axis] ?? 0), m[9 + axis] ?? 0);
    const corner = [along(0), along(1), skin.uv[v * 2] ?? NaN, skin.uv[v * 2 + 1] ?? NaN];
    found.set(corner.map((value) => value.toFixed(4)).join(), corner);
  }
  return [...found.values()].toSorted((a, b) => (a[1] ?? 0) - (b[1] ?? 0) || (a[0] ?? 0) - (b[0] ?? 0));
}

const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 5) as number);

/** North is up on the picture, as one looks down. */
const UPRIGHT = [
  [0, 0, 0, 1],
  [10, 0, 1, 1],
  [0, 10, 0, 0],
  [10, 10, 1, 0],
].map(close);

const cityJson = (texture: unknown, image = 'appearances/roof.png') =>
  JSON.stringify({
    type: 'CityJSON',
    version: '2.0',
    transform: { scale: [1, 1, 1], translate: [0, 0, 0] },
    appearance: {
      textures: [{ type: 'PNG', image }],
      'vertices-texture': [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    },
    CityObjects: {
      b: {
        type: 'Building',
        geometry: [{ type: 'MultiSurface', lod: '2', boundaries: [[[0, 1, 2, 3]]], texture }],
      },
    },
    vertices: [
      [0, 0, 0],
      [10, 0, 0],
      [10, 10, 0],
      [0, 10, 0],
    ],
  });

describe('pictures of CityJSON', () => {
  const laid = { photo: { values: [[[0, 0, 1, 2, 3]]] } };

  it('lie where the file lays them, upright', async () => {
    const files = { 'appearances/roof.png': PNG };
    const reading = await readGood(cityJsonReader, 'a.city.json', cityJson(laid), files);
    expect(corners(reading.geometry)).toEqual(UPRIGHT);
    expect(reading.geometry.pieces[2]).toBe(0xffffffff);
    expect(codesOf(reading)).toEqual([]);
  });

  it.each([
    ['missing', {}, 'pictures-missing'],
    ['no picture', { 'appearances/roof.png': Buffer.from('GIF89a and no more') }, 'textures-left-out'],
  ])('leave the colour where one is %s', async (_, files, code) => {
    const reading = await readGood(cityJsonReader, 'a.city.json', cityJson(laid), files);
    expect(reading.geometry.skins?.size).toBe(0);
    expect(reading.geometry.pieces[2]).not.toBe(0xffffffff);
    expect(codesOf(reading)).toEqual([code]);
  });

  it.each([
    ['too few places', { photo: { values: [[[0, 0, 1, 2]]] } }],
    ['places that are none', { photo: { values: [[[0, 0, 1, 2, 99]]] } }],
    ['null', { photo: { values: [[[null]]] } }],
    ['nesting of another kind', { photo: { values: 'roof' } }],
  ])('leave the colour where a surface has %s', async (_, texture) => {
    const files = { 'appearances/roof.png': PNG };
    const { geometry } = await readGood(cityJsonReader, 'a.city.json', cityJson(texture), files);
    expect(geometry.skins?.size).toBe(0);
    expect(geometry.pieces.length).toBe(3);
  });
});

describe('pictures of CityGML', () => {
  const ring = `<gml:LinearRing gml:id="r1"><gml:posList>0 0 0 10 0 0 10 10 0 0 10 0 0 0 0</gml:posList></gml:LinearRing>`;
  const gml = (coordinates: string) => `<?xml version="1.0"?>
    <core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0">
      <core:cityObjectMember><bldg:Building gml:id="b"><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember>
        <gml:Polygon gml:id="p1"><gml:exterior>${ring}</gml:exterior></gml:Polygon>
      </gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:Building></core:cityObjectMember>
      <app:appearanceMember><app:Appearance><app:surfaceDataMember><app:ParameterizedTexture>
        <app:imageURI>app/roof.png</app:imageURI><app:target uri="#p1"><app:TexCoordList>
          <app:textureCoordinates ring="#r1">${coordinates}</app:textureCoordinates>
        </app:TexCoordList></app:target></app:ParameterizedTexture></app:surfaceDataMember></app:Appearance></app:appearanceMember>
    </core:CityModel>`;

  it('are known although their appearance stands at the end', async () => {
    const files = { 'app/roof.png': PNG };
    const reading = await readGood(cityGmlReader, 'a.gml', gml('0 0 1 0 1 1 0 1 0 0'), files);
    expect(corners(reading.geometry)).toEqual(UPRIGHT);
    expect(codesOf(reading)).toEqual([]);
  });

  it.each(['0 0 1 0 1 1', '', 'a b c d e f g h i j'])(
    'leave the colour where they lie at "%s"',
    async (text) => {
      const files = { 'app/roof.png': PNG };
      const { geometry } = await readGood(cityGmlReader, 'a.gml', gml(text), files);
      expect(geometry.skins?.size).toBe(0);
      expect(geometry.pieces.length).toBe(3);
    },
  );
});

describe('pictures of OBJ', () => {
  const obj = `mtllib a.mtl\nv 0 0 0\nv 10 0 0\nv 10 0 -10\nv 0 0 -10\nvt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\nusemtl roof\nf 1/1 2/2 3/3 4/4\n`;
  const library = Buffer.from('newmtl roof\nKd 1 0 0\nmap_Kd -s 1 1 1 -clamp on roof tiles.png\n');

  it('lie where its texture coordinates say', async () => {
    const files = { 'a.mtl': library, 'roof tiles.png': PNG };
    const reading = await readGood(objReader, 'a.obj', obj, files);
    expect(corners(reading.geometry)).toEqual(UPRIGHT);
    expect(codesOf(reading)).toEqual(['y-up-taken']);
  });

  it('leave the colour of the library where one is missing', async () => {
    const reading = await readGood(objReader, 'a.obj', obj, { 'a.mtl': library });
    expect(reading.geometry.pieces[2]).toBe(0xff0000ff);
    expect(codesOf(reading)).toEqual(['pictures-missing', 'y-up-taken']);
  });
});

describe('pictures of glTF', () => {
  const data = (bytes: Uint8Array) =>
    `data:application/octet-stream;base64,${Buffer.from(bytes).toString('base64')}`;
  const floats = (values: readonly number[]) => Buffer.from(Float32Array.from(values).buffer);
  const gltf = (more: object, image: object = { uri: 'roof.png' }) => {
    const places = floats([0, 0, 0, 10, 0, 0, 10, 0, -10, 0, 0, -10]);
    const uv = floats([0, 1, 1, 1, 1, 0, 0, 0]);
    const index = Buffer.from(Uint16Array.from([0, 1, 2, 0, 2, 3]).buffer);
    return JSON.stringify({
      asset: { version: '2.0' },
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0, name: 'roof' }],
      meshes: [{ primitives: [{ attributes: { POSITION: 0, TEXCOORD_0: 1 }, indices: 2, material: 0 }] }],
      materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0, ...more } } }],
      textures: [{ source: 0 }],
      images: [image],
      accessors: [
        { bufferView: 0, componentType: 5126, count: 4, type: 'VEC3' },
        { bufferView: 1, componentType: 5126, count: 4, type: 'VEC2' },
        { bufferView: 2, componentType: 5123, count: 6, type: 'SCALAR' },
      ],
      bufferViews: [
        { buffer: 0, byteOffset: 0, byteLength: 48 },
        { buffer: 0, byteOffset: 48, byteLength: 32 },
        { buffer: 0, byteOffset: 80, byteLength: 12 },
        { buffer: 1, byteOffset: 0, byteLength: PNG.length },
      ],
      buffers: [
        { byteLength: 92, uri: data(Buffer.concat([places, uv, index])) },
        { byteLength: PNG.length, uri: data(PNG) },
      ],
    });
  };

  it.each([
    ['beside it', { uri: 'roof.png' }],
    ['in its address', { uri: data(PNG) }],
    ['in a buffer', { bufferView: 3, mimeType: 'image/png' }],
  ])('are found %s', async (_, image) => {
    const reading = await readGood(gltfReader, 'a.gltf', gltf({}, image), { 'roof.png': PNG });
    expect(corners(reading.geometry)).toEqual(UPRIGHT);
    expect(codesOf(reading)).toEqual([]);
  });

  it('are scaled, turned and moved, and repeat beyond their edge', async () => {
    const transform = { offset: [0.5, 0], rotation: Math.PI / 2, scale: [2, 1] };
    const { geometry } = await readGood(
      gltfReader,
      'a.gltf',
      gltf({ extensions: { KHR_texture_transform: transform } }),
      { 'roof.png': PNG },
    );
    // As the extension's matrix has it: u′ = sin r · v + 0.5, v′ = −2 sin r · u.
    expect(corners(geometry).map(([, , u, v]) => [u, v])).toEqual(
      [
        [1.5, 0],
        [1.5, -2],
        [0.5, 0],
        [0.5, -2],
      ].map(close),
    );
  });

  it.each([
    ['of a kind that no browser shows', { 'roof.png': Buffer.from('«KTX 20»') }, ['textures-left-out']],
    ['missing', {}, ['companion-missing', 'textures-left-out']],
  ])('are left out where they are %s', async (_, files, codes) => {
    const reading = await readGood(gltfReader, 'a.gltf', gltf({}), files);
    expect(reading.geometry.skins?.size).toBe(0);
    expect(codesOf(reading)).toEqual(codes);
  });
});
