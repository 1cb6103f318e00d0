/** What stands round the compound: streets on four sides and the blocks beyond them. Invented, the same every time. */
import type { Rect, SurroundingDesign } from './design.ts';
import { createRandom } from './frame.ts';

const STREET_M = 16;
const PAVEMENT_M = 7;
const REACH_M = 250;

const grown = (boundary: Rect, by: number): Rect => ({
  x0: boundary.x0 - by,
  y0: boundary.y0 - by,
  x1: boundary.x1 + by,
  y1: boundary.y1 + by,
});

function streets(boundary: Rect): SurroundingDesign[] {
  const inner = grown(boundary, PAVEMENT_M);
  const outer = grown(boundary, PAVEMENT_M + STREET_M);
  const far = REACH_M;
  return [
    { x0: -far * 1.6, y0: outer.y0, x1: far * 1.6, y1: inner.y0 },
    { x0: -far * 1.6, y0: inner.y1, x1: far * 1.6, y1: outer.y1 },
    { x0: outer.x0, y0: -far, x1: inner.x0, y1: far },
    { x0: inner.x1, y0: -far, x1: outer.x1, y1: far },
  ].map((rect) => ({ kind: 'street', rect, heightM: 0.05 }));
}

/** Slabs in rows as in the compound's time, now and then a tower or a low shop. */
function blocks(boundary: Rect, seed: number): SurroundingDesign[] {
  const random = createRandom(seed);
  const found: SurroundingDesign[] = [];
  const free = grown(boundary, PAVEMENT_M + STREET_M + 8);
  for (let y = -REACH_M; y < REACH_M; y += 34)
    for (let x = -REACH_M * 1.5; x < REACH_M * 1.5;) {
      const [kind, wide, deep, gap] = [random(), random(), random(), random()];
      // South, from where one looks, nothing hides the compound: low shops and gaps; towers far in the north.
      const south = y < boundary.y1;
      const tower = kind > 0.82 && y > boundary.y1 + 60;
      const shop = kind < 0.18 || y < boundary.y0;
      const widthM = tower ? 22 + wide * 6 : 30 + wide * 34;
      const rect = { x0: x, y0: y, x1: x + widthM, y1: y + (tower ? 20 : 11 + deep * 4) };
      const clear = rect.x1 < free.x0 || rect.x0 > free.x1 || rect.y1 < free.y0 || rect.y0 > free.y1;
      const heightM = tower
        ? 42 + deep * 24
        : shop
          ? 4 + deep * 3
          : south
            ? 9 + Math.floor(deep * 3) * 2.9
            : 17 + Math.floor(deep * 3) * 2.9;
      // Not every plot is built on.
      if (clear && gap < (y < boundary.y0 ? 0.6 : 0.84)) found.push({ kind: 'building', rect, heightM });
      x += widthM + 9 + gap * 14;
    }
  return found;
}

export function streetOf(boundary: Rect, seed: number): readonly SurroundingDesign[] {
  return [...streets(boundary), ...blocks(boundary, seed)];
}
