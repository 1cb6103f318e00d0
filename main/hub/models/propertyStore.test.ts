/** Properties come back as they were put in, and are found the other way round. */
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { PropertyTable } from './properties.ts';
import { openJoined } from '#shared/models/propertyColumns.ts';
import { encodeProperties, openProperties, packedColumns } from './propertyStore.ts';

const table: PropertyTable = {
  sets: [
    {
      name: 'Pset_WallCommon',
      properties: [
        ['FireRating', 'REI 90', null],
        ['Width', 0.2, 'm'],
      ],
    },
    {
      name: 'Pset_WallCommon',
      properties: [
        ['FireRating', 'REI 30', null],
        ['Width', 0.2, 'm'],
      ],
    },
    { name: 'Other', properties: [['FireRating', 'REI 90', null]] },
    {
      name: 'Pset_WallCommon',
      properties: [
        ['FireRating', 'REI 90', null],
        ['Width', 0.2, 'm'],
      ],
    },
  ],
  ofRow: new Map([
    [0, [0]],
    [2, [1]],
    [3, [3, 2]],
  ]),
};
const reader = openProperties(Buffer.from(encodeProperties(table, 4)));

test('a row has its properties, one without has none', () => {
  expect(reader.read(3)).toEqual([
    { set: 'Pset_WallCommon', name: 'FireRating', value: 'REI 90', unit: null },
    { set: 'Pset_WallCommon', name: 'Width', value: 0.2, unit: 'm' },
    { set: 'Other', name: 'FireRating', value: 'REI 90', unit: null },
  ]);
  expect(reader.read(1)).toEqual([]);
  expect(reader.read(99)).toEqual([]);
});

test('rows are grouped by value within one set', () => {
  expect(reader.groups('Pset_WallCommon', 'FireRating')).toEqual([
    { value: 'REI 90', unit: null, elements: [0, 3] },
    { value: 'REI 30', unit: null, elements: [2] },
  ]);
  expect(reader.groups('Pset_WallCommon', 'Colour')).toEqual([]);
});

test('names tell how many values there are; text finds rows', () => {
  expect(reader.names()).toEqual([
    { set: 'Pset_WallCommon', name: 'FireRating', values: 2 },
    { set: 'Pset_WallCommon', name: 'Width', values: 1 },
    { set: 'Other', name: 'FireRating', values: 1 },
  ]);
  expect(reader.rowsContaining('rei 30', 5)).toEqual([2]);
  expect(reader.rowsContaining('width', 2)).toEqual([0, 2]);
});

test('a screen reads what the hub reads', async () => {
  const packed = await packedColumns(Buffer.from(encodeProperties(table, 4)));
  const onScreen = openJoined(new Uint8Array(gunzipSync(packed)).buffer);
  for (const row of [0, 1, 2, 3, 99]) expect(onScreen.read(row)).toEqual(reader.read(row));
  expect(onScreen.names()).toEqual(reader.names());
  expect(onScreen.rowsContaining('rei 30', 5)).toEqual([2]);
});

test('damaged bytes are refused', () => {
  const bytes = Buffer.from(encodeProperties(table, 4));
  expect(() => openProperties(bytes.subarray(0, 30))).toThrow();
  expect(() => openProperties(Buffer.from('not properties at all'))).toThrow('another version');
});
