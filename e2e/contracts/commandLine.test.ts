/** The command line against real hubs in processes of their own: what it writes down comes back whole. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import mqtt from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';

const root = join(import.meta.dirname, '../..');
const manifest: CompoundManifest = {
  version: 1,
  id: 'small',
  name: { zh: '小院', en: 'Small' },
  address: { zh: '', en: '' },
  layout: 'surveyed',
  facts: { built: 0, buildings: 1, units: 0, households: 0, people: 0 },
  origin: {
    latDeg: 30.5,
    lonDeg: 114.3,
    heightM: 20,
    crs: 'EPSG:4547',
    eastingM: 0,
    northingM: 0,
    timeZone: 'Asia/Shanghai',
  },
  models: [],
};
const plan: CompoundPlan = {
  version: 1,
  places: [{ id: 'A1', kind: 'building', name: { zh: '甲', en: 'A1' }, parentId: null, box: null }],
  bays: [],
  trees: [],
  lamps: [],
  boundaryEnu: [],
  views: [],
};
const devices = [{ id: 'l1', system: 'lift', name: { zh: '梯', en: 'Lift' }, placeId: 'A1' }];
const rules = {
  version: 1,
  overrides: [{ system: 'smoke', rule: 'alarm', responseS: 45 }],
  own: [],
};

let work: string;
let dataDir: string;
let hubs: HubProcess[] = [];
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'linli-line-'));
  dataDir = join(work, 'data');
  writeFolder('small', {});
});
afterEach(async () => {
  for (const hub of hubs) await hub.kill('SIGTERM');
  hubs = [];
  rmSync(work, { recursive: true, force: true });
});

function writeFolder(id: string, files: Readonly<Record<string, unknown>>): void {
  const dir = join(dataDir, 'compounds', id);
  mkdirSync(dir, { recursive: true });
  const all = {
    'manifest.json': { ...manifest, id },
    'plan.json': plan,
    'devices.json': devices,
    ...files,
  };
  for (const [name, value] of Object.entries(all))
    writeFileSync(join(dir, name), typeof value === 'string' ? value : JSON.stringify(value));
}

async function start(dir = dataDir, ...args: string[]): Promise<HubProcess> {
  const hub = await startHub({ dataDir: dir, args: ['--compound', 'small', '--no-simulation', ...args] });
  hubs.push(hub);
  return hub;
}

async function run(path: string, ...args: string[]): Promise<{ status: number | null; said: string }> {
  const child = spawn(process.execPath, [path, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, said };
}
const linli = (...args: string[]) => run('main/linli.ts', ...args);

async function put(hub: HubProcess, path: string, body: unknown): Promise<number> {
  const answer = await fetch(hub.url + path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.status;
}
const floors = async (hub: HubProcess) =>
  (
    await hub.get<{ readings: { t: number; value: number }[] }>(
      `/api/points/${encodeURIComponent('small/lift/l1/floor')}/history?from=0`,
    )
  ).readings.map(({ value }) => value);

describe('a hub whose output nobody reads any more', () => {
  it.each(['SIGTERM', 'SIGHUP'] as const)('goes on, and stops in good order at %s', async (signal) => {
    const args = ['main/cli.ts', '--no-open', '--port', '0', '--mqtt-port', '0', '--no-simulation'];
    const child = spawn(process.execPath, [...args, '--compound', 'small', '--data-dir', dataDir], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    await expect.poll(() => said).toContain('ready at');
    child.stdout.destroy();
    child.stderr.destroy();
    const exit = once(child, 'exit');
    child.kill(signal);
    expect(await exit).toEqual([0, null]);
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
  });
});

describe('backup and restore', () => {
  it('a backup taken while messages come holds all that was acknowledged before it, and starts', async () => {
    const hub = await start();
    expect(await put(hub, '/api/compounds/small/rules', rules)).toBe(200);
    const client = await mqtt.connectAsync(hub.mqttUrl);
    let acknowledged = 0;
    let publishing = true;
    const isPublishing = () => publishing;
    const sofar = () => acknowledged;
    const loop = (async () => {
      while (isPublishing()) {
        const floor = acknowledged + 1;
        const at = Date.now() - 100_000 + floor;
        // Each from a device of its own too, so that the names grow while the files are copied.
        await client.publishAsync(`linli/v1/small/lift/l1/state`, `{"t":${at},"v":{"floor":${floor % 30}}}`, {
          qos: 1,
        });
        await client.publishAsync(
          `linli/v1/small/door/d${floor}/meta`,
          '{"name":"Door","points":[{"id":"x"}]}',
          { qos: 1 },
        );
        await client.publishAsync(`linli/v1/small/door/d${floor}/state`, `{"t":${at},"v":{"x":${floor}}}`, {
          qos: 1,
        });
        acknowledged = floor;
      }
    })();
    while (sofar() < 20) await new Promise((resolve) => setTimeout(resolve, 10));
    const before = acknowledged;
    const picture = join('pictures', 'small', 'ab'.repeat(32));
    mkdirSync(join(dataDir, 'pictures', 'small'), { recursive: true });
    writeFileSync(join(dataDir, picture), 'a picture');
    writeFileSync(join(dataDir, 'sources.json'), '{"version":1}');
    const zip = join(work, 'backup.zip');
    const made = await linli('backup', '--out', zip, '--data-dir', dataDir);
    expect(made).toEqual({ status: 0, said: expect.stringContaining('looked over and whole') });
    publishing = false;
    await loop;
    await client.endAsync();
    expect(acknowledged).toBeGreaterThan(before);
    expect(await linli('backup', '--out', zip, '--data-dir', dataDir)).toMatchObject({ status: 1 });
    const folder = join(work, 'as-folder');
    expect(await linli('backup', '--out', folder, '--data-dir', dataDir)).toMatchObject({ status: 0 });
    const all = await floors(hub);
    await hub.kill('SIGTERM');

    const anew = join(work, 'anew');
    expect(await linli('restore', zip, '--data-dir', dataDir)).toEqual({
      status: 1,
      said: expect.stringContaining('is not empty'),
    });
    expect(await linli('restore', zip, '--data-dir', anew)).toMatchObject({ status: 0 });
    const restored = await start(anew);
    const kept = await floors(restored);
    expect(kept.length).toBeGreaterThanOrEqual(before);
    expect(all.slice(0, kept.length)).toEqual(kept);
    expect(await restored.get('/api/compounds/small/rules')).toMatchObject({ rules });
    expect(await restored.get('/api/compounds/small/plan')).toMatchObject({ plan });
    const { devices: doors } = await restored.get<{
      devices: Record<string, { points: { x?: { value: number } } }>;
    }>('/api/compounds/small/state');
    for (let nth = 1; nth <= before; nth++) expect(doors[`door/d${nth}`]?.points.x?.value).toBe(nth);

    const late = join(work, 'late');
    expect(await linli('restore', folder, '--data-dir', late)).toMatchObject({ status: 0 });
    for (const dir of [anew, late]) {
      expect(readFileSync(join(dir, picture), 'utf8')).toBe('a picture');
      expect(readFileSync(join(dir, 'sources.json'), 'utf8')).toBe('{"version":1}');
    }
    expect(existsSync(join(late, 'backup.json'))).toBe(false);
    // A backup that was cut or changed on its way is not taken.
    const bytes = readFileSync(zip);
    writeFileSync(join(work, 'cut.zip'), bytes.subarray(0, bytes.length >> 1));
    const cut = join(work, 'cut');
    expect((await linli('restore', join(work, 'cut.zip'), '--data-dir', cut)).status).toBe(1);
    expect(readdirSync(cut)).toEqual([]);
    const entries = unzipSync(bytes);
    writeFileSync(join(work, 'evil.zip'), zipSync({ ...entries, 'compounds/../../evil': strToU8('x') }));
    expect(await linli('restore', join(work, 'evil.zip'), '--data-dir', cut)).toEqual({
      status: 1,
      said: expect.stringContaining('belongs to no backup'),
    });
  });
});

describe('a compound as one file', () => {
  it('goes out of a running hub and comes in under another id, models, rules and mapping with it', async () => {
    const ifc = 'ISO-10303-21;\nEND-ISO-10303-21;\n';
    const model = {
      id: 'small-A1',
      name: { zh: '甲', en: 'A1' },
      files: ['a1.ifc'],
      role: 'building' as const,
    };
    const mapping = { version: 1, homeAssistant: { devices: { '0x1': { name: 'Sensor' } } } };
    writeFolder('small', {
      'manifest.json': { ...manifest, models: [model] },
      'a1.ifc': ifc,
      'mapping.json': mapping,
    });
    const hub = await start();
    expect(await put(hub, '/api/compounds/small/rules', rules)).toBe(200);
    const file = join(work, 'small.linli');
    expect(await linli('export', '--compound', 'small', '--out', file, '--data-dir', dataDir)).toMatchObject({
      status: 0,
    });
    expect(await linli('import', file, '--data-dir', dataDir)).toEqual({
      status: 1,
      said: expect.stringContaining('There is a compound small already'),
    });
    expect(await linli('import', file, '--as', 'copy', '--data-dir', dataDir)).toMatchObject({ status: 0 });
    expect(await hub.get('/api/compounds/copy/plan')).toMatchObject({ plan });
    expect(await hub.get('/api/compounds/copy/rules')).toMatchObject({ rules });
    expect(await hub.get('/api/compounds/copy/mapping')).toMatchObject({
      mapping: { ...mapping, version: 2, devices: {} },
    });
    const { compounds } = await hub.get<{
      compounds: { id: string; manifest: CompoundManifest; devices: number }[];
    }>('/api/compounds');
    const copy = compounds.find(({ id }) => id === 'copy');
    expect(copy).toMatchObject({
      devices: 1,
      manifest: { id: 'copy', name: manifest.name, models: [{ id: 'copy-A1' }] },
    });
    expect(readFileSync(join(dataDir, 'compounds', 'copy', 'a1.ifc'), 'utf8')).toBe(ifc);
    expect(await linli('import', file, '--as', 'copy', '--replace', '--data-dir', dataDir)).toMatchObject({
      status: 0,
    });
    await hub.kill('SIGTERM');

    const offline = join(work, 'offline.linli');
    expect(
      await linli('export', '--compound', 'small', '--out', offline, '--data-dir', dataDir),
    ).toMatchObject({ status: 0 });
    expect(unzipSync(readFileSync(offline))).toEqual(unzipSync(readFileSync(file)));
    const other = join(work, 'other');
    expect(await linli('import', offline, '--data-dir', other)).toMatchObject({ status: 0 });
    expect((await linli('import', offline, '--data-dir', other)).status).toBe(1);
    const again = await start(other);
    expect(await again.get('/api/compounds/small/rules')).toMatchObject({ rules });
    expect(await again.get('/api/compounds/small/plan')).toMatchObject({ plan });
  });
});

describe('a stretch of its past', () => {
  it('goes out of a running hub, and plays where no hub ran before', async () => {
    const hub = await start();
    const client = await mqtt.connectAsync(hub.mqttUrl);
    const say = (floor: number) =>
      client.publishAsync('linli/v1/small/lift/l1/state', JSON.stringify({ t: Date.now(), v: { floor } }), {
        qos: 1,
      });
    const fromMs = Date.now();
    await say(1);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const betweenMs = Date.now() - 1;
    await say(4);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await client.endAsync();
    const file = join(work, 'stretch.linli');
    const to = String(Date.now());
    const out = ['--out', file, '--data-dir', dataDir];
    expect((await linli('export', '--compound', 'small', '--from', to, ...out)).status).toBe(2);
    const stretch = ['--compound', 'small', '--from', new Date(fromMs).toISOString(), '--to', to];
    expect(await linli('export', ...stretch, ...out)).toMatchObject({ status: 0 });
    const floorAt = async ({ get }: HubProcess, atMs: number) => {
      const { devices: found } = await get<{
        devices: Record<string, { points: Record<string, { value: unknown }> }>;
      }>(`/api/compounds/small/state?at=${atMs}`);
      return found['lift/l1']?.points['floor']?.value;
    };
    const asked = [betweenMs, Number(to)];
    const there = await Promise.all(asked.map((atMs) => floorAt(hub, atMs)));
    expect(there).toEqual([1, 4]);
    await hub.kill('SIGTERM');
    expect(await linli('export', ...stretch, '--out', join(work, 'no.linli'), '--data-dir', dataDir)).toEqual(
      { status: 1, said: expect.stringContaining('by a running hub') },
    );

    const other = join(work, 'other');
    expect(await linli('import', file, '--data-dir', other)).toMatchObject({ status: 0 });
    const again = await start(other);
    expect(await Promise.all(asked.map((atMs) => floorAt(again, atMs)))).toEqual(there);
    const { compounds } = await again.get<{ compounds: { manifest: CompoundManifest }[] }>('/api/compounds');
    expect(compounds[0]?.manifest.recording).toMatchObject({ fromMs, toMs: Number(to) });
    expect(existsSync(join(other, 'compounds', 'small', 'recording'))).toBe(false);
  });
});

describe('which compounds are served', () => {
  it('those that were asked for and every other that is no demo; a bad one is told and keeps nobody', async () => {
    writeFolder('second', {});
    writeFolder('third', {});
    writeFolder('asleep', { 'manifest.json': { ...manifest, id: 'asleep', demo: true } });
    writeFolder('bad', {
      'manifest.json': { ...manifest, id: 'bad', origin: { ...manifest.origin, timeZone: 'X/Y' } },
    });
    const hub = await start(dataDir, '--compound', 'third');
    const { compounds } = await hub.get<{ compounds: { id: string }[] }>('/api/compounds');
    expect(compounds.map(({ id }) => id)).toEqual(['small', 'third', 'second']);
    expect(hub.output()).toContain('manifest.json, origin.timeZone: there is no time zone “X/Y”');
    const { alerts } = await hub.get<{ alerts: { id: string }[] }>('/api/health');
    expect(alerts.map(({ id }) => id)).toContain('compound:bad');
    const well = await linli('doctor', '--data-dir', dataDir);
    expect(well.status).toBe(1);
    expect(well.said).toMatch(/^fault {3}compound bad: manifest\.json, origin\.timeZone/m);
    expect(well.said).toMatch(/^ok {6}data directory: .* a hub runs on it/m);
    expect(well.said).toMatch(/^ok {6}broker: reached at mqtt/m);
    await hub.kill('SIGTERM');
    const home = await run('main/cli.ts', '--compound', 'bad', '--no-open', '--data-dir', dataDir);
    expect(home).toEqual({ status: 2, said: expect.stringContaining('there is no time zone “X/Y”') });
    rmSync(join(dataDir, 'compounds', 'bad'), { recursive: true });
    expect(await linli('doctor', '--data-dir', dataDir)).toMatchObject({ status: 0 });
    cpSync(join(dataDir, 'linli.db'), join(work, 'linli.db'));
    writeFileSync(join(dataDir, 'linli.db'), Buffer.alloc(20_000, 7));
    const ill = await linli('doctor', '--data-dir', dataDir);
    expect([ill.status, /^fault {3}linli\.db: is damaged/m.test(ill.said)]).toEqual([1, true]);
  });

  it('wrong arguments are one sentence and status 2', async () => {
    for (const args of [['backup'], ['restore', 'x'], ['doctor', '--y'], ['z']]) {
      const { status, said } = await linli(...args);
      expect([args, status, said.trim().split('\n').length]).toEqual([args, 2, 1]);
    }
  });
});
