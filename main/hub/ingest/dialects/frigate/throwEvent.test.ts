/** What falls before a façade camera of Frigate is a throw with its track; what flies, walks or tells no way is none. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';
import { throwTrackOf } from '#shared/incidents/throwTrack.ts';
import { projectionOf, rotationMatrix } from '#shared/physics/ballistics/camera.ts';
import { fly } from '#shared/physics/ballistics/flight.ts';
import { lensOf } from '#shared/physics/ballistics/pinhole.ts';
import { aimed } from '#shared/physics/ballistics/turns.ts';

let test: TestIngest;
beforeEach(() => {
  test = openTestIngest();
  test.map('test', {
    version: 2,
    homeAssistant: { devices: {} },
    devices: { frigate: { facade: { system: 'throw-camera', id: 'f1' } } },
  });
});
afterEach(() => test.stop());

const [widthPx, heightPx] = [1280, 720];
const start = 1_789_999_990.25;
const project = projectionOf(
  lensOf(widthPx, heightPx, 1.3),
  [1, -18, 3],
  rotationMatrix(aimed(Math.PI / 2, 0.35)),
);
const flight = {
  releaseEnu: [0, -0.3, 16],
  velocity: [0.2, -1.6, 0.3],
  dragPerM: 0.012,
  wind: [0, 0, 0],
} as const;
const share = (value: number, whole: number): number => Math.round((value / whole) * 1e4) / 1e4;
/** Ten frames a second; boxes of ten pixels about the object. */
const seen = Array.from({ length: 15 }, (_, i) => {
  const [x = 0, y = 0, z = 0] = fly(flight, [0.1 + i / 10]);
  const [xPx, yPx] = project(x, y, z) ?? [0, 0];
  return { atS: start + i / 10, xPx: Math.round(xPx), yPx: Math.round(yPx) };
}).filter(({ yPx }) => yPx > 0 && yPx < heightPx - 6);
const fallen = seen.map(({ atS, xPx, yPx }) => [[share(xPx, widthPx), share(yPx + 5, heightPx)], atS]);
const last = seen.at(-1) ?? { atS: 0, xPx: 0, yPx: 0 };
const said = (change: object = {}, type = 'end') => {
  const after = {
    id: `${start}-abc`,
    camera: 'facade',
    frame_time: last.atS,
    snapshot: null,
    label: 'package',
    sub_label: null,
    top_score: 0.81,
    false_positive: false,
    start_time: start,
    end_time: type === 'end' ? start + 5 : null,
    score: 0.8,
    box: [last.xPx - 5, last.yPx - 5, last.xPx + 5, last.yPx + 5],
    current_zones: [],
    entered_zones: [],
    stationary: false,
    path_data: fallen,
    ...change,
  };
  test.say('frigate/events', { type, before: after, after });
};
const throws = () => test.events.filter(({ type }) => type === 'throw');

it('an object that fell is a throw once it ends, at its first frame’s time, its way in pixels of the picture', () => {
  said({}, 'new');
  said({}, 'update');
  expect(throws()).toEqual([]);
  said();
  said();
  expect(throws()).toHaveLength(1);
  const [{ device, t, data } = { device: '', t: 0, data: {} }] = throws();
  expect(device).toBe('throw-camera/f1');
  expect(t).toBe(Math.round(start * 1000) + Math.round(((seen[0]?.atS ?? 0) - start) * 1000));
  expect(data).toMatchObject({ people: false, class: 'package' });
  const track = throwTrackOf(data);
  expect(track?.points).toHaveLength(seen.length);
  expect(track?.dropped).toBe(0);
  // Their proportion is the picture's, and each point lies where it was seen, to a rounding of the shares.
  expect((track?.widthPx ?? 0) / (track?.heightPx ?? 1)).toBeCloseTo(16 / 9, 1);
  for (const [i, { xPx, yPx }] of (track?.points ?? []).entries()) {
    expect(Math.abs((xPx * widthPx) / (track?.widthPx ?? 1) - (seen[i]?.xPx ?? 0))).toBeLessThan(0.5);
    expect(Math.abs((yPx * heightPx) / (track?.heightPx ?? 1) - (seen[i]?.yPx ?? 0))).toBeLessThan(0.5);
  }
  expect(test.refused()).toEqual({});
});

it('somebody in the same picture makes it a throw above people', () => {
  said({ id: 'p', label: 'person', path_data: [] }, 'new');
  said();
  said({ id: 'p', label: 'person' });
  said({ id: 'later' });
  expect(throws().map(({ data }) => data['people'])).toEqual([true, false]);
});

it.each([
  ['a bird by its label', { label: 'bird' }],
  ['what rises again', { path_data: fallen.map(([, atS], i) => [[0.1 + i * 0.05, 0.6 - i * 0.03], atS]) }],
  ['a false positive', { false_positive: true }],
  ['one point', { path_data: fallen.slice(0, 1) }],
  ['no way at all', { path_data: undefined }],
  ['a way of no numbers', { path_data: [[['a', 0.2], start], [[0.1, null], start], 7, [[0.1, 0.2], 'x']] }],
  ['a way that stays', { path_data: fallen.map(([, atS]) => [[0.5, 0.5], atS]) }],
])('%s is no throw', (_, change) => {
  said(change);
  expect(throws()).toEqual([]);
  expect(test.refused()).toEqual({});
});

it('what is told backwards is put in order, and what lies beyond the picture is left out', () => {
  said({ path_data: [...fallen.toReversed(), [[1.4, 0.5], start + 0.55]] });
  expect(throwTrackOf(throws()[0]?.data ?? {})?.points).toHaveLength(seen.length);
});

it('a camera that watches no façade tells objects, not throws', () => {
  said({ camera: 'yard' });
  expect(test.events.map(({ type }) => type)).toEqual(['object-start', 'object-end']);
});
