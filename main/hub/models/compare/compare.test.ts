/** Two versions of small models: what was added, removed, moved and changed, and nothing besides. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testIfc, type TestBox } from '#hub/testIfc.ts';
import { createModelRoom, type ModelRoom } from '../index.ts';

let dir = '';
let room: ModelRoom;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-compare-'));
  room = createModelRoom({ dataDir: dir });
});
afterAll(async () => {
  await room.stop();
  await rm(dir, { recursive: true, force: true });
});

async function put(modelId: string, boxes: readonly TestBox[], more = ''): Promise<string> {
  const bytes = Buffer.from(testIfc(boxes, { more }));
  const imported = await room.importNow({ name: modelId, modelId, files: [{ name: 'a.ifc', bytes }] });
  if (!imported.ok) throw new Error(imported.error.code);
  return modelId;
}

async function compared(before: readonly string[], after: readonly string[]) {
  const result = await room.compare(before, after);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const rating = (value: string) =>
  [
    `#100000=IFCPROPERTYSINGLEVALUE('FireRating',$,IFCLABEL('${value}'),$);`,
    "#100001=IFCPROPERTYSET('0Set000000000000000000',$,'Pset_WallCommon',$,(#100000));",
    "#100002=IFCRELDEFINESBYPROPERTIES('0Def000000000000000000',$,$,$,(#1000),#100001);",
  ].join('\n');

/** Far apart, so that all stay where they are. */
const corners: readonly TestBox[] = [
  { name: 'west', at: [-40, 0, 0] },
  { name: 'east', at: [40, 0, 0] },
];

it('tells added, removed, moved and changed apart, how far, and what properties said and say', async () => {
  const before = await put(
    'before',
    [
      ...corners,
      { name: 'stays', at: [0, 0, 0] },
      { name: 'goes', at: [5, 0, 0] },
      { name: 'moves', at: [10, 0, 0] },
      { name: 'grows', at: [20, 0, 0] },
      { name: 'paints', at: [25, 0, 0], color: [1, 0, 0] },
    ],
    rating('EI 30'),
  );
  const after = await put(
    'after',
    [
      ...corners,
      { name: 'comes', at: [-20, 0, 0] },
      { name: 'stays', at: [0, 0, 0] },
      { name: 'moves', at: [10, 3, 4] },
      { name: 'grows', at: [20, 0, 0], sizeM: [1, 1, 2] },
      { name: 'paints', at: [25, 0, 0], color: [0, 0, 1] },
    ],
    rating('EI 90'),
  );
  const { counts, elements } = await compared([before], [after]);
  expect(counts).toMatchObject({ added: 1, removed: 1, moved: 1, changed: 3, notComparable: 0 });
  const told = Object.fromEntries(
    elements.map(({ name, kind, movedM, changes, properties }) => [
      name,
      [kind, movedM === null ? null : Number(movedM.toFixed(3)), changes, properties],
    ]),
  );
  expect(told).toEqual({
    comes: ['added', null, [], []],
    goes: ['removed', null, [], []],
    moves: ['moved', 5, [], []],
    grows: ['changed', null, ['shape'], []],
    paints: ['changed', null, ['color'], []],
    west: [
      'changed',
      null,
      [],
      [{ set: 'Pset_WallCommon', name: 'FireRating', before: 'EI 30', after: 'EI 90' }],
    ],
  });
  expect(elements.find(({ kind }) => kind === 'removed')).toMatchObject({
    before: { modelId: 'before' },
    after: null,
    type: 'IfcWall',
  });
});

it('a model that no coordinates place has not moved as a whole because something was added at one end', async () => {
  const boxes = [1, 2, 3, 4, 5].map((n): TestBox => ({ name: `wall${n}`, at: [n * 3, 0, 0] }));
  const short = await put('short', boxes);
  const long = await put('long', [...boxes, { name: 'annex', at: [90, 0, 0] }]);
  expect((await compared([short], [long])).counts).toMatchObject({ added: 1, moved: 0, changed: 0 });
  expect((await compared([long], [short])).counts).toMatchObject({ removed: 1, moved: 0, changed: 0 });
});

it('sets: what both have is not read again, and an element may change its file', async () => {
  const [a, b] = [await put('part-a', [{ name: 'one' }]), await put('part-b', [{ name: 'two' }])];
  const c = await put('part-c', [{ name: 'two' }, { name: 'three', at: [3, 0, 0] }]);
  const { counts } = await compared([a, b], [a, c]);
  expect(counts).toMatchObject({ added: 1, removed: 0, changed: 0 });
  expect((await compared([a], [a])).counts).toMatchObject({ added: 0, removed: 0, moved: 0, changed: 0 });
  expect(await room.compare([a], ['absent'])).toMatchObject({ ok: false });
});

it('finds nothing between a model and itself under another name', async () => {
  let nth = 0;
  const metres = fc.double({ min: -200, max: 200, noNaN: true });
  const side = fc.double({ min: 0.05, max: 80, noNaN: true });
  const box = fc.record({ at: fc.tuple(metres, metres, metres), sizeM: fc.tuple(side, side, side) });
  await fc.assert(
    fc.asyncProperty(fc.array(box, { minLength: 1, maxLength: 8 }), async (found) => {
      const boxes = found.map((one, i): TestBox => ({ ...one, name: `box${i}` }));
      const id = `self-${nth++}`;
      const { counts, elements } = await compared([await put(id, boxes)], [await put(`${id}-b`, boxes)]);
      expect(elements).toEqual([]);
      expect(counts).toMatchObject({ added: 0, removed: 0, moved: 0, changed: 0, notComparable: 0 });
      expect(counts.unchanged).toBeGreaterThanOrEqual(boxes.length);
    }),
    { numRuns: 8 },
  );
});
