import { expect, test } from 'vitest';
import { createPictureMarks } from './pictures.ts';

test('the first picture is one with the compound in it, the full one has all of it; each is told once', () => {
  const told: string[] = [];
  const { finished } = createPictureMarks((name) => told.push(name));
  finished({ live: false, complete: true });
  expect(told).toEqual([]);
  finished({ live: true, complete: false });
  finished({ live: true, complete: false });
  expect(told).toEqual(['first-picture']);
  finished({ live: true, complete: true });
  finished({ live: true, complete: true });
  expect(told).toEqual(['first-picture', 'full-picture']);
});
