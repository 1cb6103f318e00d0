import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { At } from './drawing.ts';
import { crossesItself } from './rings.ts';
import { onCoreMs } from '../testTime.ts';

/** Every edge against every other. */
function crossesAnywhere(ring: readonly At[]): boolean {
  const count = ring.length;
  const apart = (a: number, b: number) => (b - a + count) % count > 1 && (a - b + count) % count > 1;
  return ring.some((_, a) =>
    ring.some((_, b) => {
      if (!apart(a, b)) return false;
      const four = [ring[a], ring[(a + 1) % count], ring[b], ring[(b + 1) % count]] as At[];
      const [p = [0, 0], q = [0, 0], r = [0, 0], s = [0, 0]] = four;
      // Two stretches cross where the ring p q r s, with the other two sides left out of account, does.
      return meets(p, q, r, s);
    }),
  );
}

function meets(p: At, q: At, r: At, s: At): boolean {
  const side = (a: At, b: At, c: At) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const isOn = (a: At, b: At, c: At) =>
    side(a, b, c) === 0 && (c[0] - a[0]) * (c[0] - b[0]) + (c[1] - a[1]) * (c[1] - b[1]) <= 0;
  const isBetween = side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0;
  return isBetween || isOn(p, q, r) || isOn(p, q, s) || isOn(r, s, p) || isOn(r, s, q);
}

describe('rings', () => {
  it('that cross themselves are found out, whatever they look like', () => {
    const whole = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(whole, whole), { minLength: 4, maxLength: 9 }), (ring) => {
        expect(crossesItself(ring)).toBe(crossesAnywhere(ring));
      }),
      { numRuns: 2000 },
    );
  });

  it('of thousands of points are looked at without looking at every pair', () => {
    const round = Array.from({ length: 3000 }, (_, nth): At => {
      const turnRad = (nth / 3000) * 2 * Math.PI;
      return [100 * Math.cos(turnRad), 100 * Math.sin(turnRad)];
    });
    const tookMs = (look: (ring: readonly At[]) => boolean) => {
      const began = onCoreMs();
      expect(look(round)).toBe(false);
      return onCoreMs() - began;
    };
    expect(tookMs(crossesItself)).toBeLessThan(tookMs(crossesAnywhere) / 5);
  });
});
