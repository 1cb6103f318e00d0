import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import proj4 from 'proj4';
import { afterAll, describe, expect, it } from 'vitest';
import { emptyDrawing, type CompoundDrawing, type DrawnBuilding } from '#shared/drawing/drawing.ts';
import { findCrs } from '../epsg.ts';
import { createModelRoom } from '../models/index.ts';
import { testManifest } from '../testHub.ts';
import { drawnModels } from './drawnModels.ts';
import { buildDrawing } from './index.ts';

const dir = mkdtempSync(join(tmpdir(), 'linli-drawing-'));
const models = createModelRoom({ dataDir: dir });
afterAll(async () => {
  await models.stop();
  rmSync(dir, { recursive: true, force: true });
});

const { latDeg, lonDeg } = testManifest.origin;
const crs = findCrs('EPSG:4547')?.definition ?? '';
const [eastingM, northingM] = proj4('EPSG:4326', crs).forward([lonDeg, latDeg]);
const origin = { ...testManifest.origin, eastingM, northingM };
const manifest = { ...testManifest, id: 'drawn', origin };

const building = (change: Partial<DrawnBuilding>): DrawnBuilding => ({
  key: 'building-1',
  id: '1',
  name: { zh: '1号楼', en: 'Building 1' },
  ring: [
    [-20, 0],
    [20, 0],
    [20, 12],
    [-20, 12],
  ],
  storeys: 3,
  storeyHeightM: 2.9,
  units: 2,
  homesPerStorey: 2,
  entranceEdge: 2,
  roof: 'flat',
  tone: 'warm',
  lift: false,
  ...change,
});

async function built(drawing: Partial<CompoundDrawing>) {
  const made = await buildDrawing(manifest, { ...emptyDrawing, ...drawing }, dir);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const imported = [];
  for (const model of made.value) {
    const path = join(dir, model.files[0] ?? '');
    const result = await models.importNow({
      name: model.name.zh,
      modelId: model.id,
      target: origin,
      files: [{ name: model.files[0] ?? '', path }],
    });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    imported.push(result.value);
  }
  return imported;
}

describe('a drawn building as a model', () => {
  it.each<[string, Partial<DrawnBuilding>, number]>([
    ['as most are', {}, 12],
    ['a tower with lifts and a corridor', { units: 1, homesPerStorey: 8, lift: true, storeys: 11 }, 88],
    ['one home a storey under a gable', { units: 1, homesPerStorey: 1, roof: 'pitched', storeys: 2 }, 2],
    ['a shed', { units: 1, homesPerStorey: 0, storeys: 1, storeyHeightM: 2.2 }, 0],
    ['units as narrow as a stair', { units: 20, homesPerStorey: 2, storeys: 1 }, 40],
    [
      'bent, drawn clockwise',
      {
        ring: [
          [0, 0],
          [0, 20],
          [10, 20],
          [10, 8],
          [30, 8],
          [30, 0],
        ],
        entranceEdge: 5,
        homesPerStorey: 3,
        roof: 'pitched',
      },
      18,
    ],
  ])('%s: every room is there, and nothing that the kernel cannot build', async (_name, change, rooms) => {
    const [model] = await built({ buildings: [building(change)] });
    expect(model?.warnings).toEqual([]);
    expect(model?.counts.spaces).toBe(rooms);
    expect(model?.counts.storeys).toBe((change.storeys ?? 3) + 1);
    const health = await models.health(model?.id ?? '');
    expect(
      health.ok &&
        health.value.withoutGeometry.filter(({ type }) => !/ZONE|STOREY|BUILDING$|SITE|PROJECT/i.test(type)),
    ).toEqual([]);
    expect(health.ok && health.value.doubledIdCount).toBe(0);
    const [min, max] = [model?.bounds?.minEnu, model?.bounds?.maxEnu];
    const storeys = change.storeys ?? 3;
    expect(max?.[2]).toBeGreaterThan(storeys * (change.storeyHeightM ?? 2.9));
    // Where it was drawn, to the reach of its eaves and balconies.
    expect(min?.[1]).toBeGreaterThan(-3);
    expect(max?.[0]).toBeLessThan(33);
  });

  it('is the same file for the same drawing, and another only where it was changed', () => {
    const texts = (drawing: Partial<CompoundDrawing>) =>
      new Map(
        drawnModels(manifest, { ...emptyDrawing, ...drawing }).map(({ model, text }) => [model.id, text]),
      );
    const second = building({
      key: 'building-2',
      id: '2',
      ring: building({}).ring.map(([x, y]) => [x, y + 40]),
    });
    const before = texts({ buildings: [building({}), second] });
    const after = texts({ buildings: [building({}), { ...second, storeys: 4 }] });
    expect(after.get('drawn-building-1')).toBe(before.get('drawn-building-1'));
    expect(after.get('drawn-building-2')).not.toBe(before.get('drawn-building-2'));
  });
});

it('a quarter of a city is a few models', () => {
  const many = Array.from({ length: 80 }, (_, nth) =>
    building({
      key: `building-${nth}`,
      id: String(nth),
      ring: building({}).ring.map(([x, y]) => [x + (nth % 10) * 50, y + Math.floor(nth / 10) * 30]),
    }),
  );
  expect(drawnModels(manifest, { ...emptyDrawing, buildings: many }).length).toBeLessThan(20);
});

it('the ground: bays, roads, fence with its gates, lamps', async () => {
  const [site] = await built({
    fence: [
      [-40, -40],
      [40, -40],
      [40, 40],
      [-40, 40],
    ],
    gates: [{ key: 'gate-1', name: { zh: '门', en: 'Gate' }, at: [0, -40], widthM: 8, kind: 'vehicle' }],
    roads: [
      {
        key: 'road-1',
        name: { zh: '路', en: 'Road' },
        path: [
          [0, -40],
          [0, 20],
          [30, 20],
        ],
        widthM: 6,
        fireLane: true,
      },
    ],
    areas: [
      {
        key: 'area-1',
        name: { zh: '绿', en: 'Green' },
        ring: [
          [5, -30],
          [30, -30],
          [30, -5],
        ],
        surface: 'grass',
      },
    ],
    bays: [
      {
        key: 'bays-1',
        from: [-35, -30],
        yawRad: 0.3,
        count: 7,
        side: 1,
        bayWidthM: 2.5,
        bayDepthM: 5.3,
        kind: 'standard',
        first: 5,
      },
    ],
    lamps: [{ key: 'lamp-1', at: [-4, 0], heightM: 6 }],
  });
  expect(site?.warnings).toEqual([]);
  const columns = await models.elements(site?.id ?? '');
  const named = (text: string) => columns?.name.filter((one) => one.includes(text)).length;
  expect([named('bay-0'), named('Lamp'), named('Fire lane'), named('portal')]).toEqual([7, 1, 2, 1]);
  // The fence leaves room for the gate.
  expect(named('Fence wall')).toBe(5);
});
