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

it('opens no archive within an archive within an archive', async () => {
  const inner = zipSync({ 'deep.zip': zipSync({ 'Deep.ifc': ifc('deep') }) });
  const found = await read({ 'outer.zip': inner });
  expect(found.ok && found.value.map(({ name }) => name)).toEqual(['deep.zip']);
});
