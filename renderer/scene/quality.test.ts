import { expect, test } from 'vitest';
import { createQualityController, FULL, LEVELS } from './quality.ts';

test('a quick machine stays at full detail', () => {
  const quality = createQualityController(0);
  for (let i = 0; i < 200; i++) quality.record(16);
  expect(quality.detail()).toBe(FULL);
  expect(quality.sharp()).toBe(FULL);
});

test('slow frames step down to the last level and no further', () => {
  const quality = createQualityController(0);
  for (let i = 0; i < 200; i++) quality.record(300);
  expect(quality.level).toBe(LEVELS.length - 1);
});

test('detail comes back only after patience, and one level at a time', () => {
  const quality = createQualityController(3);
  for (let i = 0; i < 10; i++) quality.record(10);
  expect(quality.level).toBe(3);
  for (let i = 0; i < 12; i++) quality.record(10);
  expect(quality.level).toBe(2);
});

test('one hiccup does not change anything', () => {
  const quality = createQualityController(1);
  for (let i = 0; i < 10; i++) quality.record(40);
  quality.record(90);
  expect(quality.level).toBe(1);
});

test('the first sharp picture leaves out more when it took too long', () => {
  const quality = createQualityController(4);
  quality.recordSharp(20);
  quality.recordSharp(20);
  const before = quality.sharp().minSizePx;
  quality.recordSharp(400);
  expect(quality.sharp().minSizePx).toBeGreaterThan(before);
  for (let i = 0; i < 10; i++) quality.recordSharp(20);
  expect(quality.sharp()).toBe(FULL);
});

test('what is pinned holds however quick or slow the frames are', () => {
  const quality = createQualityController(5);
  quality.pin('high');
  for (let i = 0; i < 20; i++) quality.record(300);
  quality.recordSharp(900);
  expect([quality.detail(), quality.sharp()]).toEqual([FULL, FULL]);
  quality.pin('low');
  for (let i = 0; i < 200; i++) quality.record(5);
  expect(quality.detail().scale).toBeLessThan(1);
  expect(quality.sharp().minSizePx).toBeGreaterThan(FULL.minSizePx);
  quality.pin('auto');
  expect(quality.level).toBeLessThan(5);
});

test('a machine that can do less than what is called little is asked for less', () => {
  const quality = createQualityController(0);
  for (let i = 0; i < 100; i++) quality.record(300);
  quality.recordSharp(900);
  const own = quality.detail();
  quality.pin('low');
  expect(quality.detail()).toBe(own);
});
