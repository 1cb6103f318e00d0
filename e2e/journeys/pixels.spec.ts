/** What outlines, ambient occlusion and two versions in one picture do to pixels, with the real passes. */
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import type { PixelBench } from '../../renderer/scene/harness/pixels.ts';

type Rgb = readonly [number, number, number];
type Spot = readonly [number, number];
type How = Parameters<PixelBench['draw']>[0];

let vite: ViteDevServer;
test.beforeAll(async () => {
  vite = await createServer({
    root: join(import.meta.dirname, '../../renderer/scene/harness'),
    configFile: false,
    logLevel: 'error',
    server: { port: 0 },
    optimizeDeps: { include: ['three', 'three-mesh-bvh'] },
  });
  await vite.listen();
});
test.afterAll(() => vite.close());

const plain = { pixelRatio: 1, multisample: false, hasScreen: false };

/** Spots of these points of the scene, and what is drawn at them in each of the ways. */
async function draw(
  page: Page,
  options: typeof plain,
  points: readonly (readonly [number, number, number])[],
  ways: readonly How[],
) {
  await page.goto(`${vite.resolvedUrls?.local[0] ?? ''}pixels.html`);
  await page.waitForFunction(() => window.linliPixels !== undefined);
  return page.evaluate(
    ([made, at, how]) => {
      const bench = window.linliPixels?.(made);
      if (!bench) throw new Error('the bench is not there');
      const spots = at.map(([x, y, z]) => bench.spot(x, y, z));
      return { spots, drawn: how.map((one) => bench.draw({ spots, ...one })) };
    },
    [options, points, ways] as const,
  );
}

const light = ([r, g, b]: Rgb = [0, 0, 0]) => r + g + b;
const apart = (a: Rgb = [0, 0, 0], b: Rgb = [0, 0, 0]) =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))));
/** Pixels of a row where two pictures differ. */
const changed = (a: readonly Rgb[], b: readonly Rgb[], by = 24) =>
  a.flatMap((pixel, i) => (apart(pixel, b[i]) > by ? [i] : []));

test('an outline changes the pixels round an element and none of it, as wide at any pixel ratio', async ({
  page,
}) => {
  const widths: number[] = [];
  for (const pixelRatio of [1, 2]) {
    const inside = [0, -1, 1.5] as const;
    const west = [-2, -1, 1.5] as const;
    const { spots, drawn } = await draw(
      page,
      { ...plain, pixelRatio },
      [inside, west],
      [{}, { outlined: 'selected' }],
    );
    const rowPx = Math.round(spots[0]?.[1] ?? 0);
    const rows = await page.evaluate(
      ([made, y]) => {
        const bench = window.linliPixels?.(made);
        return [bench?.draw({ rowPx: y }), bench?.draw({ rowPx: y, outlined: 'selected' })].map(
          (one) => one?.row ?? [],
        );
      },
      [{ ...plain, pixelRatio }, rowPx] as const,
    );
    const [before = [], after = []] = rows;
    expect(apart(drawn[0]?.spots[0], drawn[1]?.spots[0])).toBe(0);
    const off = changed(before, after);
    const edge = (spots[1]?.[0] ?? 0) * pixelRatio;
    const middle = (spots[0]?.[0] ?? 0) * pixelRatio;
    const left = off.filter((x) => x < middle);
    expect(left.length).toBeGreaterThan(0);
    // All of it lies outside the element, next to it.
    expect(Math.max(...left)).toBeLessThanOrEqual(edge + 1);
    expect(Math.max(...left)).toBeGreaterThan(edge - 3 * pixelRatio);
    expect(Math.min(...left)).toBeGreaterThan(edge - 6 * pixelRatio);
    widths.push(left.length / pixelRatio);
  }
  expect(Math.abs((widths[0] ?? 0) - (widths[1] ?? 9))).toBeLessThanOrEqual(1);
});

