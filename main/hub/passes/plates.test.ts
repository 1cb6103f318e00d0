/** A plate opens a barrier where it is one and was read surely; a visitor's stands in no list, coming or leaving. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { passRefusalNames } from '#shared/passes/names.ts';
import { cars, openTestPasses } from './testPasses.ts';

let test: ReturnType<typeof openTestPasses>;
beforeEach(() => void (test = openTestPasses()));
afterEach(() => test.stop());
const reads = (plate: string, more: object = {}) =>
  test.says(cars, { method: 'plate', direction: 'in', plate, asks: true, ...more });

it('what is no plate is refused for a pass, and matches none', async () => {
  expect(['...', '-.-', '· 1', '鄂B·12345'].map((plate) => test.tryIssue({ plate }))).toEqual([
    'plate-unreadable',
    'plate-unreadable',
    'plate-unreadable',
    'ok',
  ]);
  for (const plate of ['...', '-', '1'])
    expect(await reads(plate)).toMatchObject({ isOpened: false, passage: { passId: null } });
  expect(test.cameIn).toEqual([null, null, null]);
  expect(await reads('鄂B12345')).toMatchObject({ said: 'accepted', isOpened: true });
  expect(test.cameIn.at(-1)).toBe('鄂B12345');
});

it('read less surely than its system declares it opens nothing, says why, and the pass is not used', async () => {
  const { pass } = test.issue({ plate: '鄂B12345' });
  const unsure = await reads('鄂B12345', { confidence: 0.79 });
  expect(unsure).toMatchObject({
    said: 'unsure',
    isOpened: false,
    passage: { plate: null, passId: pass.id },
  });
  expect(Object.values(passRefusalNames.unsure).every(Boolean)).toBe(true);
  expect(test.find(pass.id)?.useCount).toBe(0);
  // Nor does a booking begin by it.
  await reads('鄂B99999', { confidence: 0.5 });
  expect(test.cameIn).toEqual([null, null]);
  expect(await reads('鄂B12345', { confidence: 0.8 })).toMatchObject({ said: 'accepted', isOpened: true });
});
