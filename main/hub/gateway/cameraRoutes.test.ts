/** The camera routes against small real cameras on loopback, and against playlists and addresses that mean harm. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import fastify from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { everywhere, personOf } from '#shared/access/may.ts';
import { success } from '#shared/protocol/result.ts';
import type { VideoSource } from '#shared/protocol/device.ts';
import { createAlerts } from '../alerts.ts';
import { openTestRecords } from '../testHub.ts';
import { createCameraHosts, createVideoRelay, type CameraHosts } from '../video/index.ts';
import { addCameraRoutes } from './cameraRoutes.ts';
import type { Http } from './app.ts';
import type { Rooms } from './rooms.ts';

const closers: (() => unknown)[] = [];
/** What a hub under test does when a session ends. */
const enders: ((key: string) => void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function listening(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function cameraHosts(alerts = createAlerts(Date.now)): Promise<CameraHosts> {
  const dir = mkdtempSync(join(tmpdir(), 'linli-cameras-'));
  const records = openTestRecords(dir);
  closers.push(async () => {
    await records.stop();
    rmSync(dir, { recursive: true });
  });
  const audit = {
    entry: () => [],
    note: () => undefined,
    list: () => [],
    head: () => ({ seq: 0, hash: '' }),
    chain: () => [],
  };
  return createCameraHosts({ records, audit, alerts, planned: {} });
}

async function hubWith(video: VideoSource, allowed = true): Promise<string> {
  // The product's own compiler checks the routes.
  const app = fastify({ forceCloseConnections: true }).setValidatorCompiler(TypeBoxValidatorCompiler);
  const devices = new Map([['cctv/c1', { record: { video } }]]);
  app.addHook('onRequest', async (request) => {
    const person = personOf('guard', 'operator', everywhere);
    request.who = success({ ...person, via: 'session', key: 'one', address: '127.0.0.1' });
  });
  const hosts = await cameraHosts();
  const url = new URL(video.url);
  if (allowed && url.host) await hosts.set('y', [url.host], { by: 'root', address: null });
  const access = {
    looks: { add: () => undefined },
    onEnd: (listener: (key: string) => void) => enders.push(listener),
    holds: () => true,
  };
  const rooms = {
    access,
    cameraHosts: hosts,
    twin: { compounds: new Map([['y', { devices }]]) },
  } as unknown as Pick<Rooms, 'twin' | 'access' | 'cameraHosts'>;
  addCameraRoutes(app as unknown as Http, rooms);
  closers.push(() => app.close());
  return `${await app.listen({ host: '127.0.0.1', port: 0 })}/api/cameras/y/cctv%2Fc1`;
}

async function faultOf(answer: Response): Promise<{ status: number; code: string }> {
  const body = (await answer.json()) as { error: { code: string } };
  return { status: answer.status, code: body.error.code };
}

test('an MJPEG stream passes through, and the camera is left when the viewer leaves', async () => {
  let left = false;
  let asked = '';
  const { url } = await listening((request, response) => {
    asked = `${request.url} ${request.headers.authorization}`;
    response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=frame' });
    const timer = setInterval(
      () => response.write('--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 4\r\n\r\nJPEG\r\n'),
      20,
    );
    response.on('close', () => {
      clearInterval(timer);
      left = true;
    });
  });
  const hub = await hubWith({
    kind: 'mjpeg',
    url: `${url.replace('http://', 'http://guard:p%40ss@')}/live?ch=1`,
  });
  const viewer = new AbortController();
  const answer = await fetch(`${hub}/stream`, { signal: viewer.signal });
  expect(answer.headers.get('content-type')).toBe('multipart/x-mixed-replace; boundary=frame');
  const read = await answer.body?.getReader().read();
  expect(Buffer.from(read?.value ?? []).toString()).toContain('JPEG');
  expect(asked).toBe(`/live?ch=1 Basic ${Buffer.from('guard:p@ss').toString('base64')}`);
  expect(left).toBe(false);
  viewer.abort();
  await expect.poll(() => left).toBe(true);

  left = false;
  const second = await fetch(`${hub}/stream`);
  const reader = second.body?.getReader();
  await reader?.read();
  for (const end of enders) end('somebody else’s');
  await reader?.read();
  expect(left).toBe(false);
  for (const end of enders) end('one');
  const drained = async () => {
    while (!(await reader?.read())?.done);
  };
  await drained().catch(() => undefined);
  await expect.poll(() => left).toBe(true);
});

test('an HLS playlist leads its parts through the hub', async () => {
  const { url } = await listening((request, response) => {
    if (request.url === '/cam/index.m3u8')
      response.end('#EXTM3U\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:1,\nseg.ts?n=1\n#EXTINF:1,\n/other/seg.ts\n');
    else if (request.url === '/cam/seg.ts?n=1')
      response.writeHead(200, { 'content-type': 'text/html' }).end('<script>');
    else response.writeHead(404).end();
  });
  const hub = await hubWith({ kind: 'hls', url: `${url}/cam/index.m3u8` });
  const answer = await fetch(`${hub}/stream`);
  expect(answer.headers.get('content-type')).toContain('mpegurl');
  const lines = (await answer.text()).split('\n');
  expect(lines[1]).toBe(
    `#EXT-X-MAP:URI="/api/cameras/y/cctv%2Fc1/media/${Buffer.from('/cam/init.mp4').toString('base64url')}"`,
  );
  const part = await fetch(new URL(lines[3] ?? '', hub));
  expect(await part.text()).toBe('<script>');
  // What a camera sends is never a page of the hub's origin.
  expect(part.headers.get('content-type')).toBe('application/octet-stream');
  expect(await faultOf(await fetch(new URL(lines[5] ?? '', hub)))).toEqual({
    status: 502,
    code: 'camera-refused',
  });
});

test('an MP4 file passes whole or in the part that is asked for', async () => {
  const file = Buffer.from('0123456789');
  const { url } = await listening((request, response) => {
    const range = request.headers.range?.match(/^bytes=(\d+)-(\d+)$/);
    if (!range) return response.writeHead(200, { 'content-length': '10' }).end(file);
    const [from, to] = [Number(range[1]), Number(range[2])];
    if (from >= 10) return response.writeHead(416).end();
    response
      .writeHead(206, { 'content-type': 'text/html', 'content-range': `bytes ${from}-${to}/10` })
      .end(file.subarray(from, to + 1));
  });
  const hub = await hubWith({ kind: 'mp4', url: `${url}/clip.mp4` });
  const whole = await fetch(`${hub}/stream`);
  expect([whole.status, whole.headers.get('content-type'), await whole.text()]).toEqual([
    200,
    'video/mp4',
    '0123456789',
  ]);
  const part = await fetch(`${hub}/stream`, { headers: { range: 'bytes=2-4' } });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    'bytes 2-4/10',
    '234',
  ]);
  expect(part.headers.get('content-type')).toBe('video/mp4');
  const past = await fetch(`${hub}/stream`, { headers: { range: 'bytes=20-30' } });
  expect(await faultOf(past)).toEqual({ status: 416, code: 'camera-range' });
});

