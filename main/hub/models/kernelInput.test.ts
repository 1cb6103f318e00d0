/** What the kernel is spared: properties, and shapes that it makes once. What looks different stays different. */
import { describe, expect, it } from 'vitest';
import { kernelInput } from './kernelInput.ts';
import { openStep } from './step/stepFile.ts';
import { testIfc, type TestBox } from '../testIfc.ts';

function inputOf(boxes: readonly TestBox[], more = '', partBytes?: number) {
  const step = openStep(Buffer.from(testIfc(boxes, { more })), 'test.ifc');
  if (!step.ok) throw new Error(step.error.code);
  return kernelInput(step.value, { lengthM: 1, badLengthId: null }, partBytes);
}

const textOf = (input: ReturnType<typeof inputOf>): string =>
  input.parts.map((part) => Buffer.from(part.bytes()).toString()).join('\n');

describe('what the kernel is given', () => {
  it('has equal products once; the others stand where they are taken to', () => {
    const input = inputOf([{ name: 'a' }, { name: 'b', at: [5, 6, 7] }, { name: 'c', sizeM: [2, 1, 1] }]);
    expect(input.copies).toEqual([{ id: 1020, of: 1000, frame: [1, 0, 0, 0, 1, 0, 0, 0, 1, 5, 6, 7] }]);
    const text = textOf(input);
    expect(text).toContain('#1000=IFCWALL');
    expect(text).not.toContain('#1020=IFCWALL');
    expect(text).toContain('#1040=IFCWALL');
  });

  it('has nothing that is no record, and knows whose shape is not whole', () => {
    const whole = testIfc([{ name: 'a' }, { name: 'b', sizeM: [2, 1, 1] }]);
    // The second box's outline is gone; its number, cut short, is that of the unit.
    const outline = /#(\d+)=IFCRECTANGLEPROFILEDEF\([^;]*2\.[^;]*;/.exec(whole)?.[0] ?? '';
    const step = openStep(Buffer.from(whole.replace(outline, outline.replace('=', '?='))), 'test.ifc');
    if (!step.ok) throw new Error(step.error.code);
    const { parts } = kernelInput(step.value, { lengthM: 1, badLengthId: null });
    expect(outline).not.toBe('');
    expect(parts.map((part) => Buffer.from(part.bytes()).toString()).join()).not.toContain('?=');
    expect(parts.flatMap((part) => [...part.incomplete()])).toEqual([1020]);
  });

  it('tells colours and classes apart', () => {
    const input = inputOf([
      { name: 'red', color: [1, 0, 0] },
      { name: 'blue', color: [0, 0, 1] },
      { name: 'red too', color: [1, 0, 0] },
      { name: 'beam', type: 'IFCBUILDINGELEMENTPROXY', color: [1, 0, 0] },
    ]);
    expect(input.copies.map(({ id, of }) => [id, of])).toEqual([[1040, 1000]]);
    expect(textOf(input)).toContain('IFCCOLOURRGB($,0.,0.,1.)');
  });

  it('leaves walls alone that something is cut out of', () => {
    const opening = `#100000=IFCRELVOIDSELEMENT('0Void00000000000000000',$,$,$,#1020,#100001);
      #100001=IFCOPENINGELEMENT('0Open00000000000000000',$,'hole',$,$,#1021,#1024,$,.OPENING.);`;
    const input = inputOf([{ name: 'a' }, { name: 'b' }, { name: 'c' }], opening);
    expect(input.copies.map(({ id }) => id)).toEqual([1040]);
  });

  it('has an opening in the part of the wall that it is cut out of', () => {
    const boxes = [
      { name: 'a' },
      { name: 'b', sizeM: [2, 1, 1] as const },
      { name: 'hole', sizeM: [3, 1, 1] as const },
    ];
    const opening = (
      id: number,
      wall: number,
    ) => `#${id}=IFCRELVOIDSELEMENT('0Void${id}000000000000',$,$,$,#${wall},#${id + 1});
      #${id + 1}=IFCOPENINGELEMENT('0Open${id}000000000000',$,'hole',$,$,#1041,#1044,$,.OPENING.);`;
    const { parts } = inputOf(boxes, [opening(100000, 1000), opening(100010, 1020)].join('\n'), 1);
    const texts = parts.map((part) => Buffer.from(part.bytes()).toString());
    const of = (wall: number) => texts.find((text) => text.includes(`#${wall}=IFCWALL`)) ?? '';
    expect(of(1000)).not.toBe(of(1020));
    expect(of(1000)).toContain('#100001=IFCOPENINGELEMENT');
    expect(of(1000)).not.toContain('#100011=IFCOPENINGELEMENT');
    expect(of(1020)).toContain('#100011=IFCOPENINGELEMENT');
    // The opening's shape is that of another product: it is in both.
    for (const wall of [1000, 1020]) expect(of(wall)).toContain('#1046=IFCEXTRUDEDAREASOLID');
  });

  it('carries no properties', () => {
    const set = `#100000=IFCPROPERTYSINGLEVALUE('Fire',$,IFCLABEL('REI 90'),$);
      #100001=IFCPROPERTYSET('0Pset00000000000000000',$,'Pset_WallCommon',$,(#100000));`;
    expect(textOf(inputOf([{ name: 'a' }], set))).not.toContain('IFCPROPERTY');
  });

  it('leaves out a shape that contains itself, and says which', () => {
    const circle = `#100000=IFCBOOLEANRESULT(.UNION.,#100000,#1006);
      #100001=IFCSHAPEREPRESENTATION(#5,'Body','CSG',(#100000));
      #100002=IFCPRODUCTDEFINITIONSHAPE($,$,(#100001));
      #100003=IFCWALL('0Circle0000000000000000',$,'endless',$,$,#1001,#100002,$,$);`;
    const input = inputOf([{ name: 'a' }], circle);
    expect(input.circular).toEqual([100000]);
    expect(textOf(input)).not.toContain('#100003=');
    expect(input.parts.flatMap(({ products }) => products)).toEqual([1000]);
  });

  it('leaves out every product that such a shape is part of', () => {
    const shared = `#100000=IFCBOOLEANRESULT(.UNION.,#100000,#1006);
      #100001=IFCSHAPEREPRESENTATION(#5,'Body','CSG',(#100000));
      #100002=IFCPRODUCTDEFINITIONSHAPE($,$,(#100001));
      #100003=IFCWALL('0Circle0000000000000000',$,'endless',$,$,#1001,#100002,$,$);
      #100004=IFCBOOLEANRESULT(.UNION.,#100000,#1006);
      #100005=IFCSHAPEREPRESENTATION(#5,'Body','CSG',(#100004));
      #100006=IFCPRODUCTDEFINITIONSHAPE($,$,(#100005));
      #100007=IFCWALL('1Circle0000000000000000',$,'endless too',$,$,#1001,#100006,$,$);`;
    const input = inputOf([{ name: 'a' }], shared);
    expect(input.parts.flatMap(({ products }) => products)).toEqual([1000]);
    expect(input.copies).toEqual([]);
    expect(textOf(input)).not.toMatch(/#10000[37]=/);
  });

  it('leaves out what multiplies beyond all bounds, and says which', () => {
    const levels = Array.from(
      { length: 40 },
      (_, i) =>
        `#${100001 + i}=IFCBOOLEANRESULT(.UNION.,#${i ? 100000 + i : 1006},#${i ? 100000 + i : 1006});`,
    );
    const mapped = Array.from({ length: 30 }, (_, i) =>
      [
        `#${100100 + i * 10}=IFCREPRESENTATIONMAP(#1002,#${i ? 100103 + i * 10 - 10 : 1005});`,
        `#${100101 + i * 10}=IFCMAPPEDITEM(#${100100 + i * 10},#1002);`,
        `#${100103 + i * 10}=IFCSHAPEREPRESENTATION(#5,'Body','MappedRepresentation',(#${100101 + i * 10},#${100101 + i * 10}));`,
      ].join('\n'),
    );
    const more = `${[...levels, ...mapped].join('\n')}
      #100050=IFCSHAPEREPRESENTATION(#5,'Body','CSG',(#100040));
      #100051=IFCPRODUCTDEFINITIONSHAPE($,$,(#100050));
      #100052=IFCWALL('0Power0000000000000000',$,'endless',$,$,#1001,#100051,$,$);
      #100053=IFCPRODUCTDEFINITIONSHAPE($,$,(#100393));
      #100054=IFCWALL('1Power0000000000000000',$,'a forest',$,$,#1001,#100053,$,$);
      #100055=IFCSHAPEREPRESENTATION(#5,'Body','CSG',(#100003));
      #100056=IFCPRODUCTDEFINITIONSHAPE($,$,(#100055));
      #100057=IFCWALL('2Power0000000000000000',$,'eight',$,$,#1001,#100056,$,$);`;
    const input = inputOf([{ name: 'a' }], more);
    expect(input.tooMuch).toEqual([100052, 100054]);
    expect(input.parts.flatMap(({ products }) => products)).toEqual([1000, 100057]);
    expect(textOf(input)).not.toMatch(/#10005[24]=/);
  });

  it('draws without its style what has one that contains itself, by shape or by material', () => {
    const circle = `#100000=IFCPRESENTATIONSTYLEASSIGNMENT((#100000));
      #100001=IFCSTYLEDITEM(#1006,(#100000),$);
      #100002=IFCSTYLEDITEM($,(#100002),$);
      #100003=IFCSTYLEDREPRESENTATION(#5,'Style','Material',(#100002));
      #100004=IFCMATERIALDEFINITIONREPRESENTATION($,$,(#100003),#100005);
      #100005=IFCMATERIAL('wood');
      #100006=IFCRELASSOCIATESMATERIAL('0Rel900000000000000000',$,$,$,(#1000),#100005);`;
    const input = inputOf([{ name: 'a' }], circle);
    expect(input.circularStyles).toEqual([100000, 100002]);
    expect(input.circular).toEqual([]);
    expect(input.parts.flatMap(({ products }) => products)).toEqual([1000]);
    expect(textOf(input)).not.toMatch(/#10000[1234]=/);
  });

  it('leaves out a shape that its own style leads back to', () => {
    const circle = `#100000=IFCPRESENTATIONSTYLEASSIGNMENT((#1026));
      #100001=IFCSTYLEDITEM(#1026,(#100000),$);`;
    const input = inputOf([{ name: 'a' }, { name: 'b', sizeM: [2, 1, 1] }], circle);
    expect(input.circular).toEqual([1026]);
    expect(input.parts.flatMap(({ products }) => products)).toEqual([1000]);
  });

  it('does not take text in quotes for a reference', () => {
    const named = (id: number, text: string) =>
      `#${id}=IFCPRESENTATIONLAYERWITHSTYLE('${text}',$,(),$,.T.,.F.,.F.,());`;
    const shape = (id: number, layer: number) => `#${id}=IFCPRODUCTDEFINITIONSHAPE('#${layer}',$,(#1005));
      #${id + 1}=IFCWALL('0Quote${id}00000000000000',$,'q',$,$,#1001,#${id},$,$);`;
    const more = [named(100000, 'x'), named(100001, 'x'), shape(100010, 100000), shape(100020, 100001)].join(
      '\n',
    );
    expect(inputOf([{ name: 'a' }], more).copies).toEqual([]);
  });
});
