import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyPlan } from '#shared/twin/compound.ts';
import { testDevices, testManifest } from '../testHub.ts';
import { readCompound } from './folder.ts';
import { parseText } from './jsonText.ts';
import { placedFaultText } from '#shared/i18n/faults/faultText.ts';

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'linli-folder-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function folder(files: Readonly<Record<string, unknown>>, id = 'test'): string {
  const dir = join(dataDir, id);
  mkdirSync(dir);
  const all = {
    'manifest.json': testManifest,
    'plan.json': emptyPlan,
    'devices.json': testDevices,
    ...files,
  };
  for (const [name, value] of Object.entries(all))
    if (value !== null)
      writeFileSync(join(dir, name), typeof value === 'string' ? value : JSON.stringify(value));
  return dir;
}
const said = (dir: string) => readCompound(dir).faults.map((fault) => placedFaultText(fault, 'en'));

it('reads a good folder', () => {
  const { compound, faults } = readCompound(folder({}));
  expect(faults).toEqual([]);
  expect(compound).toMatchObject({ manifest: testManifest, devices: testDevices, mapping: null });
});

it('tells the line that is not JSON, the file that is missing, and a foreign name, all at once', () => {
  const dir = folder({ 'plan.json': '{\n "version": 1,\n "places" []\n}', 'devices.json': null }, 'other');
  expect(said(dir)).toEqual(['plan.json: line 3 is not JSON', 'devices.json: the file is missing']);
  const foreign = folder({}, 'elsewhere');
  expect(said(foreign)).toEqual(['manifest.json, id: “test” is not the name of its folder, “elsewhere”']);
});

it('names an IFC file that is not there', () => {
  const model = { id: 'm', name: { zh: '一', en: 'One' }, files: ['one.ifc'], role: 'site' };
  expect(said(folder({ 'manifest.json': { ...testManifest, models: [model] } }))).toEqual([
    'manifest.json, models: there is no file one.ifc',
  ]);
});

it.each([
  ['{"a":\n\nx}', 3],
  ['{"a": 1,\n"b": 2', 2],
  ['', 1],
  ['[1,\n2,\n]', 3],
  ['{"a": "x\ny"}', 1],
  ['{"a": tru\n}', 1],
  ['{"a": 1}\nmore', 2],
])('finds the line of the fault in %j', (text, line) => {
  const parsed = parseText(text);
  expect(parsed.ok ? 'read' : parsed.line).toBe(line);
});
