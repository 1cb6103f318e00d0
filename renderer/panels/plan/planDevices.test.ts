import { expect, it } from 'vitest';
import { alarmRecord, deviceRecord } from '#renderer/testing/records.ts';
import { TwinColumns } from '#shared/twin/columns.ts';
import { emptyPlan, type Place } from '#shared/twin/compound.ts';
import { storeyAt } from '#state/storeys.ts';
import { planDevices, planHouseholds } from './planDevices.ts';

const box = { centreEnu: [0, 0, 9], sizeM: [20, 10, 18], yawRad: 0 } as const;
const lines = { cut: [], below: [], rooms: [], box, floorM: 3, ceilingM: 6, cutM: 4.2 };
const storey = { kind: 'building', buildingId: '8', level: 2 } as const;
const columns = new TwinColumns(1);
columns.set(0, 1, 5, 0);

const devices = [
  deviceRecord('smoke/quiet', { positionEnu: [1, 1, 5.9], points: { smoke: 0 } }),
  deviceRecord('smoke/silent', { positionEnu: [2, 1, 5.9] }),
  deviceRecord('smoke/burning', { positionEnu: [3, 1, 5.9] }),
  deviceRecord('smoke/under-the-floor', { positionEnu: [3, 1, 2.9] }),
  deviceRecord('smoke/above', { positionEnu: [3, 1, 8.9] }),
  deviceRecord('smoke/next-door', { positionEnu: [40, 1, 5], placeId: '9-1-201' }),
  deviceRecord('lift/outside-its-wall', { positionEnu: [0, 8, 4], placeId: '8-1' }),
  deviceRecord('hydrant/hidden', { positionEnu: [0, 0, 4] }),
];
const facts = {
  devices: new Map(devices.map((device) => [device.key, device])),
  alarms: [
    alarmRecord('a', { deviceKey: 'smoke/burning', priority: 3 }),
    alarmRecord('b', { deviceKey: 'smoke/burning', priority: 1 }),
    alarmRecord('c', { deviceKey: 'smoke/quiet', priority: 2, shelvedUntilMs: 9e15, state: 'shelved' }),
  ],
  shown: { columns },
  replayedService: null,
};

it('devices of the storey stand on its plan with their gravest alarm, and no others', () => {
  const found = planDevices(storey, lines, facts, new Set(['hydrant']));
  expect(found.map(({ device, level, isAcknowledged }) => [device.key, level, isAcknowledged])).toEqual([
    ['smoke/burning', 'p1', false],
    ['lift/outside-its-wall', 'unknown', true],
    ['smoke/quiet', 'normal', true],
    ['smoke/silent', 'unknown', true],
  ]);
});

it('a device is known to stand on the storey whose height it has', () => {
  const place = (id: string, middleM: number): Place => ({
    id,
    kind: 'storey',
    name: { zh: id, en: id },
    parentId: null,
    box: { centreEnu: [0, 0, middleM], sizeM: [20, 10, 3], yawRad: 0 },
  });
  const plan = { ...emptyPlan, places: [place('8-1/1', 1.5), place('8-1/2', 4.5), place('9-1/2', 4.5)] };
  expect(storeyAt(plan, '8', 5.9)).toEqual(storey);
  expect(storeyAt(plan, '8', 30)).toBeNull();
  expect(storeyAt(plan, null, 4)).toBeNull();
});

it('households are named on the plan of their building and of a model that stands where they are', () => {
  const home = (id: string, eastM: number, heightM: number): Place => ({
    id,
    kind: 'household',
    name: { zh: id, en: id },
    parentId: null,
    box: { centreEnu: [eastM, 0, heightM], sizeM: [5, 5, 3], yawRad: 0 },
  });
  const plan = {
    ...emptyPlan,
    places: [home('8-1-201', 2, 4.5), home('8-1-301', 2, 7.5), home('9-1-201', 60, 4.5)],
  };
  const ids = (of: Parameters<typeof planHouseholds>[0]) =>
    planHouseholds(of, lines, plan).map(({ id }) => id);
  expect(ids(storey)).toEqual(['8-1-201']);
  expect(ids({ kind: 'model', modelId: 'm', storey: 1 })).toEqual(['8-1-201']);
});
