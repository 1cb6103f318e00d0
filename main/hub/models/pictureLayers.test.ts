import { expect, test } from 'vitest';
import type { Piece } from './encodeChunk.ts';
import { groupPictured } from './pictureLayers.ts';
import type { Picture } from './skins.ts';

const picture = (key: string, widthPx: number, heightPx: number): Picture => ({
  bytes: new Uint8Array(0),
  key,
  widthPx,
  heightPx,
  isCutOut: false,
});

const piece = (element: number, own: Picture): Piece => ({
  element,
  color: 0xffffffff,
  frame: [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0],
  box: { min: [0, 0, 0], max: [1, 1, 0] },
  elementSizeM: 1,
  shape: {
    vertices: new Float32Array(18),
    index: Uint32Array.of(0, 1, 2),
    skin: { picture: own, uv: new Float32Array(6), repeats: false },
  },
});

test('pictures of about one size go together, each once', () => {
  const [roof, wall, tall] = [picture('roof', 500, 300), picture('wall', 400, 512), picture('tall', 60, 900)];
  const groups = groupPictured([piece(0, roof), piece(1, wall), piece(2, roof), piece(3, tall)]);
  expect(groups.map(({ layers, pieces }) => [layers, pieces.map(({ element }) => element)])).toEqual([
    [{ widthPx: 512, heightPx: 512, pictures: [roof, wall] }, [0, 2, 1]],
    [{ widthPx: 64, heightPx: 1024, pictures: [tall] }, [3]],
  ]);
});

test('what a graphics card would not hold is shown coarser, and in several textures', () => {
  const pieces = Array.from({ length: 400 }, (_, i) => piece(i, picture(String(i), 2048, 2048)));
  const groups = groupPictured(pieces);
  const texels = groups.map(
    ({ layers: { widthPx, heightPx, pictures } }) => widthPx * heightPx * pictures.length,
  );
  expect(texels.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(2 ** 25);
  expect(Math.max(...texels)).toBeLessThanOrEqual(2 ** 24);
  expect(groups.flatMap(({ pieces: own }) => own).length).toBe(400);
  expect(Math.max(...groups.map(({ layers }) => layers.pictures.length))).toBeLessThanOrEqual(256);
});