test('a playlist and a part may not lead to another machine', async () => {
  let reached = false;
  const inner = await listening((_request, response) => {
    reached = true;
    response.end('secret');
  });
  const camera = await listening((_request, response) =>
    response.end(`#EXTM3U\n#EXTINF:1,\n${inner.url}/seg.ts\n`),
  );
  const hub = await hubWith({ kind: 'hls', url: `${camera.url}/index.m3u8` });
  expect(await faultOf(await fetch(`${hub}/stream`))).toEqual({ status: 502, code: 'camera-elsewhere' });
  for (const trick of [`//${new URL(inner.url).host}/x`, `${inner.url}/x`, '/\\evil/x']) {
    const answer = await fetch(`${hub}/media/${Buffer.from(trick).toString('base64url')}`);
    expect(answer.ok).toBe(false);
  }
  expect(reached).toBe(false);
});

test('a redirect is not followed', async () => {
  const camera = await listening((_request, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  );
  const hub = await hubWith({ kind: 'mjpeg', url: camera.url });
  expect(await faultOf(await fetch(`${hub}/stream`))).toEqual({ status: 502, code: 'camera-refused' });
});

test('what cannot be shown is one clear fault', async () => {
  const page = await listening((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>login'),
  );
  const code = async (video: VideoSource) => faultOf(await fetch(`${await hubWith(video)}/stream`));
  expect(await code({ kind: 'mjpeg', url: 'http://127.0.0.1:9/' })).toEqual({
    status: 502,
    code: 'camera-unreachable',
  });
  expect(await code({ kind: 'mjpeg', url: page.url })).toEqual({ status: 502, code: 'camera-kind' });
  expect(await code({ kind: 'hls', url: page.url })).toEqual({ status: 502, code: 'camera-playlist' });
  expect(await code({ kind: 'mjpeg', url: 'file:///etc/passwd' })).toEqual({
    status: 409,
    code: 'camera-address',
  });
  const missing = (await hubWith({ kind: 'mjpeg', url: page.url })).replace('c1', 'c2');
  expect(await faultOf(await fetch(`${missing}/stream`))).toEqual({ status: 404, code: 'no-camera' });
});

test('a camera that stalls is let go', async () => {
  const { url } = await listening((_request, response) => {
    response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=x' });
    response.write('--x\r\n');
  });
  const relay = createVideoRelay({
    reach: async () => success({ address: '127.0.0.1', family: 4 }),
    stallMs: 100,
  });
  const opened = await relay.stream(
    { compound: 'y', video: { kind: 'mjpeg', url } },
    '',
    new AbortController().signal,
  );
  if (!opened.ok || typeof opened.value.body === 'string') throw new Error('The stream did not open.');
  opened.value.body.on('error', () => {}).resume();
  expect(relay.running).toBe(1);
  await expect.poll(() => relay.running).toBe(0);
});

test('a host that nobody allowed is not asked, whatever a device says, and the administrator is told', async () => {
  let reached = false;
  const inner = await listening((_request, response) => {
    reached = true;
    response.end('secret');
  });
  const hub = await hubWith({ kind: 'mp4', url: `${inner.url}/x.mp4` }, false);
  expect(await faultOf(await fetch(`${hub}/stream`))).toEqual({ status: 403, code: 'camera-host' });
  expect(reached).toBe(false);

  const alerts = createAlerts(Date.now);
  const hosts = await cameraHosts(alerts);
  const doer = { by: 'root', address: null };
  const reach = async (address: string) => {
    const found = await hosts.reach('y', new URL(address));
    return found.ok ? found.value.address : found.error.code;
  };
  expect(await reach('http://192.168.7.7:8080/a')).toBe('camera-host');
  expect(alerts.standing()).toMatchObject([{ id: 'camera-host:y', compound: 'y', verb: 'admin.system' }]);
  expect(alerts.standing()[0]?.params).toEqual({ hosts: '192.168.7.7:8080' });
  await hosts.set('y', ['192.168.7.7'], doer);
  expect(alerts.standing()).toEqual([]);
  expect(await reach('http://192.168.7.7:8080/a')).toBe('192.168.7.7');
  expect(await reach('http://192.168.7.7/a')).toBe('192.168.7.7');
  expect((await hosts.reach('other', new URL('http://192.168.7.7/a'))).ok).toBe(false);
});

test('this machine is reached only where it is listed with its port, by whatever name', async () => {
  const hosts = await cameraHosts();
  const doer = { by: 'root', address: null };
  const set = async (...list: string[]) => (await hosts.set('y', list, doer)).ok;
  const reach = async (address: string) => (await hosts.reach('y', new URL(address))).ok;
  for (const wrong of [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '169.254.169.254',
    'http://x',
    'a b',
    'user:pw@x',
    '',
  ])
    expect([wrong, await set(wrong)]).toEqual([wrong, false]);
  expect(await set('127.0.0.1:8554')).toBe(true);
  expect(await reach('http://127.0.0.1:8554/x')).toBe(true);
  // Other spellings of the same address are the same address.
  expect(await reach('http://2130706433:8554/x')).toBe(true);
  for (const other of [
    'http://127.0.0.1:8555/x',
    'http://127.0.0.2:8554/x',
    'http://[::1]:8554/x',
    'http://0.0.0.0:8554/',
  ])
    expect([other, await reach(other)]).toEqual([other, false]);
  // A name that means this machine does not lead past the list, though the name itself is on it.
  expect(await set(hostname(), 'localhost:9')).toBe(true);
  expect(await reach(`http://${hostname()}:8787/`)).toBe(false);
  expect(await reach('http://localhost:9/')).toBe(true);
});
