import { DepthTexture, Vector2, Vector4 } from 'three';
import { describe, expect, it } from 'vitest';
import type { HeatField } from '../contract.ts';
import { heatColor, heatRamp } from '../heatRamp.ts';
import { createHeatLayer } from './heat.ts';
import { heatExtent, heatPixels, reachOf, valueAt } from './heatField.ts';

const field = (...samples: readonly [x: number, y: number, value: number][]): HeatField => ({
  low: 0,
  high: 100,
  samples: samples.map(([x, y, value]) => ({ positionEnu: [x, y, 3], value })),
});

describe('the field', () => {
  it('has a device’s own value where it stands, and lies between those of all', () => {
    const two = field([0, 0, 10], [100, 0, 90]);
    expect(valueAt(two, 0, 0).value).toBe(10);
    expect(valueAt(two, 50, 0).value).toBeCloseTo(50);
    // Twice as near weighs four times as much.
    expect(valueAt(field([0, 0, 0], [90, 0, 90]), 30, 0).value).toBeCloseTo(18);
    for (let x = -200; x <= 300; x += 10) {
      expect(valueAt(two, x, 35).value).toBeGreaterThanOrEqual(10);
      expect(valueAt(two, x, 35).value).toBeLessThanOrEqual(90);
    }
  });

  it('reaches to the neighbour, and not without end', () => {
    expect(reachOf(field([0, 0, 1]))).toBe(45);
    expect(reachOf(field([0, 0, 1], [80, 0, 1]))).toBe(80);
    expect(reachOf(field([0, 0, 1], [9000, 0, 1]))).toBe(160);
    expect(heatExtent(field())).toBeNull();
  });

  it('paints nothing at its lower end, nor far from any device, and most at its upper', () => {
    const size = 32;
    const alphas = (one: HeatField) => {
      const extent = heatExtent(one);
      if (!extent) throw new Error('no device');
      return [...heatPixels(one, extent, size)].filter((_, i) => i % 4 === 3);
    };
    expect(Math.max(...alphas(field([0, 0, 0], [50, 0, -20])))).toBe(0);
    const hot = alphas(field([0, 0, 100]));
    expect(Math.max(...hot)).toBe(200);
    expect(hot[0]).toBe(0);
  });

  it('lies as the ground does: rows go north, columns east', () => {
    const one = field([0, 0, 0], [0, 100, 100]);
    const extent = heatExtent(one);
    if (!extent) throw new Error('no device');
    const pixels = heatPixels(one, extent, 16);
    const alpha = (column: number, row: number) => pixels[(row * 16 + column) * 4 + 3] ?? NaN;
    expect(alpha(8, 11)).toBeGreaterThan(alpha(8, 4));
  });
});

it('grows lighter all the way, so that the order is seen without hues', () => {
  const light = ([r, g, b]: readonly number[]) => 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
  const lights = Array.from({ length: 21 }, (_, i) => light(heatColor(i / 20)));
  expect(lights.every((one, i) => i === 0 || one > (lights[i - 1] ?? 0))).toBe(true);
  expect(heatColor(9)).toEqual(heatRamp.at(-1));
});

it('asks for a picture only when something looks different', () => {
  const layer = createHeatLayer({
    depth: new DepthTexture(4, 4),
    usedPart: new Vector2(1, 1),
    bufferPx: new Vector2(4, 4),
    pane: new Vector4(0, 0, 1, 1),
  });
  expect(layer.set(null)).toBe(false);
  expect(layer.set(field([0, 0, 40], [30, 0, 60]))).toBe(true);
  expect(layer.set(field([0, 0, 40], [30, 0, 60]))).toBe(false);
  expect(layer.set(field([0, 0, 41], [30, 0, 60]))).toBe(true);
  expect(layer.set(null)).toBe(true);
  expect(layer.group.children).toEqual([]);
  expect(layer.set(null)).toBe(false);
  layer.dispose();
});
