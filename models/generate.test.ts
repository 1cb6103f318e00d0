/** The demo compound: published numbers, a plan that agrees with its IFC files, and the same bytes every time. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  IfcAPI,
  LogLevel,
  IFCSPACE,
  IFCBUILDINGSTOREY,
  IFCZONE,
  IFCOPENINGELEMENT,
  IFCRELFILLSELEMENT,
  IFCROOT,
} from 'web-ifc';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkHouseholds } from '#shared/compounds/check.ts';
import { fireCardOf } from '#shared/incidents/fireCard.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { Household } from '#shared/protocol/household.ts';
import { systemOrUnknown, systems } from '#shared/systems/index.ts';
import type { CompoundManifest, CompoundPlan, OrientedBox } from '#shared/twin/compound.ts';
import { generateCompound } from './generate.ts';

let dir = '';
let manifest: CompoundManifest;
let plan: CompoundPlan;
let devices: PlannedDevice[];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-models-'));
  manifest = (await generateCompound('yaguang', join(dir, 'a'))).manifest;
  plan = JSON.parse(await readFile(join(dir, 'a/plan.json'), 'utf8')) as CompoundPlan;
  devices = JSON.parse(await readFile(join(dir, 'a/devices.json'), 'utf8')) as PlannedDevice[];
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const countOf = (kind: string): number => plan.places.filter((place) => place.kind === kind).length;
const systemCount = (system: string): number => devices.filter((device) => device.system === system).length;

test('has the published numbers', () => {
  expect([countOf('courtyard'), countOf('building'), countOf('unit'), countOf('household')]).toEqual([
    2, 11, 31, 451,
  ]);
  expect(plan.bays).toHaveLength(138);
  expect(plan.bays.filter((bay) => bay.kind === 'charging')).toHaveLength(10);
  expect(plan.trees.length).toBeGreaterThan(200);
  expect(
    [
      'smoke',
      'fire-panel',
      'lift',
      'unit-door',
      'vehicle-gate',
      'throw-camera',
      'cctv',
      'hydrant',
      'air-noise',
      'parking-bay',
    ].map(systemCount),
  ).toEqual([451 + 31 * 6, 2, 31, 31, 4, 6, 16, 12, 4, 138]);
});

test('has devices of every system that is no desk, in numbers that a hub of one compound is made for', () => {
  const simulated = systems.filter(({ simulate }) => simulate).map(({ id }) => id);
  expect(simulated.filter((id) => systemCount(id) === 0)).toEqual([]);
  // Nobody would speak for them.
  expect(devices.filter(({ system }) => !simulated.includes(system))).toEqual([]);
  expect([systemCount('ebike-charger'), systemCount('ev-charger'), systemCount('perimeter')]).toEqual([
    10, 10, 12,
  ]);
  const points = devices.reduce((sum, { system }) => sum + systemOrUnknown(system).points.length, 0);
  expect(points).toBeLessThan(8000);
});

test('stays quiet: of what goes wrong by chance, at most one thing in two hours', () => {
  const perYear = devices
    .flatMap(({ system }) => systemOrUnknown(system).simulate?.faults ?? [])
    .reduce((sum, fault) => sum + (fault.perYear ?? 0), 0);
  const inTwoHours = (perYear * 2) / (365.25 * 24);
  expect(inTwoHours).toBeGreaterThan(0.2);
  expect(inTwoHours).toBeLessThanOrEqual(1);
});

test('names every device in both languages, each differently', () => {
  const names = devices.map(({ name }) => (typeof name === 'string' ? { zh: name, en: name } : name));
  expect(names.filter(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en))).toEqual([]);
  expect(new Set(names.map(({ zh }) => zh)).size).toBe(names.length);
  expect(new Set(names.map(({ en }) => en)).size).toBe(names.length);
});

test('ids are unique and every device stands in a place', () => {
  const places = new Set(plan.places.map((place) => place.id));
  expect(places.size).toBe(plan.places.length);
  expect(new Set(devices.map((device) => device.id)).size).toBe(devices.length);
  expect(devices.filter((device) => !places.has(device.placeId ?? ''))).toEqual([]);
  expect(plan.places.filter((place) => place.parentId !== null && !places.has(place.parentId))).toEqual([]);
  expect(places.has('8-2-401')).toBe(true);
});

/** Corners of the inner box in the outer box's frame lie within its half sizes. */
function inside(inner: OrientedBox, outer: OrientedBox): boolean {
  const c = Math.cos(-outer.yawRad);
  const s = Math.sin(-outer.yawRad);
  const dx = inner.centreEnu[0] - outer.centreEnu[0];
  const dy = inner.centreEnu[1] - outer.centreEnu[1];
  const offset = [c * dx - s * dy, s * dx + c * dy, inner.centreEnu[2] - outer.centreEnu[2]];
  return offset.every((d, i) => Math.abs(d) + (inner.sizeM[i] ?? 0) / 2 <= (outer.sizeM[i] ?? 0) / 2 + 0.01);
}

