/** A compound is made from a model with pictures on its surfaces: it stands in it, and the picture lies on it as it should. */
import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import { zipSync } from 'fflate';
import { quadrants } from '#hub/testPng.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(() => hub.dispose());

/** A roof of 60 m, 10 m above the ground; its picture has the north on top. */
const model = zipSync({
  'hall/hall.city.json': Buffer.from(
    JSON.stringify({
      type: 'CityJSON',
      version: '2.0',
      transform: { scale: [1, 1, 1], translate: [0, 0, 0] },
      metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/4547' },
      appearance: {
        textures: [{ type: 'PNG', image: 'photos/roof.png' }],
        'vertices-texture': [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      },
      CityObjects: {
        hall: {
          type: 'Building',
          geometry: [
            {
              type: 'MultiSurface',
              lod: '2',
              boundaries: [[[0, 1, 2, 3]], [[4, 5, 6, 7]]],
              texture: { photo: { values: [[[0, 0, 1, 2, 3]], [[null]]] } },
            },
          ],
        },
      },
      vertices: [
        ...[
          [0, 0],
          [60, 0],
          [60, 60],
          [0, 60],
        ].map(([x = 0, y = 0]) => [512_000 + x, 3_400_000 + y, 10]),
        ...[
          [0, 0],
          [60, 0],
          [60, 60],
          [0, 60],
        ].map(([x = 0, y = 0]) => [512_000 + x, 3_400_000 + y, 0]),
      ],
    }),
  ),
  'hall/photos/roof.png': quadrants(256),
});

/** Red, green and blue at shares of the scene's picture. */
async function colorsAt(page: Page, shares: readonly (readonly [number, number])[]): Promise<number[][]> {
  const picture = await page.getByTestId('scene').screenshot();
  return page.evaluate(
    async ({ base64, places }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      return places.map(([x, y]) => [
        ...(context
          ?.getImageData(Math.round(x * bitmap.width), Math.round(y * bitmap.height), 1, 1)
          .data.slice(0, 3) ?? []),
      ]);
    },
    { base64: picture.toString('base64'), places: shares },
  );
}

test('a compound made from a model with pictures shows them where they belong', async ({ page }) => {
  const operator = new Operator(page);
  await page.request.post(`${hub.url}/api/models?name=会堂`, {
    multipart: {
      files: { name: 'hall.zip', mimeType: 'application/zip', buffer: Buffer.from(model) },
    },
  });
  const hall = async () =>
    (
      (await (await page.request.get(`${hub.url}/api/models`)).json()) as { models: ModelManifest[] }
    ).models.find(({ name }) => name === '会堂');
  await expect.poll(async () => (await hall())?.pictures, { timeout: 30_000 }).toBe(1);
  const made = await page.request.post(`${hub.url}/api/compounds`, {
    data: { id: 'hall', name: '会堂', modelId: (await hall())?.id },
  });
  expect(await made.json()).toMatchObject({ ok: true });
  await expect.poll(async () => (await hall())?.placedBy, { timeout: 30_000 }).toBe('hand');
  const bounds = (await hall())?.bounds;
  expect(((bounds?.minEnu[0] ?? 1) + (bounds?.maxEnu[0] ?? 0)) / 2).toBeCloseTo(0, 2);
  expect((await hall())?.compound).toBe('hall');

  await operator.open(`${hub.url}/?compound=hall`);
  // As one comes in, from the south: north-west, north-east, south-west, south-east of its middle.
  const places = [
    [0.36, 0.4],
    [0.64, 0.4],
    [0.36, 0.58],
    [0.64, 0.58],
  ] as const;
  await expect(async () => {
    const [red, green, blue, yellow] = await colorsAt(page, places);
    const strongest = (color: number[] = []) => color.indexOf(Math.max(...color));
    expect([red, green, blue].map(strongest)).toEqual([0, 1, 2]);
    expect(Math.min(yellow?.[0] ?? 0, yellow?.[1] ?? 0)).toBeGreaterThan((yellow?.[2] ?? 0) * 1.5);
  }).toPass({ timeout: 40_000 });
});
