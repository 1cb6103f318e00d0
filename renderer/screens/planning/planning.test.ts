import { expect, it } from 'vitest';
import { emptyDrawing, type At } from '#shared/drawing/drawing.ts';
import { planOfDrawing } from '#shared/drawing/planOfDrawing.ts';
import type { Sketch } from '#shared/drawing/things.ts';
import { addPoint, finishDraft, isSecondPress, takeBackPoint } from './drafting.ts';
import { commit, createEditor, isChanged, planWith, redo, takeTool, undo } from './editor.ts';
import { aimedAt, placedDevice, planPoint, putAt, usualOrder, withDevices } from './placing.ts';
import { toPlan, wholeLook, zoomed } from './planView.ts';
import { readTable, tableIn } from './readTable.ts';
import { depthPoint, snap, typedPoint } from './snapping.ts';

const empty: Sketch = { drawing: emptyDrawing, devices: [] };
const ignore = () => undefined;
const open = () => createEditor(empty, 'r', { centre: [0, 0], metresPerPx: 0.1 });
const corners: readonly At[] = [
  [0, 0],
  [40, 0],
  [40, 12],
];
const size = { widthPx: 800, heightPx: 600 };

it('a rectangle needs a side and a depth, and every step can be taken back', () => {
  const editor = open();
  takeTool(editor, 'rectangle');
  for (const at of [
    [0, 0],
    [40, 0],
    [40, 12],
  ] as const)
    addPoint(editor, at, ignore);
  const { sketch, chosen, draft } = editor.getState();
  expect(sketch.drawing.buildings[0]).toMatchObject({
    id: '1',
    units: 3,
    entranceEdge: 2,
    ring: [
      [0, 0],
      [40, 0],
      [40, 12],
      [0, 12],
    ],
  });
  expect([chosen, draft]).toEqual([['building-1'], []]);
  undo(editor);
  expect([isChanged(editor.getState()), editor.getState().sketch.drawing.buildings]).toEqual([false, []]);
  redo(editor);
  expect(editor.getState().sketch).toBe(sketch);
  commit(editor, empty);
  redo(editor);
  expect(editor.getState().sketch).toBe(empty);
});

it('a ring ends at its first point; points that were set are taken back one by one', () => {
  const editor = open();
  takeTool(editor, 'fence');
  for (const at of [
    [0, 0],
    [50, 0],
    [50, 40],
    [0, 40],
    [3, 3],
  ] as const)
    addPoint(editor, at, ignore);
  expect(takeBackPoint(editor)).toBe(true);
  addPoint(editor, [0, 0], ignore);
  expect(editor.getState().sketch.drawing.fence).toEqual([
    [0, 0],
    [50, 0],
    [50, 40],
    [0, 40],
  ]);
  expect(takeBackPoint(editor)).toBe(false);
  takeTool(editor, 'road');
  addPoint(editor, [1, 1], ignore);
  finishDraft(editor);
  expect(editor.getState().sketch.drawing.roads).toEqual([]);
});

it('a point lands on corners before edges, in line with what is drawn, else on the grid', () => {
  const grips = {
    corners: [[10, 10]] as At[],
    edges: [
      [
        [0, 0],
        [20, 0],
      ],
    ] as [At, At][],
  };
  const options = { reachM: 1, gridM: 0.5 };
  expect(snap([10.4, 9.8], grips, options)).toMatchObject({ at: [10, 10], kind: 'corner' });
  expect(snap([7.3, 0.6], grips, options)).toMatchObject({ at: [7.3, 0], kind: 'edge' });
  expect(snap([33.2, 41.9], grips, options)).toMatchObject({ at: [33, 42], kind: 'grid' });
  const inLine = snap([35.1, 5.3], grips, { ...options, from: [30, 0], before: [20, 0] });
  expect(inLine.kind).toBe('direction');
  expect(inLine.at[0] - 30).toBeCloseTo(inLine.at[1], 2);
  expect(depthPoint([0, 0], [10, 0], [3, 7.2], 0.5)).toEqual([10, 7]);
});

it.each<[string, At | undefined, At | null, At | null]>([
  ['48', [2, 3], [10, 3], [50, 3]],
  ['12,-5', [2, 3], null, [14, -2]],
  ['-30，20', undefined, null, [-30, 20]],
  ['48', undefined, [1, 1], null],
  ['4.', [0, 0], [0, 0], null],
  ['1,2,', [0, 0], [1, 0], null],
])('typed %s', (typed, from, towards, at) => {
  expect(typedPoint(typed, from, towards)).toEqual(at);
});

it('what is under the pointer stays there while one comes nearer', () => {
  const look = { centre: [5, 7] as At, metresPerPx: 0.2 };
  const before = toPlan(look, size, 100, 450);
  const after = toPlan(zoomed(look, size, 100, 450, 0.5), size, 100, 450);
  expect(after[0]).toBeCloseTo(before[0], 9);
  expect(after[1]).toBeCloseTo(before[1], 9);
  expect(
    wholeLook(
      [
        [0, 0],
        [100, 10],
      ],
      size,
    ).centre,
  ).toEqual([50, 5]);
});