test('every household lies in its building', () => {
  const boxes = new Map(plan.places.map((place) => [place.id, place.box]));
  const outside = plan.places.filter((place) => {
    const building = boxes.get(place.id.split('-')[0] ?? '');
    return place.kind === 'household' && !(place.box && building && inside(place.box, building));
  });
  expect(outside).toEqual([]);
});

test('trees keep clear of buildings and bays', () => {
  const boxes = [
    ...plan.places.filter((place) => place.kind === 'building').map((place) => place.box),
    ...plan.bays.map((bay) => bay.box),
  ];
  const hit = plan.trees.filter((tree) =>
    boxes.some(
      (box) =>
        box &&
        inside(
          {
            centreEnu: [tree.positionEnu[0], tree.positionEnu[1], box.centreEnu[2]],
            sizeM: [0, 0, 0],
            yawRad: 0,
          },
          box,
        ),
    ),
  );
  expect(hit).toEqual([]);
});

test('the same sources give the same bytes, and a second run does nothing', async () => {
  const again = await generateCompound('yaguang', join(dir, 'b'));
  expect(again.written).toBe(true);
  for (const file of [
    'manifest.json',
    'plan.json',
    'devices.json',
    ...manifest.models.flatMap((model) => model.files),
  ]) {
    expect((await readFile(join(dir, 'a', file))).equals(await readFile(join(dir, 'b', file)))).toBe(true);
  }
  const third = await generateCompound('yaguang', join(dir, 'b'));
  expect(third.written).toBe(false);
  expect(third.seconds).toBeLessThan(0.5);
});

test('building 8 re-opens with its units, households and openings', async () => {
  const api = new IfcAPI();
  await api.Init();
  api.SetLogLevel(LogLevel.LOG_LEVEL_OFF);
  const model = api.OpenModel(await readFile(join(dir, 'a/building-8.ifc')));
  expect(api.GetModelSchema(model)).toBe('IFC4');
  const size = (type: number): number => api.GetLineIDsWithType(model, type, true).size();
  expect([size(IFCSPACE), size(IFCBUILDINGSTOREY), size(IFCZONE)]).toEqual([48, 7, 3]);
  expect(size(IFCOPENINGELEMENT)).toBe(size(IFCRELFILLSELEMENT));
  expect(size(IFCOPENINGELEMENT)).toBeGreaterThan(200);
  const roots = api.GetLineIDsWithType(model, IFCROOT, true);
  const ids = new Set<string>();
  for (const line of roots) {
    const { GlobalId } = api.GetLine(model, line) as { GlobalId: { value: string } };
    expect(GlobalId.value).toMatch(/^[0-3][0-9A-Za-z_$]{21}$/);
    ids.add(GlobalId.value);
  }
  expect(ids.size).toBe(roots.size());
  api.CloseModel(model);
});

test('households are invented, marked, one for each flat, and as many people as are published', async () => {
  const households = JSON.parse(await readFile(join(dir, 'a/households.json'), 'utf8')) as Household[];
  expect(checkHouseholds(households)).toEqual([]);
  expect(households.map(({ placeId }) => placeId)).toEqual(
    plan.places.filter(({ kind }) => kind === 'household').map(({ id }) => id),
  );
  expect(households.reduce((sum, { people }) => sum + people, 0)).toBe(manifest.facts.people);
  const contacts = households.flatMap((one) => one.contacts);
  expect(contacts.filter(({ name, phone }) => !name.startsWith('演示') || !phone.startsWith('000 '))).toEqual(
    [],
  );
  const classes = households.flatMap(({ needs }) => needs.map((need) => need.class));
  for (const one of ['alone', 'health'] as const) {
    const share = classes.filter((found) => found === one).length / households.length;
    expect([one, share > 0.02 && share < 0.2]).toEqual([one, true]);
  }
});

test('the fire card of the demo’s fire: its unit, its lift and door, hydrants and gates', () => {
  const card = fireCardOf({
    plan,
    devices: devices.map(({ system, id, placeId = null, positionEnu = null }) => ({
      key: `${system}/${id}`,
      system,
      placeId,
      positionEnu,
    })),
    placeId: '8-2-401',
    positionEnu: devices.find(({ id }) => id === 'smoke-8-2-401')?.positionEnu ?? null,
  });
  const ids = (places: readonly { readonly id: string }[]) => places.map(({ id }) => id);
  expect(ids(card.above)).toEqual(['8-2-501', '8-2-502', '8-2-601', '8-2-602']);
  expect(ids(card.beside)).toEqual(['8-2-402']);
  expect(ids(card.below)).toEqual(['8-2-301', '8-2-302', '8-2-201', '8-2-202', '8-2-101', '8-2-102']);
  expect([card.lifts, card.doors]).toEqual([['lift/lift-8-2'], ['unit-door/door-8-2']]);
  expect(card.hydrants).toHaveLength(4);
  expect(card.hydrants[0]?.distanceM).toBeLessThan(60);
  expect(
    card.gates
      .map(({ key }) => key)
      .slice(0, 2)
      .sort(),
  ).toEqual(['vehicle-gate/gate-east-in', 'vehicle-gate/gate-east-out']);
});
