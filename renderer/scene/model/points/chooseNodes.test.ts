import { describe, expect, it } from 'vitest';
import { childrenOf, chooseNodes, type ListedNode } from './chooseNodes.ts';

/** A strip of cubes of 100 m along x; each has a child for its nearer and its farther half, at half the spacing. */
function strip(count: number): ListedNode[] {
  const nodes: ListedNode[] = [];
  for (let i = 0; i < count; i++) {
    const box = (from: number, to: number) => ({ min: [from, -50, 0] as const, max: [to, 50, 10] as const });
    const parent = nodes.push({ ...box(i * 100, i * 100 + 100), parent: -1, points: 1000, spacingM: 1 }) - 1;
    nodes.push({ ...box(i * 100, i * 100 + 50), parent, points: 2000, spacingM: 0.5 });
    nodes.push({ ...box(i * 100 + 50, i * 100 + 100), parent, points: 2000, spacingM: 0.5 });
  }
  return nodes;
}

function choose(nodes: readonly ListedNode[], budget: number, seenBelowM = Infinity, eyeM = 0) {
  const cloud = {
    nodes,
    children: childrenOf(nodes),
    look: {
      eye: [eyeM, 0, 5] as const,
      pxPerRad: 1000,
      isSeen: (min: readonly [number, number, number]) => min[0] < seenBelowM,
    },
  };
  return chooseNodes([cloud], budget).map(({ node }) => node);
}

describe('which nodes of a cloud are drawn', () => {
  it('takes the near before the far, and parents before their children', () => {
    const nodes = strip(5);
    const chosen = choose(nodes, Infinity);
    expect(chosen[0]).toBe(0);
    expect(chosen.indexOf(1)).toBeLessThan(chosen.indexOf(3));
    for (const node of chosen) {
      const parent = nodes[node]?.parent ?? -1;
      if (parent >= 0) expect(chosen.indexOf(parent)).toBeLessThan(chosen.indexOf(node));
    }
  });

  it('keeps to the budget, but always gives something', () => {
    const nodes = strip(20);
    const points = (chosen: readonly number[]) =>
      chosen.reduce((sum, node) => sum + (nodes[node]?.points ?? 0), 0);
    expect(points(choose(nodes, 10_000))).toBeLessThanOrEqual(10_000);
    expect(points(choose(nodes, 10_000))).toBeGreaterThan(7000);
    expect(choose(nodes, 1)).toHaveLength(1);
  });

  it('leaves out what is out of sight, and what stands closer together than the eye tells', () => {
    const nodes = strip(10);
    expect(choose(nodes, Infinity, 250).every((node) => (nodes[node]?.min[0] ?? 0) < 250)).toBe(true);
    const far = choose(nodes, Infinity, Infinity, -3000);
    expect(far.every((node) => nodes[node]?.parent === -1)).toBe(true);
  });
});
