/** A plate opens a barrier where it is one and was read surely; a visitor's stands in no list, coming or leaving. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { passRefusalNames } from '#shared/passes/names.ts';
import { cars, openTestPasses } from './testPasses.ts';

let test: ReturnType<typeof openTestPasses>;
beforeEach(() => void (test = openTestPasses()));
afterEach(() => test.stop());
const barrier = (plate: string, direction: string | null, device = cars, more: object = {}) =>
  test.says(device, { method: 'plate', plate, ...(direction === null ? {} : { direction }), ...more });
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

it('whoever leaves with a visitor’s plate or token is in no list by it, and uses nothing', async () => {
  const { pass, token } = test.issue({ plate: '鄂B12345' });
  const out = await barrier('鄂B·12345', 'out');
  expect(out).toMatchObject({ said: 'accepted', passage: { plate: null, passId: pass.id } });
  expect(await test.says('pedestrian-gate/east', { token, direction: 'out' })).toMatchObject({
    said: 'accepted',
    passage: { passId: pass.id },
  });
  expect(test.find(pass.id)?.useCount).toBe(0);
  test.wait(5 * 3_600_000);
  await barrier('鄂B12345', 'out');
  expect(JSON.stringify(test.passages())).not.toContain('12345');
  expect(await barrier('鄂B99999', 'out')).toMatchObject({ passage: { plate: '鄂B99999', passId: null } });
});

const minuteMs = 60_000;
it('a barrier that names no direction: read again the car leaves, uses no pass and begins no booking; then it comes again', async () => {
  const { pass } = test.issue({ plate: '鄂B12345', uses: 'any' });
  const uses = () => test.find(pass.id)?.useCount;
  await barrier('鄂B12345', null);
  test.wait(5000);
  await barrier('鄂B12345', null);
  expect([uses(), test.cameIn]).toEqual([1, ['鄂B12345', null]]);
  // A second barrier on the way in.
  test.wait(5 * minuteMs);
  await barrier('鄂B12345', null, 'vehicle-gate/inner');
  expect(uses()).toBe(2);
  test.wait(60 * minuteMs);
  await test.restartRoom();
  // The same two on the way out, over a restart.
  expect(await barrier('鄂B12345', null, 'vehicle-gate/inner')).toMatchObject({
    passage: { passId: pass.id },
  });
  test.wait(5 * minuteMs);
  await barrier('鄂B12345', null);
  expect([uses(), test.cameIn.slice(2)]).toEqual([2, [null, null, null]]);
  test.wait(60 * minuteMs);
  await barrier('鄂B12345', null);
  expect([uses(), test.cameIn.at(-1)]).toEqual([3, '鄂B12345']);
});

it('a direction that is told counts, whatever was read before; a neighbour’s car is known alike', async () => {
  await barrier('鄂B99999', 'in');
  test.wait(5 * minuteMs);
  await barrier('鄂B99999', 'in');
  test.wait(60 * minuteMs);
  await barrier('鄂B99999', null);
  await barrier('鄂B77777', null, cars, { result: 'refused' });
  await barrier('鄂B77777', null);
  expect(test.cameIn).toEqual(['鄂B99999', '鄂B99999', null, null, '鄂B77777']);
});
