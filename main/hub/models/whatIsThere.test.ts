/** A refusal tells what is in the file instead of something to draw. */
import { expect, test } from 'vitest';
import { testIfc } from '../testIfc.ts';
import { openStep } from './step/stepFile.ts';
import { whyNothing } from './whatIsThere.ts';

const why = (more: string, boxes: Parameters<typeof testIfc>[0] = []) => {
  const step = openStep(Buffer.from(testIfc(boxes, { more })), 'a.ifc');
  if (!step.ok) throw new Error(step.error.code);
  return whyNothing(step.value, 'a.ifc', { kind: 'none' });
};

test.each([
  [
    "#100000=IFCSPACE('0Space0000000000000000',$,'101',$,$,$,$,$,.ELEMENT.,$,$);",
    'ifc-only-spaces',
    { spaces: 1 },
  ],
  [
    "#100000=IFCALIGNMENT('0Align0000000000000000',$,'A',$,$,$,$,$);",
    'ifc-only-alignment',
    { alignments: 1 },
  ],
  [
    "#100000=IFCDOORTYPE('0Type00000000000000000',$,'D',$,$,$,$,$,$,.DOOR.,.NOTDEFINED.,$,$);",
    'ifc-only-types',
    { types: 1 },
  ],
  ["#100000=IFCDOOR('0Door00000000000000000',$,'D',$,$,$,$,$,$,$,$,$,$);", 'ifc-no-shapes', { elements: 1 }],
  ['', 'ifc-only-structure', { others: 0 }],
])('%s', (more, code, params) =>
  expect(why(more)).toMatchObject({ code, params: { place: '–', ...params } }),
);

test('shapes of which nothing came are named by their kind', () => {
  expect(why('', [{ name: 'a' }, { name: 'b' }])).toMatchObject({
    code: 'ifc-no-triangles',
    params: { kinds: 'Body/SweptSolid ×2' },
  });
});
