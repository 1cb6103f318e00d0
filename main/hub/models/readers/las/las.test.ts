import { createLazPerf } from 'laz-perf';
import { describe, expect, it } from 'vitest';
import { breakAndRead, codesOf, propertyOf, readWith, sourceOf, type Reading } from '../testReading.ts';
import { lasReader } from './index.ts';
import { writeLas, writeLaz, type TestLas, type TestPoint } from './testLas.ts';

const read = (bytes: Uint8Array, name = 'scan.las') => readWith(lasReader, sourceOf(name, bytes));

async function good(
  bytes: Uint8Array,
): Promise<Reading & { readonly points: number; readonly widthM: number }> {
  const reading = await read(bytes);
  if (!reading.result.ok) throw new Error(reading.result.error.code);
  const { points } = reading.result.value;
  const boxes = [...(points?.boxes.values() ?? [])];
  const low = Math.min(...boxes.map(({ min }) => min[0]));
  const high = Math.max(...boxes.map(({ max }) => max[0]));
  points?.dispose();
  return { ...reading, points: points?.count ?? 0, widthM: high - low };
}

async function faultOf(bytes: Uint8Array) {
  const { result } = await read(bytes);
  return result.ok ? null : result.error;
}

const points: readonly TestPoint[] = Array.from({ length: 40 }, (_, i) => ({
  at: [i, (i * 7) % 13, i % 5],
  classNumber: [2, 5, 6, 65][i % 4] ?? 0,
  intensity: i * 100,
  color: [i * 1000, 20_000, 65_535],
}));

it.each([
  ['LAS', writeLas],
  ['LAZ', writeLaz],
])('%s: a stray first point neither places the file nor counts for its class', async (_name, write) => {
  const stray: TestPoint = { at: [0, 0, 0], classNumber: 2 };
  const there = points.map((point) => ({
    ...point,
    at: [500_000 + point.at[0], 3_380_000 + point.at[1], 20] as const,
  }));
  const keys = [
    [1024, 1],
    [3072, 4547],
  ] as const;
  const reading = await good(write({ points: [stray, ...there], keys, scale: 0.01 }));
  expect(reading.points).toBe(40);
  expect(reading.widthM).toBeCloseTo(39, 2);
  expect(codesOf(reading)).toEqual(['points-not-numbers']);
  const { georeference } = reading.result.ok ? reading.result.value : {};
  expect(georeference?.georeference).toMatchObject({ eastingM: 500_000, northingM: 3_380_000 });
  const ground = reading.rows.findIndex(({ name }) => name === '地面');
  expect(propertyOf(reading, ground, '点数')).toBe(10);
});

