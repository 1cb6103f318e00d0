import { expect, test } from 'vitest';
import { testIfc } from '#hub/testIfc.ts';
import { copyRecords } from '../kernelParts.ts';
import { openStep } from './stepFile.ts';

function opened(more: string) {
  const step = openStep(Buffer.from(testIfc([{ name: 'a' }], { more }), 'latin1'), 'test.ifc');
  if (!step.ok) throw new Error(step.error.code);
  return step.value;
}

test('what is no record hides none, and is counted', () => {
  const step = opened(
    [
      '#50001=IFCLABEL1(1.);',
      // A digit of its number is lost: it is not record 50001.
      '#50001\u00ef4= IFCCARTESIANPOINT((1.,2.,3.));',
      '#\u00ef50002=IFCFACE((#1));',
      '#50003=IF\u00efPOLYLOOP((#1));',
      '#50004 IFCFACE((#1));',
    ].join('\n'),
  );
  expect(step.typeOf(50_001)).toBe('IFCLABEL1');
  expect(step.read(50_001)).toEqual([1]);
  for (const id of [0, 50_002, 50_003, 50_004]) expect(step.rowOf(id)).toBe(-1);
  expect(step.malformed()).toBe(4);
});

test('blanks, comments and records of several types are what they are', () => {
  const step = opened(
    '#50001 =\n IFCFACE (( #1 ));\n#50002=(IFCNAMEDUNIT(*,.LENGTHUNIT.)IFCSIUNIT(.MILLI.,.METRE.));\n#50003=IFCFACE/* one */((#2));',
  );
  expect(step.typeOf(50_001)).toBe('IFCFACE');
  expect(step.rowOf(50_002)).toBeGreaterThan(0);
  expect(step.typeOf(50_003)).toBe('IFCFACE');
  expect(step.malformed()).toBe(0);
});

test.each(['\u00ff', 'x', ';', '\u0000\u00fe;', "12=IFCFACE('a',#1);", ')) #7 ', '/ '])(
  'what lies between two records hides neither, is counted, and is in no copy: %j',
  (stray) => {
    const step = opened(`#50001=IFCFACE((#1));\n${stray}#50002=IFCFACE((#2));${stray}`);
    expect(step.read(50_001)).toHaveLength(1);
    expect(step.read(50_002)).toHaveLength(1);
    // A zero is a blank, and what follows one is stray or nothing.
    expect(step.malformed()).toBe(2);
    const copy = Buffer.from(copyRecords(step, (row) => step.index.types[row] !== step.types.indexOf('?')));
    expect(copy.toString('latin1')).toContain('#50001=IFCFACE((#1));#50002=IFCFACE((#2));');
  },
);

test('what is no STEP to its end is refused', () => {
  const text = testIfc([{ name: 'a' }]).replace(/ENDSEC;\s*END-ISO[^;]*;/, 'and so on');
  const step = openStep(Buffer.from(text), 'test.ifc');
  expect(step).toMatchObject({ ok: false, error: { code: 'ifc-syntax' } });
});
