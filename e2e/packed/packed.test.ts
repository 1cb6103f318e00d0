/**
 * `npm run pack:check`: electron-builder packs the desktop for real, around a stand-in for Electron. What is in it, what is
 * not, and its fuses; then the hub is started from the packed folder and must do its work with nothing else at hand.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubPlatforms } from '#main/setup/buildHub.ts';
import { packDesktop } from '#main/setup/packDesktop.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { readAsar } from './asar.ts';
import { writeStandIn } from './standIn.ts';

const root = join(import.meta.dirname, '../..');
const MIB = 2 ** 20;
/** Without Electron itself. Today 25 MiB. */
const mostBytes = 40 * MIB;
const mostShellBytes = MIB;

let work = '';
let resources = '';
const hubDir = () => join(resources, 'hub');
const filesIn = (dir: string) =>
  globSync('**/*', { cwd: dir, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'linli-packed-'));
  writeStandIn(join(work, 'electron'));
  await packDesktop(root, 'linux', { electronDist: join(work, 'electron'), output: join(work, 'out') });
  resources = join(work, 'out', 'linux-unpacked', 'resources');
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('what is packed', () => {
  test('the archive holds the shell and nothing else', () => {
    const files = readAsar(join(resources, 'app.asar'));
    expect(files.map(({ path }) => path).sort()).toEqual(['index.cjs', 'package.json']);
    const manifest = JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '') as object;
    expect(manifest).toMatchObject({ name: 'linli', main: 'index.cjs' });
    expect(Object.keys(manifest).filter((key) => /dependencies|scripts/i.test(key))).toEqual([]);
    expect(statSync(join(resources, 'app.asar')).size).toBeLessThan(mostShellBytes);
    // What the shell asks for at run time is Electron's and Node's.
    const shell = files.find(({ path }) => path === 'index.cjs')?.text ?? '';
    const required = [...shell.matchAll(/\brequire\(["'`]([^"'`]+)["'`]\)/g)].map((match) => match[1] ?? '');
    expect(required).toContain('electron');
    expect(required.filter((name) => name !== 'electron' && !name.startsWith('node:'))).toEqual([]);
  });

  test('beside it lie the hub and the licence', () => {
    expect(readdirSync(resources).sort()).toEqual(['LICENSE.txt', 'app.asar', 'hub']);
    expect(readdirSync(hubDir()).filter((name) => !name.endsWith('.js'))).toEqual([
      'assets',
      'dist',
      'licenses.md',
      'node_modules',
      'package.json',
    ]);
  });

  test('no package that is not needed: none of development, no Node of its own', () => {
    const packages = globSync('**/node_modules/{@*/*,[!@]*}', { cwd: join(work, 'out') }).map((path) =>
      path.split('node_modules/').at(-1),
    );
    expect(packages.sort()).toEqual(['better-sqlite3', 'epsg-index', 'laz-perf', 'web-ifc']);
    const all = filesIn(join(work, 'out', 'linux-unpacked'));
    expect(all.length).toBeGreaterThan(60);
    expect(
      all.filter((path) => /\.(ts|tsx|map|cpp|c|h|gyp)$|\.test\.|(^|\/)node(\.exe)?$/.test(path)),
    ).toEqual([]);
  });

  test('SQLite’s native part is there for the platform that is packed, and for no other', () => {
    expect(filesIn(hubDir()).filter((path) => path.endsWith('.node'))).toEqual([
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ]);
    // The other platforms pick theirs by the same name.
    const rules = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
    for (const platform of hubPlatforms)
      expect(rules).toContain(`'${platform.replace(/-.*/, '-${arch}')}.node'`);
  });

  test('every thread and child process that the hub starts has its file', () => {
    const parts = readdirSync(hubDir()).filter((name) => name.endsWith('.js'));
    const named = parts.flatMap((name) =>
      [
        ...readFileSync(join(hubDir(), name), 'utf8').matchAll(
          /new URL\(["'`]\.\/([\w-]+\.\w+)["'`],\s*import\.meta\.url\)/g,
        ),
      ].map((match) => match[1] ?? ''),
    );
    expect(new Set(named).size).toBeGreaterThanOrEqual(9);
    expect(named.filter((name) => !parts.includes(name))).toEqual([]);
  });

  test('the licences of everything that was bundled are there', () => {
    const text = readFileSync(join(hubDir(), 'licenses.md'), 'utf8');
    for (const name of ['fastify', 'socket.io', 'aedes', 'meshoptimizer', 'typebox'])
      expect(text).toContain(name);
    const ofScreen = readFileSync(join(hubDir(), 'dist', 'renderer', 'licenses.md'), 'utf8');
    for (const name of ['three', 'react', 'socket.io-client', '@cesium/engine'])
      expect(ofScreen).toContain(name);
    // What the globe fetches when it runs lies beside the screen with its own.
    const [globe = ''] = globSync('dist/renderer/assets/cesium-*', { cwd: hubDir() });
    for (const file of ['LICENSE.md', 'Assets/land-LICENSE.txt'])
      expect(readFileSync(join(hubDir(), globe, file), 'utf8')).toMatch(/licen[cs]e|permission/i);
  });

  test('the fuses are set', async () => {
    const wire = await getCurrentFuseWire(join(work, 'out', 'linux-unpacked', 'linli'));
    const on = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      cookies: on(FuseV1Options.EnableCookieEncryption),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      snapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: true,
      cookies: true,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyAsar: true,
      snapshot: false,
      fileProtocol: false,
    });
  });

  test('it stays within its size', () => {
    const bytes = filesIn(resources).reduce((sum, path) => sum + statSync(join(resources, path)).size, 0);
    process.stdout.write(`packed without Electron: ${(bytes / MIB).toFixed(1)} MiB\n`);
    expect(bytes).toBeLessThan(mostBytes);
  });
});

