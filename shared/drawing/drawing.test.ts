import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameOf, usualEntranceEdge } from './buildingFrame.ts';
import { placesOfBuilding } from './buildingPlaces.ts';
import { checkDrawing } from './checkDrawing.ts';
import { deviceRows } from './deviceRows.ts';
import { emptyDrawing, type At, type DrawnBuilding } from './drawing.ts';
import { placeAt, pointIn } from './placeAt.ts';
import { planOfDrawing, redrawnPlan } from './planOfDrawing.ts';
import {
  crossesItself,
  insetRing,
  isInside,
  isRectangle,
  signedAreaM2,
  simplified,
  turned,
} from './rings.ts';
import {
  changed,
  copied,
  findThing,
  moved,
  removed,
  turnedAll,
  withNewPoint,
  withoutPoint,
  type Sketch,
} from './things.ts';
import { unitPlanOf } from './unitLayout.ts';

const rectangle = (x: number, y: number, lengthM: number, depthM: number, yawRad = 0): At[] =>
  (
    [
      [-lengthM / 2, -depthM / 2],
      [lengthM / 2, -depthM / 2],
      [lengthM / 2, depthM / 2],
      [-lengthM / 2, depthM / 2],
    ] as const
  ).map((corner) => {
    const [dx, dy] = turned(corner, yawRad);
    return [x + dx, y + dy];
  });

const building = (change: Partial<DrawnBuilding> = {}): DrawnBuilding => ({
  key: 'building-1',
  id: '3',
  name: { zh: '3号楼', en: 'Building 3' },
  ring: rectangle(10, 20, 48, 12),
  storeys: 6,
  storeyHeightM: 3,
  units: 2,
  homesPerStorey: 2,
  entranceEdge: 2,
  roof: 'flat',
  tone: 'warm',
  lift: false,
  ...change,
});
const sketchOf = (...buildings: DrawnBuilding[]): Sketch => ({
  drawing: { ...emptyDrawing, buildings },
  devices: [],
});

describe('a drawn building', () => {
  it('has its entrances in the north and its units from west to east', () => {
    const frame = frameOf(building());
    expect(usualEntranceEdge(building().ring)).toBe(2);
    expect([frame.yawRad, frame.lengthM, frame.depthM]).toEqual(
      [0, 48, 12].map((one) => expect.closeTo(one, 9)),
    );
    const [first, second] = placesOfBuilding(building()).filter(({ kind }) => kind === 'unit');
    expect(first?.box?.centreEnu[0]).toBeCloseTo(-2, 6);
    expect(second?.box?.centreEnu[0]).toBeCloseTo(22, 6);
  });

  it('is the same whichever way its corners were drawn', () => {
    const ring = building().ring;
    const clockwise = building({
      ring: ring.toReversed(),
      entranceEdge: usualEntranceEdge(ring.toReversed()),
    });
    expect(placesOfBuilding(clockwise)).toEqual(placesOfBuilding(building()));
  });

  it('homes of a storey lie in its unit, beside each other and not in the stair hall', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 9, max: 22, noNaN: true }),
        fc.boolean(),
        (homesPerStorey, units, depthM, lift) => {
          const one = building({
            ring: rectangle(0, 0, 16 * units, depthM, 0.4),
            units,
            homesPerStorey,
            lift,
          });
          const frame = frameOf(one);
          const span = frame.units[0] ?? { fromM: 0, toM: 0 };
          const { homes, hall, corridor } = unitPlanOf(frame, span, one);
          expect(homes).toHaveLength(homesPerStorey);
          const m2 = homes.reduce((sum, { ring }) => sum + Math.abs(signedAreaM2(ring)), 0);
          const area = (r: typeof hall) => (r ? (r.x1 - r.x0) * (r.y1 - r.y0) : 0);
          if (homesPerStorey > 0) expect(m2 + area(hall) + area(corridor)).toBeCloseTo(16 * depthM, 3);
          for (const { ring, box } of homes) {
            expect(crossesItself(ring)).toBe(false);
            expect(box.x1 - box.x0).toBeGreaterThan(0.2);
          }
        },
      ),
    );
  });

  it('of any shape has its homes inside its outline', () => {
    const ring: At[] = [
      [20, -30],
      [50, -30],
      [50, -10],
      [38, -10],
      [38, -20],
      [20, -20],
    ];
    const one = building({ ring, units: 1, homesPerStorey: 3, entranceEdge: 4 });
    const { homes } = unitPlanOf(frameOf(one), { fromM: -15, toM: 15 }, one);
    const m2 = homes.reduce((sum, home) => sum + Math.abs(signedAreaM2(home.ring)), 0);
    expect(m2).toBeCloseTo(Math.abs(signedAreaM2(ring)), 1);
  });
});

