/** The model room against real files (skipped where they are absent) and against files that mean harm. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeChunk } from '#scene/model/decodeChunk.ts';
import { generateCompound } from '#models/generate.ts';
import { createModelRoom, type ModelRoom } from '#hub/models/index.ts';
import { faultText } from '#shared/i18n/faults/faultText.ts';

const DATA = join(import.meta.dirname, '../../../shared/data/ifc');
const real = describe.skipIf(!existsSync(DATA));
if (!existsSync(DATA)) console.warn(`Real IFC files are absent (${DATA}): their tests are skipped.`);

let dir = '';
let room: ModelRoom;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-import-'));
  room = createModelRoom({ dataDir: dir });
});
afterAll(async () => {
  await room.stop();
  await rm(dir, { recursive: true, force: true });
});

async function imported(...paths: string[]) {
  const result = await room.importNow({ name: 'test', files: paths.map((path) => ({ name: path, path })) });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
async function faultOf(name: string, content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const result = await room.importNow({ name, files: [{ name, bytes }] });
  return result.ok ? null : result.error;
}

real('real files', () => {
  test('twelve zipped discipline models federate into one', async () => {
    const folder = join(DATA, 'schependomlaan');
    const files = (await readdir(folder)).filter((name) => name.endsWith('.ifczip')).sort();
    const { counts } = await imported(...files.map((name) => join(folder, name)));
    expect(counts).toMatchObject({ products: 829, elements: 966, pieces: 1920, spaces: 0 });
  });

  test('the duplex keeps its storeys, spaces and properties', async () => {
    const { counts, id, chunks } = await imported(join(DATA, 'duplex_architecture.ifc'));
    expect(counts).toMatchObject({ products: 215, storeys: 4, spaces: 21 });
    const columns = await room.elements(id);
    const wall = columns?.type.indexOf('IfcWallStandardCase') ?? -1;
    const detail = await room.element(id, wall);
    for (const expected of [
      { set: 'PSet_Revit_Type_Other', name: 'Classification Code', value: '23-25 40 11 11 11', unit: null },
      { set: 'Material', name: 'Metal - Stud Layer', value: 0.092, unit: 'm' },
    ]) {
      expect(detail.ok && detail.value.properties).toContainEqual(expected);
    }
    expect(detail.ok && detail.value.storey).toBe('Level 1');
    const sent = await room.chunk(id, 0);
    const chunk = await decodeChunk(new Uint8Array(sent.ok ? sent.value.bytes : []).buffer);
    expect(chunk.index.length / 3).toBe(chunks[0]?.triangles);
    expect((await room.chunk(id, 99)).ok).toBe(false);
  });

  test('the FZK house has two storeys; its floor stands at 0', async () => {
    const { counts, storeys, bounds } = await imported(join(DATA, 'fzk_haus.ifc'));
    expect(counts).toMatchObject({ products: 83, storeys: 2, spaces: 7 });
    expect(storeys[0]?.elevationM).toBeCloseTo(0);
    expect(Math.abs((bounds?.minEnu[0] ?? 9) + (bounds?.maxEnu[0] ?? 9))).toBeLessThan(0.01);
  });

  test('an ending in capitals is read', async () => {
    const { counts } = await imported(join(DATA, 'schependomlaan/LINDEN - Kozijnen.ifcZIP'));
    expect(counts.products).toBe(1438);
  });

  test('every georeferenced file is imported or gets a verdict', async () => {
    for (const name of (await readdir(join(DATA, 'georef'))).filter((one) => one.endsWith('.ifc'))) {
      const path = join(DATA, 'georef', name);
      const result = await room.importNow({ name, files: [{ name, path }] });
      if (!result.ok) expect(result.error).toMatchObject({ code: expect.stringMatching(/^ifc-(no|only)-/) });
    }
  });
});

describe('bad files', () => {
  const step = (schema: string, data: string) =>
    `ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('${schema}'));\nENDSEC;\nDATA;\n${data}`;
  test.each([
    ['empty.ifc', '', 'ifc-empty', 'empty'],
    ['photo.ifc', 'JFIF', 'ifc-not-step', 'line 1'],
    ['steel.ifc', step('CIS2', 'ENDSEC;'), 'ifc-schema', 'CIS2'],
    ['cut.ifc', step('IFC4', "#1=IFCWALL('x');\n#2=IFCWALL('y"), 'ifc-truncated', 'line 6'],
    [
      'nothing.ifc',
      step('IFC4', '#1=IFCPERSON($,$,$,$,$,$,$,$);\nENDSEC;\nEND-ISO-10303-21;\n'),
      'ifc-no-project',
      'no IfcProject',
    ],
  ])('%s', async (name, content, code, words) => {
    const fault = await faultOf(name, content);
    expect(fault?.code).toBe(code);
    expect(fault && faultText(fault, 'en').message).toContain(words);
    expect(fault && faultText(fault, 'en').tip).not.toBe('');
  });

  test('archives without IFC, damaged ones and bombs', async () => {
    expect((await faultOf('a.ifczip', zipSync({ 'a.txt': new Uint8Array(9) })))?.code).toBe(
      'zip-without-model',
    );
    expect((await faultOf('b.ifczip', Buffer.from('PK\u0003\u0004 rubbish')))?.code).toMatch(/^zip-/);
    const bomb = zipSync({ '../../evil.ifc': new Uint8Array(80 * 2 ** 20) }, { level: 9 });
    expect((await faultOf('c.ifczip', bomb))?.code).toBe('zip-too-large');
  });

  test('hostile names are shown harmlessly', async () => {
    const fault = await faultOf('../../etc/\u202egnp\u0000.ifc', 'x');
    expect(fault?.params).toEqual({ file: 'gnp.ifc' });
    expect(room.importFiles({ name: 'x', files: [], modelId: '../x' }).ok).toBe(false);
    expect(await room.get('../../etc/passwd')).toBeNull();
  });

  test('a cancelled job ends as cancelled', async () => {
    const started = room.importFiles({ name: 'x', files: [{ name: 'x.ifc', bytes: Buffer.from('x') }] });
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    expect(room.cancel(started.value.jobId)).toBe(true);
    expect(room.jobs().find((job) => job.jobId === started.value.jobId)?.phase).toBe('cancelled');
    expect((await faultOf('y.ifc', 'x'))?.code).toBe('ifc-not-step');
  });
});

test('an import that takes too much memory or time is ended, says so, and takes nothing along', async () => {
  await generateCompound('yaguang', join(dir, 'yaguang'));
  const files = [{ name: 'building-8.ifc', path: join(dir, 'yaguang/building-8.ifc') }];
  for (const [limits, code] of [
    [{ memoryBytes: 40 * 2 ** 20 }, 'import-memory'],
    [{ jobMs: 30 }, 'import-hung'],
  ] as const) {
    const bounded = createModelRoom({ dataDir: await mkdtemp(join(dir, 'bounded-')), limits });
    const result = await bounded.importNow({ name: 'x', files });
    expect(result.ok ? 'done' : result.error.code).toBe(code);
    await bounded.stop();
  }
  const again = await room.importNow({ name: 'x', files });
  expect(again.ok).toBe(true);
});

test('a generated building lands where its plan says, and a second import is instant', async () => {
  const { manifest } = await generateCompound('yaguang', join(dir, 'yaguang'));
  const order = {
    name: '8号楼',
    modelId: 'yaguang-8',
    target: manifest.origin,
    files: [{ name: 'building-8.ifc', path: join(dir, 'yaguang/building-8.ifc') }],
  };
  const first = await room.importNow(order);
  if (!first.ok) throw new Error(JSON.stringify(first.error));
  const columns = await room.elements('yaguang-8');
  const lift = columns?.name.indexOf('电梯 Lift 8-2') ?? -1;
  // Building 8 stands at (94, 40) of the site frame, turned by 8°; the shaft's middle 8.15 m north of its axis.
  const yaw = (8 * Math.PI) / 180;
  const [x, y] = [94, 40 + 8.15];
  expect(columns?.centreEnu[lift]?.[0]).toBeCloseTo(Math.cos(yaw) * x - Math.sin(yaw) * y, 2);
  expect(columns?.centreEnu[lift]?.[1]).toBeCloseTo(Math.sin(yaw) * x + Math.cos(yaw) * y, 2);
  expect(first.value.warnings).toEqual([]);
  const second = await room.importNow(order);
  expect(second.ok && second.value.importedAtMs).toBe(first.value.importedAtMs);
  expect(await room.remove('yaguang-8')).toBe(true);
  expect(await room.get('yaguang-8')).toBeNull();
});
