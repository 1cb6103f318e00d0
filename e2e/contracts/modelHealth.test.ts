/** What an import says of a model's order, and what an IDS file finds in it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createModelRoom, type ModelRoom } from '#hub/models/index.ts';
import { testIfc } from '#hub/testIfc.ts';

const more = `#100000=IFCPROPERTYSINGLEVALUE('FireRating',$,IFCLABEL('REI 90'),$);
#100001=IFCPROPERTYSET('0Pset00000000000000000',$,'Pset_WallCommon',$,(#100000));
#100002=IFCRELDEFINESBYPROPERTIES('0Def000000000000000000',$,$,$,(#1000),#100001);
#100003=IFCMATERIAL('Concrete',$,$);
#100004=IFCRELASSOCIATESMATERIAL('0Mat000000000000000000',$,$,$,(#1000,#1020),#100003);
#100005=IFCSPACE('0Space0000000000000000',$,'101',$,$,$,$,$,.ELEMENT.,$,$);
#100006=IFCDOOR('a000000000000000000000',$,'',$,$,$,$,$,$,$,$,$,$);
#100006=IFCDOOR('a000000000000000000000',$,'',$,$,$,$,$,$,$,$,$,$);
#100007=IFCCLASSIFICATION('NL-SfB',$,$,'NL-SfB',$,$,$);
#100008=IFCCLASSIFICATIONREFERENCE($,'21.22','Outer wall',#100007,$,$);
#100009=IFCRELASSOCIATESCLASSIFICATION('0Cla000000000000000000',$,$,$,(#1000),#100008);`;

let dir = '';
let room: ModelRoom;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-health-'));
  room = createModelRoom({ dataDir: dir, limits: { checkMs: 600 } });
  const bytes = Buffer.from(
    testIfc([{ name: 'a' }, { name: 'b', at: [4, 0, 0] }], { more }).replaceAll(
      "$,'a',$,$",
      "$,'a','A description long enough to be tried again and again',$",
    ),
  );
  const made = await room.importNow({ name: 'House', modelId: 'house', files: [{ name: 'h.ifc', bytes }] });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
});
afterAll(async () => {
  await room.stop();
  await rm(dir, { recursive: true, force: true });
});

test('the report counts what is not in order', async () => {
  expect(await room.health('house')).toEqual({
    ok: true,
    value: {
      files: [{ name: 'h.ifc', schema: 'IFC4', lengthM: 1, doubledRecords: 1 }],
      withoutGeometry: [{ type: 'IfcDoor', count: 2 }],
      withoutStorey: 2,
      withoutName: 2,
      spaces: 1,
      spacesWithoutBoundaries: 1,
      doubledIds: [{ globalId: 'a000000000000000000000', count: 3 }],
      doubledIdCount: 1,
    },
  });
});

const value = (text: string) => `<simpleValue>${text}</simpleValue>`;
const walls = `<entity><name>${value('IFCWALL')}</name></entity>`;
const ids = (specifications: string) =>
  `<ids xmlns="http://standards.buildingsmart.org/IDS" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <info><title>Test</title></info><specifications>${specifications}</specifications></ids>`;
const specification = (requirements: string, applicability = walls, attributes = '') =>
  ids(`<specification name="S" ifcVersion="IFC4"><applicability ${attributes}>${applicability}</applicability>
  <requirements>${requirements}</requirements></specification>`);

async function checked(xml: string) {
  const report = await room.checkIds('house', xml);
  if (!report.ok) throw new Error(JSON.stringify(report.error));
  const [first] = report.value.specifications;
  return first && { ...first, failures: first.failures.map(({ name, reason }) => `${name} ${reason.code}`) };
}

describe('IDS', () => {
  const property = (inside: string, cardinality = 'required') =>
    `<property cardinality="${cardinality}"><propertySet>${value('Pset_WallCommon')}</propertySet>
    <baseName>${value('FireRating')}</baseName>${inside}</property>`;
  const pattern = (text: string) =>
    `<value><xs:restriction base="xs:string"><xs:pattern value="${text}"/></xs:restriction></value>`;

  test.each([
    ['a property that one has', property(''), ['b ids-property-missing']],
    ['one that need not be there', property('', 'optional'), []],
    ['one that must not be there', property('', 'prohibited'), ['a ids-prohibited']],
    ['a value of another kind', property(pattern('EI \\d+'), 'optional'), ['a ids-value']],
    ['a value that fits a pattern', property(pattern('REI [0-9]+'), 'optional'), []],
    ['a material', `<material><value>${value('Concrete')}</value></material>`, []],
    [
      'another material',
      `<material><value>${value('Steel')}</value></material>`,
      ['a ids-value', 'b ids-value'],
    ],
    [
      'a classification by its code',
      `<classification><value>${value('21.22')}</value><system>${value('NL-SfB')}</system></classification>`,
      ['b ids-classification-missing'],
    ],
    [
      'the storey it is in',
      `<partOf><entity><name>${value('IFCBUILDINGSTOREY')}</name></entity></partOf>`,
      [],
    ],
    [
      'a name',
      `<attribute><name>${value('Name')}</name><value>${value('a')}</value></attribute>`,
      ['b ids-value'],
    ],
  ])('%s', async (_, requirements, failures) => {
    const found = await checked(specification(requirements));
    expect(found).toMatchObject({ applicable: 2, failed: failures.length, failures });
    expect(found?.outcome).toBe(failures.length > 0 ? 'failed' : 'passed');
  });

  test('what must be there and is not, and what is of another schema', async () => {
    const beams = `<entity><name>${value('IFCBEAM')}</name></entity>`;
    expect(await checked(specification('', beams, 'minOccurs="1"'))).toMatchObject({
      outcome: 'failed',
      reason: { code: 'ids-none-applicable' },
    });
    expect(await checked(specification('', beams))).toMatchObject({ outcome: 'not-applicable' });
    expect(await checked(specification('').replace('IFC4"', 'IFC2X3"'))).toMatchObject({
      outcome: 'other-version',
    });
    expect(await checked(specification('', walls, 'maxOccurs="0"'))).toMatchObject({
      outcome: 'failed',
      failed: 2,
    });
  });

  test('a pattern that never ends is ended, and the hub goes on meanwhile', async () => {
    const endless = pattern('(([A-Za-z0-9. ]+)+)+!');
    const attribute = `<attribute><name>${value('Description')}</name>${endless}</attribute>`;
    let ticks = 0;
    const timer = setInterval(() => ticks++, 10);
    const verdict = await room.checkIds('house', specification(attribute));
    clearInterval(timer);
    expect(verdict).toMatchObject({ ok: false, error: { code: 'ids-endless' } });
    expect(ticks).toBeGreaterThan(15);
  });

  test('files that mean harm, or nothing, get a verdict', async () => {
    for (const xml of [
      '',
      'no xml',
      '<a>'.repeat(10_000),
      '<ids><specifications>',
      '<other/>',
      specification(property(pattern('('))),
    ]) {
      const verdict = await room.checkIds('house', xml);
      expect(verdict.ok ? 'accepted' : verdict.error.code).toMatch(/^ids-/);
    }
  });
});
