import { describe, expect, it } from 'vitest';
import { emptyPlan, type CompoundPlan, type Place } from '#shared/twin/compound.ts';
import { devicesOfRole, fireCardOf, type CardDevice } from './fireCard.ts';

const place = (id: string, kind: Place['kind'], parentId: string | null, z = 0, heightM = 3): Place => ({
  id,
  kind,
  parentId,
  name: { zh: id, en: id },
  box: { centreEnu: [0, 0, z + heightM / 2], sizeM: [10, 10, heightM], yawRad: 0 },
});
/** Building 8 of two units; the first has a cellar and four storeys, two flats on each. */
const places = [
  place('8', 'building', null, -3, 15),
  ...[1, 2].flatMap((unit) => [
    place(`8-${unit}`, 'unit', '8', -3, 15),
    ...[-1, 1, 2, 3, 4].flatMap((level) => {
      const z = level < 0 ? -3 : (level - 1) * 3;
      return [
        place(`8-${unit}/${level}`, 'storey', `8-${unit}`, z),
        ...[1, 2].map((door) => place(`8-${unit}-${level}0${door}`, 'household', `8-${unit}/${level}`, z)),
      ];
    }),
  ]),
];
const plan: CompoundPlan = { ...emptyPlan, places };
const device = (key: string, placeId: string | null, x = 0): CardDevice => ({
  key,
  system: key.split('/')[0] ?? '',
  placeId,
  positionEnu: [x, 0, 1],
});
const devices = [
  ...[50, 10, 40, 20, 30].map((x) => device(`hydrant/h${x}`, null, x)),
  device('lift/l1', '8-1'),
  device('lift/l2', '8-2'),
  device('unit-door/d1', '8-1/1'),
  device('unit-door/d2', '8-2'),
  device('vehicle-gate/far', 'gate', 90),
  device('vehicle-gate/near', 'gate', -15),
];
const ids = (list: readonly Place[]) => list.map(({ id }) => id);
const cardOf = (placeId: string | null, positionEnu: readonly [number, number, number] | null = null) =>
  fireCardOf({ plan, devices, placeId, positionEnu });

describe('the card of a fire in a flat', () => {
  it('names who is above, below and beside it in its unit, the nearest storey first', () => {
    const card = cardOf('8-1-201');
    expect(card.place?.id).toBe('8-1-201');
    expect(ids(card.above)).toEqual(['8-1-301', '8-1-302', '8-1-401', '8-1-402']);
    expect(ids(card.below)).toEqual(['8-1-101', '8-1-102', '8-1--101', '8-1--102']);
    expect(ids(card.beside)).toEqual(['8-1-202']);
  });

  it('names the nearest four hydrants, the lift and door of the unit, and the gates by distance', () => {
    const card = cardOf('8-1-201');
    expect(card.hydrants).toEqual([10, 20, 30, 40].map((x) => ({ key: `hydrant/h${x}`, distanceM: x })));
    expect([card.lifts, card.doors]).toEqual([['lift/l1'], ['unit-door/d1']]);
    expect(card.gates.map(({ key }) => key)).toEqual(['vehicle-gate/near', 'vehicle-gate/far']);
  });

  it('measures from where it burns rather than from the middle of the place', () => {
    expect(cardOf('8-1-201', [88, 0, 4]).gates[0]).toEqual({ key: 'vehicle-gate/far', distanceM: 2 });
  });
});

describe('the card of a fire elsewhere', () => {
  it('in a stair hall: everybody of that storey is beside it', () => {
    const card = cardOf('8-2/3');
    expect(ids(card.beside)).toEqual(['8-2-301', '8-2-302']);
    expect(ids(card.above)).toEqual(['8-2-401', '8-2-402']);
    expect(card.lifts).toEqual(['lift/l2']);
  });

  it('in a unit: the height of the detector tells the storey, and without it all are beside it', () => {
    expect(ids(cardOf('8-1', [0, 0, 8.6]).beside)).toEqual(['8-1-301', '8-1-302']);
    expect(ids(cardOf('8-1', [0, 0, 8.6]).above)).toEqual(['8-1-401', '8-1-402']);
    expect(cardOf('8-1').beside).toHaveLength(10);
    expect(cardOf('8-1').above).toEqual([]);
  });

  it('in a building as a whole: all of its lifts and doors, no household singled out', () => {
    const card = cardOf('8');
    expect([card.lifts, card.doors]).toEqual([
      ['lift/l1', 'lift/l2'],
      ['unit-door/d1', 'unit-door/d2'],
    ]);
    expect([card.above, card.below, card.beside]).toEqual([[], [], []]);
  });

  it('where no place is told: the smallest one that holds the position', () => {
    const flat = { ...place('8-1-999', 'household', '8-1/2', 3), box: places[0]?.box ?? null };
    const turned = {
      ...flat,
      box: { centreEnu: [100, 0, 1.5], sizeM: [20, 2, 3], yawRad: Math.PI / 2 },
    } satisfies Place;
    const card = fireCardOf({
      plan: { ...plan, places: [...places, turned] },
      devices,
      placeId: null,
      positionEnu: [100, 8, 1],
    });
    expect(card.place?.id).toBe('8-1-999');
  });

  it('nowhere: nothing is made up', () => {
    expect(cardOf('nowhere')).toEqual({
      place: null,
      above: [],
      below: [],
      beside: [],
      hydrants: [],
      lifts: [],
      doors: [],
      gates: [],
    });
  });
});

describe('devices of a role', () => {
  it('are the emergency’s own, else of its place, of its unit, else the nearest', () => {
    const places = [
      { id: '8', kind: 'building', parentId: null },
      { id: '8-1', kind: 'unit', parentId: '8' },
      { id: '8-1-101', kind: 'household', parentId: '8-1' },
      { id: '8-1-201', kind: 'household', parentId: '8-1' },
    ].map((one) => ({ ...one, name: { zh: '', en: '' }, box: null })) as CompoundPlan['places'];
    const device = (key: string, placeId: string | null, x: number) => ({
      key,
      system: key.split('/')[0] ?? '',
      placeId,
      positionEnu: [x, 0, 0] as const,
    });
    const devices = [
      device('gas/a', '8-1-101', 0),
      device('gas/b', '8-1-201', 0),
      device('unit-door/d', '8-1', 0),
      device('broadcast/far', null, 90),
      device('broadcast/near', null, 10),
    ];
    const of = (role: string, deviceKeys: readonly string[] = []) =>
      devicesOfRole(role, {
        plan: { ...emptyPlan, places },
        devices,
        placeId: '8-1-101',
        positionEnu: [0, 0, 0],
        deviceKeys,
      });
    expect(of('gas-valve', ['gas/b'])).toEqual(['gas/b']);
    expect(of('gas-valve')).toEqual(['gas/a']);
    expect(of('unit-door')).toEqual(['unit-door/d']);
    expect(of('broadcast')).toEqual(['broadcast/near', 'broadcast/far']);
    expect(of('nobody')).toEqual([]);
  });
});