describe('versions and point formats', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [2, 3],
    [3, 4],
    [3, 5],
    [4, 6],
    [4, 7],
    [4, 8],
    [4, 9],
    [4, 10],
  ])('LAS 1.%i, format %i', async (minor, format) => {
    const reading = await good(writeLas({ points, minor, format, extraBytes: 3 }));
    expect(reading.points).toBe(40);
    expect(reading.widthM).toBeCloseTo(39, 6);
    // 65 does not fit into the five bits of older formats.
    const names = ['scan.las', '地面', '高植被', '建筑', format < 6 ? '未分类' : '点类别 65'];
    expect(reading.rows.map(({ name }) => name).sort()).toEqual(names.sort());
    expect(propertyOf(reading, 0, '点数')).toBe(40);
    expect(propertyOf(reading, 0, '日期')).toBe('2023-04-17');
    expect(propertyOf(reading, 0, '点格式')).toBe(format);
  });

  it.each([0, 1, 2, 3, 6, 7, 8])('LAZ, format %i', async (format) => {
    const laz = writeLaz({ points, minor: format < 6 ? 2 : 4, format, extraBytes: 2 });
    const reading = await good(laz);
    expect(codesOf(reading)).toEqual([]);
    expect(reading.points).toBe(40);
    expect(reading.widthM).toBeCloseTo(39, 6);
    expect(reading.result).toMatchObject({
      value: { points: { colors: [2, 3, 7, 8].includes(format) ? 'own' : 'height' } },
    });
  });

  it('LAZ in chunks of many points, with and without its table', async () => {
    const many = Array.from({ length: 5000 }, (_, i): TestPoint => ({
      at: [500_000 + Math.sin(i) * 90, 3_400_000 + Math.cos(i * 1.7) * 90, 20 + (i % 97) / 7],
      classNumber: [2, 5, 6][i % 3] ?? 0,
    }));
    const las = { points: many, offset: [500_000, 3_400_000, 0] as const, chunkPoints: 700 };
    const laz = writeLaz(las);
    expect(laz.byteLength).toBeLessThan(writeLas(las).byteLength * 0.6);
    const reading = await good(laz);
    expect(codesOf(reading)).toEqual([]);
    expect(reading.points).toBe(5000);
    expect(reading.widthM).toBeCloseTo(180, 1);
    expect(reading.rows.map(({ name }) => name).sort()).toEqual(
      ['scan.las', '地面', '建筑', '高植被'].sort(),
    );
    const lost = laz.slice(0, laz.byteLength - 30);
    const found = await good(lost);
    expect(codesOf(found)).toContain('laz-no-table');
    expect(found.points).toBeGreaterThan(4000);
    expect(found.widthM).toBeCloseTo(180, 1);
  });

  it('writes LAZ in tests as the library reads it by itself, its table too', async () => {
    const laz = writeLaz({ points, format: 3 });
    const codec = await createLazPerf();
    const held = codec._malloc(laz.byteLength);
    codec.HEAPU8.set(laz, held);
    const file = new codec.LASZip();
    file.open(held, laz.byteLength);
    const record = codec._malloc(34);
    const xs = points.map(() => {
      file.getPoint(record);
      return new DataView(codec.HEAPU8.buffer, record).getInt32(0, true) / 1000;
    });
    expect(xs).toEqual(points.map(({ at }) => at[0]));
  });

  it('gives a verdict on what it cannot read', async () => {
    const las = writeLas({ points });
    const withByte = (at: number, value: number) => {
      const changed = las.slice();
      changed[at] = value;
      return changed;
    };
    expect(await faultOf(withByte(24, 2))).toMatchObject({
      code: 'format-version',
      params: { version: 'LAS 2.2' },
    });
    expect(await faultOf(withByte(104, 40))).toMatchObject({ code: 'las-format', params: { format: 40 } });
    expect(await faultOf(withByte(104, 0x80))).toMatchObject({ code: 'laz-no-record' });
    expect(await faultOf(las.slice(0, 100))).toMatchObject({ code: 'format-damaged' });
    expect(await faultOf(las.slice(0, 227))).toMatchObject({ code: 'las-no-points' });
    expect(await faultOf(writeLaz({ points, format: 5 }))).toMatchObject({ code: 'laz-waveform' });
    expect(codesOf(await good(withByte(25, 5)))).toEqual(['las-newer']);
  });
});

describe('headers that lie', () => {
  const noteOf = async (las: TestLas, end?: number) => (await good(writeLas(las).slice(0, end))).notes;

  it('tells how many points the file says and how many are there', async () => {
    expect(await noteOf({ points, said: 100_000_000 })).toContainEqual(
      expect.objectContaining({ code: 'points-missing', params: { there: 40, said: 100_000_000 } }),
    );
    expect(await noteOf({ points, said: 10 })).toContainEqual(
      expect.objectContaining({ code: 'points-more', params: { there: 40, said: 10 } }),
    );
    expect(await noteOf({ points }, 227 + 20 * 12 + 5)).toContainEqual(
      expect.objectContaining({ code: 'points-missing', params: { there: 12, said: 40 } }),
    );
    const vast = await good(writeLas({ points, minor: 4, format: 6, said: 2 ** 52 }));
    expect(vast.points).toBe(40);
  });

  it('leaves out what is withheld and what is no number, and says so', async () => {
    const held = points.map((point, i) => ({ ...point, withheld: i < 3 }));
    const reading = await good(writeLas({ points: held, format: 6, minor: 4 }));
    expect(reading.points).toBe(37);
    expect(reading.notes).toContainEqual(expect.objectContaining({ code: 'points-withheld', count: 3 }));
    const las = writeLas({ points });
    new DataView(las.buffer).setFloat64(155, NaN, true);
    expect(await faultOf(las)).toMatchObject({ code: 'format-damaged' });
    const far = writeLas({ points: [...points, { at: [2_000_000, 0, 0] }] });
    expect((await good(far)).notes).toContainEqual(
      expect.objectContaining({ code: 'points-not-numbers', count: 1 }),
    );
  });

  it('reads packed points without their table, and those of sound parts', async () => {
    for (const format of [3, 7]) {
      const laz = writeLaz({ points, format, minor: format < 6 ? 2 : 4 });
      const from = new DataView(laz.buffer).getUint32(96, true);
      new DataView(laz.buffer).setBigInt64(from, 2n ** 60n, true);
      const reading = await good(laz);
      expect(codesOf(reading)).toContain('laz-no-table');
      expect(reading.points).toBe(40);
    }
  });

  it.each([
    ['plain', writeLas({ points, format: 3, wkt: 'PROJCS["x",UNIT["metre",1]]' })],
    ['packed', writeLaz({ points, format: 3 })],
    ['packed in layers', writeLaz({ points, format: 7, minor: 4 })],
  ])('answers whatever was cut off or changed, %s', async (_name, bytes) => {
    const broken = await breakAndRead(lasReader, sourceOf('scan.las', bytes), 24);
    expect(broken.answers).toBe(24);
    expect(broken.slowestMs).toBeLessThan(10_000);
  });
});