describe('the plan', () => {
  it('is made anew without what was not drawn', () => {
    const before = { ...emptyDrawing, buildings: [building()] };
    const own = {
      id: 'pool',
      kind: 'area' as const,
      name: { zh: '泳池', en: 'Pool' },
      parentId: null,
      box: null,
    };
    const plan = { ...planOfDrawing(before), places: [...planOfDrawing(before).places, own] };
    const next = redrawnPlan(plan, before, { ...before, buildings: [building({ id: '4' })] });
    expect(next.places.some(({ id }) => id === 'pool')).toBe(true);
    expect(next.places.some(({ id }) => id === '3' || id.startsWith('3-'))).toBe(false);
    expect(next.places.some(({ id }) => id === '4-2-602')).toBe(true);
  });

  it('finds the room that a point is in, and a point in it', () => {
    const plan = planOfDrawing({ ...emptyDrawing, buildings: [building()] });
    const home = plan.places.find(({ id }) => id === '3-1-502');
    const at = home && pointIn(home, 0);
    expect(at && placeAt(plan, at)?.id).toBe('3-1-502');
    const second = home && pointIn(home, 1);
    expect(second).not.toEqual(at);
    expect(second && placeAt(plan, second)?.id).toBe('3-1-502');
    expect(placeAt(plan, [500, 0, 0])).toBeNull();
  });
});

describe('things', () => {
  const device = {
    id: 's1',
    system: 'smoke',
    name: 'S',
    placeId: '3-1-502',
    positionEnu: [0, 20, 14] as [number, number, number],
  };
  const sketch: Sketch = { ...sketchOf(building()), devices: [device] };

  it('a building takes along what hangs in it: moved, turned and called otherwise', () => {
    expect(moved(sketch, ['building-1'], [5, -2]).devices[0]?.positionEnu).toEqual([5, 18, 14]);
    const half = turnedAll(sketch, ['building-1'], Math.PI);
    expect(half.devices[0]?.positionEnu).toEqual([20, 20, 14]);
    expect(changed(sketch, 'building-1', { id: '12' }).devices[0]?.placeId).toBe('12-1-502');
    const other = { ...sketch, devices: [{ ...device, placeId: '31-1-502' }] };
    expect(moved(other, ['building-1'], [5, 0]).devices[0]?.positionEnu).toEqual([0, 20, 14]);
  });

  it('a building is not called as another one: nobody could tell their devices apart', () => {
    const two: Sketch = {
      ...sketchOf(building(), building({ key: 'building-2', id: '4' })),
      devices: [device, { ...device, id: 's2', placeId: '4-1-502' }],
    };
    const same = changed(two, 'building-1', { id: '4' });
    expect(same).toBe(two);
    expect(changed(same, 'building-1', { id: '5' }).devices.map(({ placeId }) => placeId)).toEqual([
      '5-1-502',
      '4-1-502',
    ]);
  });

  it('copies have numbers of their own', () => {
    const [next, keys] = copied(sketch, ['building-1'], [5, -5]);
    expect(keys).toEqual(['building-2']);
    expect(next.drawing.buildings.map(({ key, id }) => [key, id])).toEqual([
      ['building-1', '3'],
      ['building-2', '1'],
    ]);
    expect(checkDrawing(next.drawing)).toEqual([]);
  });

  it('entrances stay on their side when corners come and go', () => {
    const more = withNewPoint(sketch, 'building-1', 1, [10, 13]);
    const ringOf = (one: Sketch) => findThing(one, 'building-1')?.value as DrawnBuilding;
    const side = (one: DrawnBuilding) => one.ring[one.entranceEdge];
    expect(side(ringOf(more))).toEqual(side(building()));
    expect(withoutPoint(more, 'building-1', 1)).toEqual(sketch);
    expect(removed(sketch, ['building-1']).drawing.buildings).toEqual([]);
  });
});

describe('rings', () => {
  it.each<[string, At[], boolean]>([
    ['a square', rectangle(0, 0, 10, 10), false],
    [
      'a bow tie',
      [
        [0, 0],
        [10, 10],
        [10, 0],
        [0, 10],
      ],
      true,
    ],
    [
      'touching itself',
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [5, 0],
        [0, 10],
      ],
      true,
    ],
  ])('%s crosses itself: %#', (_name, ring, crosses) => {
    expect(crossesItself(ring)).toBe(crosses);
  });

  it('moved inwards and back is what it was', () => {
    const ring = rectangle(3, 4, 20, 10, 0.3);
    const back = insetRing(insetRing(ring, 0.24), -0.24);
    back.forEach((point, nth) => {
      expect(point[0]).toBeCloseTo(ring[nth]?.[0] ?? NaN, 9);
      expect(point[1]).toBeCloseTo(ring[nth]?.[1] ?? NaN, 9);
    });
    expect(isRectangle(ring)).toBe(true);
    expect(isInside(ring, [3, 4])).toBe(true);
  });

  it('loses the points that say nothing', () => {
    expect(
      simplified([
        [0, 0],
        [5, 0.02],
        [10, 0],
        [10, 10],
        [10, 10.01],
        [0, 10],
      ]),
    ).toHaveLength(4);
  });
});

