import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { readSources } from './sources.ts';

const read = (files: Record<string, Uint8Array>) =>
  readSources([{ name: 'all.zip', bytes: zipSync(files) }], '.', () => undefined);
const ifc = (text: string) => strToU8(`ISO-10303-21; ${text}`);

it('opens zipped models within an archive, each under its own name', async () => {
  const found = await read({
    'steel.ifczip': zipSync({ 'Steel.ifc': ifc('steel') }),
    'walls/walls.zip': zipSync({ 'Walls.ifc': ifc('walls'), 'readme.txt': strToU8('no model') }),
    'Site.ifc': ifc('site'),
  });
  expect(found.ok && found.value.map(({ name, path }) => [name, path])).toEqual([
    ['Steel.ifc', 'steel.ifczip/Steel.ifc'],
    ['Walls.ifc', 'walls/walls.zip/Walls.ifc'],
    ['Site.ifc', 'Site.ifc'],
  ]);
});

it('opens no archive within an archive within an archive, and says so', async () => {
  const inner = zipSync({ 'deep.zip': zipSync({ 'Deep.ifc': ifc('deep') }), 'Near.ifc': ifc('near') });
  const found = await read({ 'outer.zip': inner });
  expect(found.ok && found.value.map(({ name }) => name)).toEqual(['Near.ifc']);
  expect(found.ok && found.value[0]?.notes).toEqual([{ code: 'zip-nested', params: { file: 'deep.zip' } }]);
});

it('a damaged archive in an archive costs itself alone; a checksum that does not fit is told of what lies in it', async () => {
  const cut = zipSync({ 'Bad.ifc': ifc('bad') });
  const found = await read({
    'good.ifczip': zipSync({ 'Good.ifc': ifc('good') }),
    'bad.ifczip': cut.subarray(0, 30),
  });
  expect(found.ok && found.value.map(({ name, notes }) => [name, notes.map(({ code }) => code)])).toEqual([
    ['Good.ifc', ['zip-damaged']],
  ]);
  const outer = zipSync({ 'a.ifczip': zipSync({ 'A.ifc': ifc('a') }) }, { level: 0 });
  const directory = new DataView(outer.buffer, outer.byteOffset);
  for (let at = 0; at + 20 < outer.byteLength; at++)
    // The checksum in the entry of the outer directory, the last of its kind.
    if (directory.getUint32(at, true) === 0x02014b50) directory.setUint32(at + 16, 7, true);
  const flipped = await readSources([{ name: 'all.zip', bytes: outer }], '.', () => undefined);
  expect(flipped.ok && flipped.value[0]?.notes.map(({ code }) => code)).toContain('zip-crc');
});

it('many small bombs in one archive are one bomb', async () => {
  const blanks = zipSync({ 'Blank.ifc': new Uint8Array(20 * 2 ** 20).fill(32) });
  const found = await read({ 'a.ifczip': blanks, 'b.ifczip': blanks });
  expect(found.ok || found.error.code).toBe('zip-too-large');
});