test('an outline goes on, fainter, behind what hides the element; without one nothing more is drawn', async ({
  page,
}) => {
  const { spots, drawn } = await draw(
    page,
    { ...plain, hasScreen: true },
    [
      [-2, -1, 1.2],
      [2, -1, 0.4],
    ],
    [{}, { outlined: 'selected' }],
  );
  const rowOf = (spot: Spot | undefined) =>
    page.evaluate(
      ([made, y]) => {
        const bench = window.linliPixels?.(made);
        return [bench?.draw({ rowPx: y }), bench?.draw({ rowPx: y, outlined: 'selected' })].map(
          (one) => one?.row ?? [],
        );
      },
      [{ ...plain, hasScreen: true }, Math.round(spot?.[1] ?? 0)] as const,
    );
  const strongest = async (spot: Spot | undefined) => {
    const [before = [], after = []] = await rowOf(spot);
    const x = Math.round(spot?.[0] ?? 0);
    return Math.max(...Array.from({ length: 13 }, (_, i) => apart(before[x - 6 + i], after[x - 6 + i])));
  };
  const seen = await strongest(spots[0]);
  const hidden = await strongest(spots[1]);
  expect(hidden).toBeGreaterThan(12);
  expect(hidden).toBeLessThan(seen);
  expect((drawn[1]?.drawCalls ?? 0) - (drawn[0]?.drawCalls ?? 0)).toBe(2);
});

test('ambient occlusion darkens an inner corner, and neither a free plane nor what stands before a far wall', async ({
  page,
}) => {
  const corner = [-8, 9.7, 0.02] as const;
  const free = [-5, -6, 0] as const;
  // On the far wall just over the top of the box: depth jumps there, and no rim may show.
  const { drawn, spots } = await draw(page, plain, [corner, free], [{}, { occludes: true }]);
  const [without, occluded] = drawn.map((one) => one.spots);
  expect(light(occluded?.[0])).toBeLessThan(light(without?.[0]) * 0.93);
  expect(apart(without?.[1], occluded?.[1])).toBeLessThanOrEqual(3);
  expect(spots).toHaveLength(2);
  const rim = await page.evaluate((made) => {
    const bench = window.linliPixels?.(made);
    if (!bench) return [];
    const [x, top] = bench.spot(0, 1, 3);
    const over = [3, 6, 10].map((px) => [x, top - px] as const);
    return [{}, { occludes: true }].map((how) => bench.draw({ ...how, spots: over }).spots);
  }, plain);
  rim[0]?.forEach((pixel, i) => expect(apart(pixel, rim[1]?.[i])).toBeLessThanOrEqual(4));
});

for (const multisample of [false, true])
  test(`a swipe shows one version left of the divider and the other right of it${multisample ? ', multisampled' : ''}`, async ({
    page,
  }) => {
    const points = [
      [-1, -1, 1.5],
      [1, -1, 1.5],
      [-6, -2, 0],
      [6, -2, 0],
    ] as const;
    const { drawn } = await draw(page, { ...plain, multisample }, points, [
      {},
      { split: 'swipe', dividerAt: 1 },
      { split: 'swipe', dividerAt: 0 },
      { split: 'swipe', dividerAt: 0.5 },
      { split: 'swipe', dividerAt: 0.5, outlined: 'selected' },
    ]);
    const [one, left, right, both, outlined] = drawn.map(({ spots }) => spots);
    // All left is the picture of one version; all right lacks the box and nothing else.
    expect(left).toEqual(one);
    expect(apart(right?.[0], one?.[0])).toBeGreaterThan(10);
    expect(right?.slice(2)).toEqual(one?.slice(2));
    expect(both?.[0]).toEqual(one?.[0]);
    expect(both?.[1]).toEqual(right?.[1]);
    expect(both?.slice(2)).toEqual(one?.slice(2));
    expect(outlined).toEqual(both);
  });

test('side by side each half holds the whole view of its version', async ({ page }) => {
  await page.goto(`${vite.resolvedUrls?.local[0] ?? ''}pixels.html`);
  await page.waitForFunction(() => window.linliPixels !== undefined);
  const [left, right] = await page.evaluate((made) => {
    const bench = window.linliPixels?.(made);
    if (!bench) return [];
    // The middle of a view is the middle of its half.
    const [x, y] = bench.spot(0, -1, 1.5);
    const at = [0, 200].flatMap((half) => [
      [half + x - 100, y] as const,
      [half + 10, y] as const,
      [half + 100, 20] as const,
    ]);
    const { spots } = bench.draw({ split: 'beside', spots: at });
    return [spots.slice(0, 3), spots.slice(3)];
  }, plain);
  expect(apart(left?.[0], right?.[0])).toBeGreaterThan(10);
  // What both have is the same but for the shade at the picture's rim.
  expect(apart(left?.[2], right?.[2])).toBeLessThanOrEqual(4);
  expect(light(left?.[1])).toBeGreaterThan(0);
});