it('what cannot be built is refused with its place', () => {
  const faults = (change: object) =>
    checkDrawing({ ...emptyDrawing, ...change }).map(({ code, at }) => [code, at]);
  expect(
    faults({
      buildings: [
        building({
          ring: [
            [0, 0],
            [10, 10],
            [10, 0],
            [0, 10],
          ],
        }),
      ],
    }),
  ).toEqual([['drawing-ring-crossed', 'buildings[0].ring']]);
  expect(faults({ buildings: [building(), building({ key: 'building-2' })] })).toEqual([
    ['drawing-building-twice', 'buildings[1].id'],
  ]);
  expect(faults({ buildings: [building({ storeys: 120, units: 30, homesPerStorey: 60 })] })[0]?.[0]).toBe(
    'drawing-homes',
  );
  expect(faults({ buildings: [building({ entranceEdge: 9 })] })[0]?.[0]).toBe('drawing-entrance');
  expect(
    faults({
      fence: [
        [0, 0],
        [30_000, 0],
        [0, 10],
      ],
    })[0]?.[0],
  ).toBe('drawing-far');
  expect(faults({ roads: 5 })[0]?.[0]).toBe('shape-array');
  const round: At[] = Array.from({ length: 400 }, (_, nth) => [
    30 * Math.cos((nth * Math.PI) / 200),
    30 * Math.sin((nth * Math.PI) / 200),
  ]);
  const many = Array.from({ length: 10 }, (_, nth) =>
    building({ key: `building-${nth}`, id: String(nth), ring: round, storeys: 60, entranceEdge: 0 }),
  );
  expect(faults({ buildings: many })).toEqual([['drawing-walls', 'buildings']]);
  const row = {
    key: 'bays-1',
    from: [0, 0],
    yawRad: 0,
    side: 1,
    bayWidthM: 2.5,
    bayDepthM: 5,
    kind: 'standard',
    first: 1,
  };
  const rows = Array.from({ length: 50 }, (_, nth) => ({
    ...row,
    key: `bays-${nth}`,
    count: 500,
    first: nth * 500 + 1,
  }));
  expect(faults({ bays: rows })).toEqual([['drawing-bays', 'bays']]);
});

describe('devices from a table', () => {
  const plan = planOfDrawing({ ...emptyDrawing, buildings: [building()] });

  it('without a heading each cell is taken for what it looks like', () => {
    const rows = deviceRows(
      [
        ['3-2-501', '烟感', 'SN123456'],
        ['SN9', 'smoke', '3号楼1单元402室'],
        ['', '', ''],
      ],
      plan,
      [],
    );
    expect(rows.map(({ device, problem }) => [device?.system, device?.id, device?.placeId, problem])).toEqual(
      [
        ['smoke', 'SN123456', '3-2-501', null],
        ['smoke', 'SN9', '3-1-402', null],
      ],
    );
    const at = rows[0]?.device?.positionEnu;
    expect(at && placeAt(plan, at)?.id).toBe('3-2-501');
  });

  it('a heading says which column is what', () => {
    const rows = deviceRows(
      [
        ['编号', '类型', '位置', '东', '北', '高'],
        ['G1', '道闸', '', '4', '5', '1.2'],
      ],
      plan,
      [],
    );
    expect(rows[0]?.device).toMatchObject({ id: 'G1', positionEnu: [4, 5, 1.2] });
  });

  it('what cannot be taken says why', () => {
    const known = [{ id: 'SN1', system: 'smoke', name: '旧' }];
    const rows = deviceRows(
      [
        ['3-2-501', '烟感', 'SN1'],
        ['3-2-502', '烟感', 'SN1'],
        ['9-9-901', '烟感', 'SN2'],
        ['3-2-501', '哗啦啦', 'SN3'],
      ],
      plan,
      known,
    );
    expect(rows[2]?.device).toMatchObject({ id: 'SN2', name: 'SN2' });
    expect(rows.map(({ problem, isKnown }) => [problem, isKnown])).toEqual([
      [null, true],
      ['twice', false],
      ['no-place', false],
      ['no-system', false],
    ]);
  });
});
