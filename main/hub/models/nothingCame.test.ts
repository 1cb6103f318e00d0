/** A refusal keeps what was found out on the way to it. */
import { expect, test } from 'vitest';
import { faultText } from '#shared/i18n/faults/faultText.ts';
import { fault } from '#shared/protocol/result.ts';
import { testIfc } from '../testIfc.ts';
import { whyNothingCame } from './nothingCame.ts';
import { openStep } from './step/stepFile.ts';

const step = openStep(Buffer.from(testIfc([{ name: 'a' }])), 'a.ifc');
const steps = step.ok ? [step.value] : [];
const read = [{ name: 'a.ifc', georeference: null }];
const warning = (note: ReturnType<typeof fault>) => ({ ...note, file: 'a.ifc', count: 1 });

test('each reason why a product failed is kept, in words of both languages', () => {
  const why = whyNothingCame(steps, read, [
    warning(fault('length-unit')),
    warning(fault('geometry-too-much', { ids: '#7' })),
    warning(fault('geometry-lost', { ids: '#8', reason: 'stalled' })),
  ]);
  expect(why.code).toBe('geometry-none');
  for (const language of ['zh', 'en'] as const) {
    const { message } = faultText(why, language);
    expect(message).toMatch(/a\.ifc.*#7.*#8.*stalled/);
    expect(message).not.toContain('{{');
  }
});

test('a complaint of the kernel is no reason where there is nothing to make', () => {
  const empty = openStep(Buffer.from(testIfc([])), 'a.ifc');
  if (!empty.ok) throw new Error(empty.error.code);
  const complaint = warning(fault('geometry', { reason: 'unexpected mesh type' }));
  expect(whyNothingCame([empty.value], read, [complaint]).code).toBe('ifc-only-structure');
  expect(whyNothingCame(steps, read, [complaint]).code).toBe('geometry-none');
});

test('where nothing went wrong, what is there instead is told', () => {
  const recentred = warning(fault('recentred', { x: '0', y: '0', z: '0' }));
  expect(whyNothingCame(steps, read, [recentred]).code).toBe('ifc-no-triangles');
  expect(whyNothingCame([], read, [warning(fault('nothing-drawn'))])).toEqual({
    code: 'no-geometry',
    params: { files: 'a.ifc' },
  });
});
