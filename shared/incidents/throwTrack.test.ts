import { expect, test } from 'vitest';
import { throwTrackOf } from './throwTrack.ts';

const picture = { widthPx: 1920, heightPx: 1080 };

test('points and boxes are put in order; what is no number, beyond the picture or told twice is counted', () => {
  const track = throwTrackOf({
    pixels: {
      ...picture,
      points: [
        { s: 0.2, x: 100, y: 200 },
        { s: 0.12, box: [90, 150, 20, 10] },
        { s: 0.16, x: Number.NaN, y: 3 },
        { s: 'soon', x: 1, y: 2 },
        { s: 0.2, x: 101, y: 201 },
        { s: 0.24, x: -40, y: 201 },
        { s: 4000, x: 100, y: 200 },
        null,
      ],
    },
  });
  expect(track?.points).toEqual([
    { timeS: 0.12, xPx: 100, yPx: 155 },
    { timeS: 0.2, xPx: 100, yPx: 200 },
  ]);
  expect(track?.dropped).toBe(6);
  expect(track?.noisePx).toBe(1.5);
});

test.each([
  ['no track', {}],
  ['no size of the picture', { pixels: { points: [] } }],
  ['a picture of no width', { pixels: { widthPx: 0, heightPx: 1080, points: [] } }],
  ['a text', { pixels: 'here' }],
])('%s is no track', (_, data) => {
  expect(throwTrackOf(data)).toBeNull();
});