it('a device is placed on the storey that was asked for, and in the home that is there', () => {
  const editor = open();
  takeTool(editor, 'rectangle');
  for (const at of [
    [0, 0],
    [40, 0],
    [40, 12],
  ] as const)
    addPoint(editor, at, ignore);
  const { sketch } = editor.getState();
  const plan = planOfDrawing(sketch.drawing);
  const at = planPoint(sketch, [2, 2], { ...usualOrder, level: 3 });
  expect(at[2]).toBeCloseTo(2 * 2.9 + 2.4, 6);
  const device = placedDevice(sketch, plan, 'smoke', at);
  expect(device).toMatchObject({ id: 'smoke-1', placeId: '1-1-301', name: { zh: '1-1-301 烟感' } });
  expect(planPoint(sketch, [100, 100], usualOrder)).toEqual([100, 100, 2.4]);
  expect(putAt(device, plan, [100, 100, 2])).not.toHaveProperty('placeId');
});

it('a camera looks where it was told to', () => {
  const camera = aimedAt({ id: 'c', system: 'cctv', name: 'c', positionEnu: [0, 0, 4] }, [0, 3, 0]);
  expect(camera?.headingRad).toBeCloseTo(Math.PI / 2, 3);
  expect(camera?.pitchRad).toBeCloseTo(-Math.atan2(4, 3), 3);
  expect(aimedAt({ id: 'c', system: 'cctv', name: 'c' }, [0, 3, 0])).toBeNull();
});

it('tables come with commas, tabs, full-width commas and quotes', () => {
  expect(tableIn('a,b\n"c, d",e')).toEqual([
    ['a', 'b'],
    ['c, d', 'e'],
  ]);
  expect(tableIn('a\tb\r\nc\td')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(tableIn('\ufeff3-2-501，烟感，SN1')).toEqual([['3-2-501', '烟感', 'SN1']]);
});

it('what is drawn beside a plan that was brought has ids that the plan does not have', () => {
  const taken = new Set(['1', '2', 'gate-1', 'bay-007']);
  const editor = createEditor(empty, 'r', { centre: [0, 0], metresPerPx: 0.1 }, taken);
  takeTool(editor, 'rectangle');
  for (const at of corners) addPoint(editor, at, ignore);
  takeTool(editor, 'gate');
  addPoint(editor, [0, 50], ignore);
  takeTool(editor, 'bays');
  addPoint(editor, [0, 60], ignore);
  addPoint(editor, [10, 60], ignore);
  const { drawing } = editor.getState().sketch;
  expect([drawing.buildings[0]?.id, drawing.gates[0]?.key, drawing.bays[0]?.first]).toEqual([
    '3',
    'gate-2',
    8,
  ]);
});

it('the plan has no building any more that was there when it was opened and was taken away', () => {
  const made = open();
  takeTool(made, 'rectangle');
  for (const at of corners) addPoint(made, at, ignore);
  const { sketch } = made.getState();
  const editor = createEditor(sketch, 'r', made.getState().look);
  const plan = planOfDrawing(sketch.drawing);
  commit(editor, empty);
  editor.setState({ saved: empty });
  expect(planWith(editor, plan, editor.getState().sketch.drawing).places).toEqual([]);
});

it('a rectangle that is too small to be one waits for a better point', () => {
  const editor = open();
  takeTool(editor, 'rectangle');
  addPoint(editor, [0, 0], ignore);
  addPoint(editor, [0.2, 0], ignore);
  expect(editor.getState().draft).toHaveLength(1);
  addPoint(editor, [40, 0], ignore);
  addPoint(editor, [40, 0.3], ignore);
  expect(editor.getState().draft).toHaveLength(2);
  addPoint(editor, [40, 12], ignore);
  expect(editor.getState().sketch.drawing.buildings).toHaveLength(1);
});

it('full-width commas part cells only where nothing else does', () => {
  expect(tableIn('3-2-501,smoke,SN1,客厅，东侧')).toEqual([['3-2-501', 'smoke', 'SN1', '客厅，东侧']]);
  expect(tableIn('3-2-501\tsmoke\tA，B')).toEqual([['3-2-501', 'smoke', 'A，B']]);
});

it('tables come as spreadsheets write them: UTF-16, GB 18030', async () => {
  const file = (bytes: number[]) => new File([new Uint8Array(bytes)], 'devices.txt');
  expect(await readTable(file([0xff, 0xfe, 0xdf, 0x70, 0x09, 0x00, 0x31, 0x00]))).toEqual([['烟', '1']]);
  expect(await readTable(file([0xd1, 0xcc, 0x2c, 0x31]))).toEqual([['烟', '1']]);
});

it('thousands of devices out of a table are taken at once, each in the place of what it was', () => {
  const device = (nth: number) => ({ id: `s${nth}`, system: 'smoke', name: `S${nth}` });
  const many = Array.from({ length: 20_000 }, (_, nth) => device(nth));
  const before: Sketch = { ...empty, devices: [{ ...device(7), name: 'Old' }, device(-1)] };
  const { devices } = withDevices(before, many);
  expect(devices).toHaveLength(20_001);
  expect(devices.filter(({ id }) => id === 's7')).toEqual([device(7)]);
});

it('tells the second press of a double click from the next point', () => {
  const first = { xPx: 100, yPx: 100, atMs: 1000 };
  expect(isSecondPress(null, first)).toBe(false);
  expect(isSecondPress(first, { xPx: 102, yPx: 101, atMs: 1200 })).toBe(true);
  expect(isSecondPress(first, { xPx: 102, yPx: 101, atMs: 1700 })).toBe(false);
  expect(isSecondPress(first, { xPx: 110, yPx: 100, atMs: 1200 })).toBe(false);
});
