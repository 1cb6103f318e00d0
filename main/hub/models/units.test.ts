/** What a file's lengths are told in, and what is taken where it does not say. */
import { expect, test } from 'vitest';
import { testIfc } from '../testIfc.ts';
import { kernelInput } from './kernelInput.ts';
import { readIfcRows } from './readIfcRows.ts';
import { openStep } from './step/stepFile.ts';
import { readUnits } from './units.ts';

const METRE = '#3=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);';
const conversion = (measure: string): string =>
  `#3=IFCCONVERSIONBASEDUNIT($,.LENGTHUNIT.,'ell',#21);${measure}#22=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);`;

function opened(unit: string, more = '') {
  const text = testIfc([{ name: 'a' }], { more }).replace(METRE, unit);
  const step = openStep(Buffer.from(text), 'test.ifc');
  if (!step.ok) throw new Error(step.error.code);
  return step.value;
}
const warningsOf = ({ bytes, schema, index }: ReturnType<typeof opened>) =>
  readIfcRows({ asMeant: false, files: [{ name: 'a.ifc', bytes, schema, index }] }).warnings;

test.each([
  ['a foot', '#21=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(0.3048),#22);', 0.3048],
  ['on itself', '#21=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(1.),#3);', 1],
])('%s is what it says', (_, measure, lengthM) => {
  const step = opened(conversion(measure));
  expect(readUnits(step)).toMatchObject({ lengthM, isLengthAssumed: false });
  expect(warningsOf(step)).toEqual([]);
});

test.each([
  ['zero', '#21=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(0.),#22);'],
  ['negative', '#21=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(-1.),#22);'],
  ['without a number', '#21=IFCMEASUREWITHUNIT($,#22);'],
  ['without its measure', ''],
])('a unit of length that is %s is taken for the metre, by the kernel too, and told', (_, measure) => {
  const step = opened(conversion(measure));
  const units = readUnits(step);
  expect(units.lengthM).toBe(1);
  expect(warningsOf(step)).toEqual([{ code: 'length-unit', file: 'a.ifc', count: 1 }]);
  const text = kernelInput(step, units)
    .parts.map((part) => Buffer.from(part.bytes()).toString())
    .join();
  expect(text).not.toContain('#3=IFCCONVERSIONBASEDUNIT');
  expect(text).toContain(METRE);
});

test('a file that names no unit of length is told of', () =>
  expect(warningsOf(opened(''))).toEqual([{ code: 'length-unit', file: 'a.ifc', count: 1 }]));

test('numbers that several records have are told, how many', () =>
  expect(warningsOf(opened(METRE, '#1003=IFCCARTESIANPOINT((1.,2.,3.));'))).toEqual([
    { code: 'record-doubled', file: 'a.ifc', count: 1 },
  ]));
