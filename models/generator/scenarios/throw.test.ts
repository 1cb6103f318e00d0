import { expect, it } from 'vitest';
import { maofang } from '#models/compounds/maofang/index.ts';
import { sanhe } from '#models/compounds/sanhe/index.ts';
import { yaguang } from '#models/compounds/yaguang/index.ts';
import { planOf } from '#models/generator/plan.ts';
import type { ThrowPixels } from '#shared/incidents/throwTrack.ts';
import { fall, throwScript, windowOf } from './throw.ts';

it('falls slower than in a vacuum, lands on the ground and flies outwards', () => {
  const { track, impactSpeedMps } = fall([0, 0, 12.4], [0, 1.9, 0.4]);
  const vacuum = Math.hypot(1.9, Math.sqrt(0.4 ** 2 + 2 * 9.81 * 12.4));
  expect(impactSpeedMps).toBeLessThan(vacuum);
  expect(impactSpeedMps).toBeGreaterThan(vacuum * 0.8);
  expect(track.at(-1)?.positionEnu[2]).toBe(0);
  expect(track.at(-1)?.positionEnu[1]).toBeGreaterThan(2);
  expect(track.every((sample, i) => i === 0 || sample.s > (track[i - 1]?.s ?? 0))).toBe(true);
});

it('throws from the side that faces the camera, outside the wall', () => {
  const box = { centreEnu: [10, 20, 14] as const, sizeM: [6, 11, 2.8] as const, yawRad: 0 };
  const south = windowOf(box, [10, -5, 3]);
  expect(south.positionEnu[1]).toBeCloseTo(20 - 5.8);
  expect(south.outward[1]).toBeCloseTo(-1);
  expect(windowOf(box, [10, 60, 3]).positionEnu[1]).toBeCloseTo(25.8);
});

it.each([sanhe, yaguang, maofang])('is in its camera’s picture most of its way: %#', (design) => {
  const plan = planOf(design);
  const [first] = throwScript(plan, design.devices(plan));
  if (!first || !('event' in first)) throw new Error('no throw');
  const { pixels } = first.event.data as unknown as { pixels: ThrowPixels };
  expect(pixels.points.length).toBeGreaterThan(20);
});