describe('where it lies', () => {
  const wuhan: readonly TestPoint[] = [{ at: [537_000, 3_380_000, 25] }, { at: [537_100, 3_380_000, 45] }];
  const place = async (las: TestLas) => {
    const reading = await good(writeLas({ scale: 0.01, minor: 4, format: 6, ...las }));
    const { result } = reading;
    return {
      reading,
      georeference: result.ok ? result.value.georeference?.georeference : null,
      codes: codesOf(reading),
    };
  };

  it('by GeoTIFF keys', async () => {
    const { georeference } = await place({
      points: wuhan,
      keys: [
        [1024, 1],
        [3072, 4547],
      ],
    });
    expect(georeference).toMatchObject({ kind: 'map', crs: 'EPSG:4547' });
    expect(georeference).toHaveProperty('latDeg', expect.closeTo(30.5, 0));
  });

  it('by the code of its well-known text, also within a compound system', async () => {
    const wkt =
      'COMPD_CS["a",PROJCS["CGCS2000",GEOGCS["g",DATUM["d",SPHEROID["s",6378137,298.257222101]],AUTHORITY["EPSG","4490"]],UNIT["metre",1],AUTHORITY["EPSG","4547"]],VERT_CS["h",VERT_DATUM["v",2005],UNIT["US survey foot",0.3048006096012192]]]';
    const { georeference, reading } = await place({ points: wuhan, wkt });
    expect(georeference).toMatchObject({ crs: 'EPSG:4547' });
    const { result } = reading;
    const box = result.ok ? [...(result.value.points?.boxes.values() ?? [])][0] : null;
    expect((box?.max[2] ?? 0) - (box?.min[2] ?? 0)).toBeCloseTo(20 * 0.3048006, 4);
  });

  it('by the parameters of a well-known text without a code, in feet', async () => {
    const wkt =
      'PROJCS["own grid",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",114],PARAMETER["scale_factor",1],PARAMETER["false_easting",1640416.667],PARAMETER["false_northing",0],UNIT["US survey foot",0.3048006096012192]]';
    const feet = wuhan.map(({ at: [x, y, z] }): TestPoint => ({
      at: [x / 0.3048006096012192, y / 0.3048006096012192, z / 0.3048006096012192],
    }));
    const { georeference, reading } = await place({ points: feet, wkt });
    expect(reading.widthM).toBeCloseTo(100, 1);
    expect(georeference).toMatchObject({ crs: 'own grid' });
    expect(georeference).toHaveProperty('lonDeg', expect.closeTo(114.39, 1));
    expect(georeference).toHaveProperty('latDeg', expect.closeTo(30.54, 1));
  });

  it('in degrees, longitude first', async () => {
    const { georeference, reading } = await place({
      points: [{ at: [114.39, 30.5, 20] }, { at: [114.391, 30.5, 20] }],
      scale: 1e-7,
      keys: [
        [1024, 2],
        [2048, 4326],
      ],
    });
    expect(georeference).toHaveProperty('latDeg', expect.closeTo(30.5, 1));
    expect(reading.widthM).toBeCloseTo(96, 0);
  });

  it('nowhere, where the file names nothing; a text that is none is told', async () => {
    expect((await place({ points: wuhan })).georeference).toBeUndefined();
    expect((await place({ points: wuhan, wkt: 'PROJCS["cut' })).codes).toContain('las-crs-unread');
  });
});