describe('the hub, started from what is packed', () => {
  let hub: HubProcess;
  beforeAll(async () => {
    hub = await startHub({ program: join(hubDir(), 'cli.js'), args: ['--no-simulation'] });
  });
  afterAll(() => hub?.dispose());

  test('says its version, serves the screen, the demo compound and its cameras', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await hub.get('/api/health')).toMatchObject({ ok: true, version });
    const page = await (await fetch(`${hub.url}/`)).text();
    const script = /src="\.?(\/assets\/[^"]+\.js)"/.exec(page)?.[1];
    expect((await fetch(hub.url + script)).headers.get('content-type')).toContain('javascript');
    const { compounds } = await hub.get<{ compounds: { id: string }[] }>('/api/compounds');
    expect(compounds.map(({ id }) => id)).toEqual(['yaguang']);
    expect((await fetch(`${hub.url}/media/cam-01.mp4`)).status).toBe(200);
  });

  test('a reading from the broker comes back out of history', async () => {
    const atMs = Date.now();
    const client = await mqtt.connectAsync(hub.mqttUrl);
    const topic = 'linli/v1/yaguang/smoke/smoke-8-2-401/state';
    await client.publishAsync(topic, JSON.stringify({ t: atMs, v: { smoke: 0.0217 } }), { qos: 1 });
    await client.endAsync();
    const point = encodeURIComponent('yaguang/smoke/smoke-8-2-401/smoke');
    await expect
      .poll(() =>
        fetch(`${hub.url}/api/points/${point}/history?from=${atMs}&to=${atMs + 1}`).then((r) => r.text()),
      )
      .toContain('0.0217');
  });

  test('models are imported by their own process, and one that is uploaded too', async () => {
    await hub.modelsReady();
    expect(hub.output()).toMatch(/^12 models ready/m);
    const compound = join(hub.dataDir, 'compounds', 'yaguang');
    const [file = ''] = globSync('**/*.ifc', { cwd: compound });
    const form = new FormData();
    form.append('file', new Blob([readFileSync(join(compound, file))]), basename(file));
    const sent = await fetch(`${hub.url}/api/models?name=Uploaded`, { method: 'POST', body: form });
    expect(sent.status).toBe(200);
    await expect
      .poll(async () =>
        (await hub.get<{ models: { name: string }[] }>('/api/models')).models.map(({ name }) => name),
      )
      .toContain('Uploaded');
  });

  test('the command line is packed with it: a compound is exported by the archive process', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [join(hubDir(), 'linli.js'), ...args, '--data-dir', hub.dataDir], {
        cwd: work,
        encoding: 'utf8',
      });
    const exported = run('export', '--compound', 'yaguang', '--out', join(work, 'yaguang.linli'));
    expect(exported.stderr).toBe('');
    expect(exported.status).toBe(0);
    expect(statSync(join(work, 'yaguang.linli')).size).toBeGreaterThan(10_000);
    expect(run('doctor').status).toBe(0);
  });

  test('passwords are checked by their thread', async () => {
    const body = JSON.stringify({ name: 'chief', password: 'correct horse battery' });
    const headers = { 'content-type': 'application/json' };
    const made = await fetch(`${hub.url}/api/setup`, { method: 'POST', headers, body });
    expect([made.status, await made.text()]).toEqual([200, expect.stringContaining('chief')]);
    const signed = await fetch(`${hub.url}/api/session`, { method: 'POST', headers, body });
    expect(signed.status).toBe(200);
  });

  test('stops with everything written down', async () => {
    expect(await hub.kill('SIGTERM')).toBe(0);
    expect(hub.output()).not.toMatch(/\bError\b|Warning/);
  });
});
