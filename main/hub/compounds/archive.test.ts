import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noRules } from '#shared/alarms/compoundRules.ts';
import { emptyPlan, type CompoundManifest } from '#shared/twin/compound.ts';
import { testDevices, testManifest } from '../testHub.ts';
import { packCompound, unpackCompound } from './archive.ts';
import { createArchiveJobs } from './archiveJobs.ts';
import { stageFolder } from './folder.ts';
import { faultText } from '#shared/i18n/faults/faultText.ts';

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'linli-archive-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const header = { format: 'linli-compound', version: 1, id: 'test' };
const good = {
  'linli.json': header,
  'manifest.json': testManifest,
  'plan.json': emptyPlan,
  'devices.json': testDevices,
  'rules.json': noRules,
};
const model = { id: 'm', name: { zh: '一', en: 'One' }, files: ['m.ifc'], role: 'site' };
const withModel = (change: object) => ({ ...testManifest, models: [{ ...model, ...change }] });

function pack(entries: Readonly<Record<string, unknown>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(entries).map(([name, value]) => [
        name,
        value instanceof Uint8Array
          ? value
          : strToU8(typeof value === 'string' ? value : JSON.stringify(value)),
      ]),
    ),
  );
}

const zone = { ...testManifest, origin: { ...testManifest.origin, timeZone: 'X/Y' } };

it.each<[string, Uint8Array, string]>([
  ['noise', strToU8('no zip at all'), 'no readable .linli file'],
  ['newer', pack({ ...good, 'linli.json': { ...header, version: 2 } }), 'written by a newer version'],
  ['nothing', pack({}), 'holds no compound'],
  ['no JSON', pack({ ...good, 'plan.json': '{\n\n"a" 1}' }), 'plan.json: line 3 is not JSON'],
  ['time zone', pack({ ...good, 'manifest.json': zone }), 'there is no time zone “X/Y”'],
  ['a file lost', pack({ ...good, 'manifest.json': withModel({}) }), 'there is no file m.ifc'],
  ['rules', pack({ ...good, 'rules.json': { version: 1, own: 5 } }), 'rules.json: The rules are malformed'],
  ['a way out', pack({ ...good, 'manifest.json': withModel({ files: ['../m.ifc'] }) }), 'models[0].files[0]'],
  ['cut', pack(good).subarray(0, 300), 'no readable .linli file'],
])('%s is refused with its sentence, and nothing is left of it', async (_name, archive, sentence) => {
  const result = await unpackCompound(archive, () => stageFolder(dataDir), null);
  expect(result.ok ? 'taken' : faultText(result.error, 'en').message).toContain(sentence);
  expect(existsSync(join(dataDir, 'compounds'))).toBe(false);
});

it('what is packed comes out as it was; under another id its models have other ids', async () => {
  const archive = pack({ ...good, 'manifest.json': withModel({ id: 'test-m' }), 'files/m.ifc': 'IFC' });
  const first = await unpackCompound(archive, () => stageFolder(dataDir), null);
  if (!first.ok) throw new Error(JSON.stringify(first.error));
  const packed = await packCompound(first.value, { rules: noRules, procedures: [], drills: [] });
  if (!packed.ok) throw new Error(JSON.stringify(packed.error));
  const json = (name: string): unknown =>
    JSON.parse(Buffer.from(unzipSync(packed.value)[name] ?? []).toString());
  for (const [name, value] of Object.entries(good))
    expect([name, json(name)]).toEqual([
      name,
      name === 'manifest.json' ? withModel({ id: 'test-m' }) : value,
    ]);
  const second = await unpackCompound(packed.value, () => stageFolder(dataDir), 'other');
  if (!second.ok) throw new Error(JSON.stringify(second.error));
  const manifest: CompoundManifest = second.value.manifest;
  expect([manifest.id, manifest.models[0]?.id]).toEqual(['other', 'other-m']);
  expect(readFileSync(join(second.value.dir, 'm.ifc'), 'utf8')).toBe('IFC');
  expect((await unpackCompound(packed.value, () => stageFolder(dataDir), 'Not An Id')).ok).toBe(false);
  expect(readdirSync(join(dataDir, 'compounds')).every((name) => name.startsWith('.new-'))).toBe(true);
});

describe('in a process of its own', () => {
  const write = (entries: Readonly<Record<string, unknown>>) => {
    const path = join(dataDir, 'given.linli');
    writeFileSync(path, pack(entries));
    return path;
  };
  const staged = () => readdirSync(join(dataDir, 'compounds'));

  it('is packed into a file and comes out of it; what is bad leaves nothing', async () => {
    const jobs = createArchiveJobs(dataDir);
    const first = await jobs.unpack(write(good), 'one');
    if (!first.ok) throw new Error(JSON.stringify(first.error));
    expect(JSON.parse(readFileSync(join(first.value.dir, 'plan.json'), 'utf8'))).toEqual(emptyPlan);
    const path = join(dataDir, 'out.linli');
    expect(
      await jobs.pack(first.value, { rules: noRules, procedures: null, drills: null }, path),
    ).toMatchObject({ ok: true });
    expect(Object.keys(unzipSync(readFileSync(path)))).toContain('rules.json');
    rmSync(first.value.dir, { recursive: true });
    const bad = await jobs.unpack(write({ ...good, 'manifest.json': zone }), null);
    expect(bad.ok ? 'taken' : faultText(bad.error, 'en').message).toContain('there is no time zone “X/Y”');
    expect(staged()).toEqual([]);
  });

  it('a file that unpacks to more than the process may hold ends the process alone', async () => {
    const jobs = createArchiveJobs(dataDir, { memoryBytes: 220 * 1024 ** 2 });
    const huge = { ...good, 'files/m.ifc': new Uint8Array(200 * 1024 ** 2) };
    const result = await jobs.unpack(write(huge), null);
    expect(result.ok ? 'taken' : result.error.code).toBe('archive-memory');
    expect(staged()).toEqual([]);
    expect(await jobs.unpack(write(good), null)).toMatchObject({ ok: true });
  });
});
