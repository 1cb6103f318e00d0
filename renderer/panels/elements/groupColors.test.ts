import { describe, expect, it } from 'vitest';
import type { Rgb } from '#scene/toolContract.ts';
import { colorGroups, NAMED_COLORS, OTHERS_COLOR } from './groupColors.ts';

const groupsOf = (count: number, label: (i: number) => string) =>
  new Map([['m', Array.from({ length: count }, (_, i) => ({ label: label(i), elements: [i] }))]]);
const linear = (byte: number) => (byte <= 10 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4);

/** Oklab of linear sRGB: Ottosson 2020. */
function perceived([r, g, b]: readonly number[]): readonly number[] {
  const mix = (...of: readonly number[]) =>
    Math.cbrt((of[0] ?? 0) * (r ?? 0) + (of[1] ?? 0) * (g ?? 0) + (of[2] ?? 0) * (b ?? 0));
  const [l, m, s] = [
    mix(0.4122214708, 0.5363325363, 0.0514459929),
    mix(0.2119034982, 0.6806995451, 0.1073969566),
    mix(0.0883024619, 0.2817188376, 0.6299787005),
  ];
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Machado, Oliveira and Fernandes 2009, severity 1. */
const eyes: Readonly<Record<string, readonly (readonly number[])[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};
function seenBy(eye: string, color: Rgb): readonly number[] {
  const light = color.map(linear);
  return perceived(
    (eyes[eye] ?? []).map((row) =>
      Math.max(
        0,
        row.reduce((sum, of, i) => sum + of * (light[i] ?? 0), 0),
      ),
    ),
  );
}

describe('colours of groups', () => {
  it('are all different for fourteen values', () => {
    const { byLabel, others } = colorGroups(groupsOf(14, (i) => `value ${i}`));
    expect(new Set([...byLabel.values()].map(String)).size).toBe(14);
    expect(others).toBe(0);
  });

  it('are shared by the smallest groups where there are too many', () => {
    const many = groupsOf(23, (i) => `value ${i}`);
    many.set('n', [{ label: 'value 22', elements: [1, 2, 3] }]);
    const { byLabel, others, painted } = colorGroups(many);
    expect(others).toBe(3);
    expect(new Set([...byLabel.values()].map(String)).size).toBe(NAMED_COLORS.length + 1);
    expect(byLabel.get('value 22')).not.toEqual(OTHERS_COLOR);
    expect(painted.get('m')?.get(22)).toEqual(painted.get('n')?.get(1));
  });

  it('run along a scale for numbers, and leave alone what says nothing', () => {
    const { byLabel, painted } = colorGroups(groupsOf(6, (i) => (i === 0 ? '' : String(i))));
    expect(byLabel.get('1')).toEqual([38, 84, 150]);
    expect(byLabel.get('5')).toEqual([250, 220, 90]);
    expect(painted.get('m')?.has(0)).toBe(false);
  });

  it.each(Object.keys(eyes))('are told apart by eyes that see %s', (eye) => {
    const seen = [...NAMED_COLORS, OTHERS_COLOR].map((color) => seenBy(eye, color));
    for (const [i, a] of seen.entries())
      for (const b of seen.slice(0, i))
        expect(Math.hypot(...a.map((value, axis) => value - (b[axis] ?? 0)))).toBeGreaterThan(0.06);
  });
});
