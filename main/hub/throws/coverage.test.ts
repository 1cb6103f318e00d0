/** Which sides windows look out of, and what stands in for them where no model has any. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrientedBox, Place } from '#shared/twin/compound.ts';
import type { Records } from '../records/index.ts';
import { openTestRecords } from '../testHub.ts';
import { createCalibrations, type Calibrations } from './calibrations.ts';
import { coverageOf } from './coverage.ts';
import type { Candidate } from './wallOpenings.ts';

const dir = mkdtempSync(join(tmpdir(), 'linli-coverage-'));
let records: Records;
let calibrations: Calibrations;
beforeAll(() => {
  records = openTestRecords(dir);
  calibrations = createCalibrations({ records, now: Date.now });
});
afterAll(async () => {
  await records.stop();
  rmSync(dir, { recursive: true, force: true });
});

const place = (id: string, kind: Place['kind'], box: OrientedBox): Place => ({
  id,
  kind,
  name: { zh: id, en: id },
  parentId: null,
  box,
});
/** 24 m along east, 12 m deep. */
const building = place('1', 'building', { centreEnu: [0, 0, 9], sizeM: [24, 12, 18], yawRad: 0 });
const candidate = (id: string, box: OrientedBox, isWindow: boolean): Candidate => ({
  wall: { id, storey: '1层', box },
  placeId: null,
  element: isWindow ? { modelId: 'm', globalId: id } : null,
});
const thin = [1.5, 0.1, 1.5] as const;

test('windows look out of their building, whichever way their box is turned; doors deep inside are none', () => {
  const { windows } = coverageOf(
    [],
    [building],
    [
      candidate('south', { centreEnu: [2, -6, 2], sizeM: thin, yawRad: Math.PI }, true),
      candidate('north', { centreEnu: [2, 6, 2], sizeM: thin, yawRad: 0 }, true),
      candidate('inside', { centreEnu: [2, 0, 2], sizeM: thin, yawRad: 0 }, true),
      candidate('shed', { centreEnu: [80, 0, 2], sizeM: thin, yawRad: 0 }, true),
    ],
    calibrations,
  );
  expect(windows.map(({ id, buildingId }) => [id, buildingId])).toEqual([
    ['south', '1'],
    ['north', '1'],
    ['shed', null],
  ]);
  expect(windows.map(({ outward }) => outward && Math.round(outward[1]))).toEqual([-1, 1, null]);
  expect(windows[0]?.placeEnu[1]).toBeCloseTo(-6.05, 6);
});

test('a household without windows has the sides that are its building’s own', () => {
  const box = { centreEnu: [0, 0, 2], sizeM: [8, 12, 3], yawRad: 0 } as const;
  const { windows } = coverageOf([], [building], [candidate('1-1-101', box, false)], calibrations);
  expect(windows.map(({ outward }) => outward && Math.round(outward[1])).toSorted()).toEqual([-1, 1]);
  expect(windows.every(({ placeEnu: [x] }) => Math.abs(x) < 0.01)).toBe(true);
});
