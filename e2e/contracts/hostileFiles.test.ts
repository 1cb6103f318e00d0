/** Files that promise little and mean much: each is answered soon, and what is right in it stays right. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelRoom, type ModelRoom } from '#hub/models/index.ts';
import { testIfc } from '#hub/testIfc.ts';
import { decodeChunk } from '#scene/model/decodeChunk.ts';

let dir = '';
let room: ModelRoom;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-hostile-'));
  room = createModelRoom({ dataDir: dir });
});
afterAll(async () => {
  await room.stop();
  await rm(dir, { recursive: true, force: true });
});
const importOne = (name: string, bytes: Uint8Array) => room.importNow({ name, files: [{ name, bytes }] });
const ids = (from: number): string => Array.from({ length: 60 }, (_, i) => `#${from + i}`).join(',');

test('properties and materials that name each other a million times are bounded', async () => {
  const levels = Array.from({ length: 5 }, (_, level) =>
    Array.from(
      { length: 60 },
      (__, i) =>
        `#${200_100 + level * 100 + i}=IFCCOMPLEXPROPERTY('c${level}-${i}',$,'x',(${ids(200_000 + level * 100)}));`,
    ),
  );
  const lists = Array.from({ length: 4 }, (_, level) =>
    Array.from(
      { length: 60 },
      (__, i) => `#${300_100 + level * 100 + i}=IFCMATERIALLIST((${ids(300_000 + level * 100)}));`,
    ),
  );
  const more = [
    ...Array.from(
      { length: 60 },
      (_, i) => `#${200_000 + i}=IFCPROPERTYSINGLEVALUE('v${i}',$,IFCLABEL('x'),$);`,
    ),
    ...levels.flat(),
    `#210000=IFCPROPERTYSET('0Pset00000000000000000',$,'Fan',$,(${ids(200_500)}));`,
    "#210001=IFCRELDEFINESBYPROPERTIES('0Def000000000000000000',$,$,$,(#1000),#210000);",
    ...Array.from({ length: 60 }, (_, i) => `#${300_000 + i}=IFCMATERIAL('m${i}',$,$);`),
    ...lists.flat(),
    "#310000=IFCRELASSOCIATESMATERIAL('0Mat000000000000000000',$,$,$,(#1000),#300400);",
  ].join('\n');
  const result = await importOne('fan.ifc', Buffer.from(testIfc([{ name: 'a' }], { more })));
  if (!result.ok) throw new Error(result.error.code);
  const wall = (await room.elements(result.value.id))?.name.indexOf('a') ?? -1;
  const detail = await room.element(result.value.id, wall);
  if (!detail.ok) throw new Error(detail.error.code);
  expect(detail.value.properties.length).toBeGreaterThan(100);
  expect(detail.value.properties.length).toBeLessThan(8000);
});

test('forty booleans of booleans cost their own wall and no other, at once', async () => {
  const levels = Array.from({ length: 40 }, (_, i) => {
    const below = i ? 100_000 + i : 1006;
    return `#${100_001 + i}=IFCBOOLEANRESULT(.UNION.,#${below},#${below});`;
  });
  const more = `${levels.join('\n')}
    #100050=IFCSHAPEREPRESENTATION(#5,'Body','CSG',(#100040));
    #100051=IFCPRODUCTDEFINITIONSHAPE($,$,(#100050));
    #100052=IFCWALL('0Power0000000000000000',$,'endless',$,$,#1001,#100051,$,$);`;
  const result = await importOne('power.ifc', Buffer.from(testIfc([{ name: 'a' }], { more })));
  if (!result.ok) throw new Error(result.error.code);
  expect(result.value.counts.products).toBe(1);
  expect(result.value.warnings).toContainEqual({
    code: 'geometry-too-much',
    params: { ids: '#100052' },
    file: 'power.ifc',
    count: 1,
  });
  // No kernel stood still: that alone takes longer.
  expect(result.value.importedInS).toBeLessThan(8);
});

test('an archive whose directory lies, or whose entries share their bytes, is refused', async () => {
  const lie = zipSync({ 'a.ifc': new Uint8Array(50 * 2 ** 20) }, { level: 9 });
  const view = new DataView(lie.buffer);
  for (let at = 0; at + 46 < lie.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 1000, true);
  }
  expect(await importOne('lie.ifczip', lie)).toMatchObject({ error: { code: 'zip-damaged' } });
  // Noise that packs badly makes the whole look harmless.
  const noise = deflateRawSync(Buffer.from(testIfc([{ name: 'a' }])));
  const padded = zipSync(
    {
      'noise.bin': Buffer.concat(Array.from({ length: 1000 }, () => noise)),
      'a.ifc': new Uint8Array(60 * 2 ** 20),
    },
    { level: 9 },
  );
  expect(await importOne('padded.ifczip', padded)).toMatchObject({ error: { code: 'zip-too-large' } });
});

test('one wall lost 300 km away leaves the others where they are, to a millimetre', async () => {
  const walls = Array.from({ length: 30 }, (_, i) => ({ name: `w${i}`, at: [i * 2, 0, 0] as const }));
  const lost = { name: 'lost', at: [-300_000, -300_000, 0] as const };
  const result = await importOne('lost.ifc', Buffer.from(testIfc([...walls, lost])));
  if (!result.ok) throw new Error(result.error.code);
  const { bounds, chunks, id } = result.value;
  expect((bounds?.maxEnu[0] ?? 0) - (bounds?.minEnu[0] ?? 0)).toBeCloseTo(59, 2);
  expect(chunks).toHaveLength(2);
  const sent = await room.chunk(id, 0);
  const { positions, originEnu } = await decodeChunk(new Uint8Array(sent.ok ? sent.value.bytes : []).buffer);
  const xs = [...positions].filter((_, i) => i % 3 === 0).map((x) => x + originEnu[0]);
  expect(Math.min(...xs)).toBeCloseTo(bounds?.minEnu[0] ?? Number.NaN, 3);
  expect(Math.max(...xs)).toBeCloseTo(bounds?.maxEnu[0] ?? Number.NaN, 3);
});

test('elements that stand nowhere do not use up the answers of a search', async () => {
  const more = [
    ...Array.from(
      { length: 40 },
      (_, i) =>
        `#${100_000 + i}=IFCBUILDINGELEMENTPROXY('${`n${i}`.padEnd(22, '0')}',$,'n${i}',$,$,$,$,$,$);`,
    ),
    "#110000=IFCPROPERTYSINGLEVALUE('Label',$,IFCLABEL('needle77'),$);",
    "#110001=IFCPROPERTYSET('0Pset00000000000000000',$,'Named',$,(#110000));",
    `#110002=IFCRELDEFINESBYPROPERTIES('0Def000000000000000000',$,$,$,(${Array.from({ length: 40 }, (_, i) => `#${100_000 + i}`).join(',')},#1000),#110001);`,
  ].join('\n');
  const result = await importOne('search.ifc', Buffer.from(testIfc([{ name: 'a' }], { more })));
  if (!result.ok) throw new Error(result.error.code);
  const found = await room.searchElements([result.value], 'needle77', 5);
  expect(found.map(({ name }) => name)).toEqual(['a']);
});
