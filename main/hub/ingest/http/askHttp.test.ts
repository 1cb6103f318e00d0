/** Cameras are strangers: what they answer is bounded, a login goes only where it is safe. The TLS ones are skipped without openssl. */
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHttpAsker } from './askHttp.ts';

const login = { name: 'hub', password: 'geheim' };
const servers: Server[] = [];
const heard: (string | undefined)[] = [];
afterEach(async () => {
  heard.length = 0;
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
async function serve(answer: Answer, tls?: { key: Buffer; cert: Buffer }): Promise<URL> {
  const listener: Answer = (request, response) => {
    heard.push(request.headers.authorization);
    answer(request, response);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return new URL(`${tls ? 'https' : 'http'}://127.0.0.1:${port}/`);
}
const ask = (url: URL, more: { anyCertificate?: boolean; silenceMs?: number } = {}) =>
  createHttpAsker({ login, anyCertificate: more.anyCertificate ?? false }).ask({
    method: 'GET',
    url,
    silenceMs: more.silenceMs ?? 3000,
    signal: AbortSignal.timeout(5000),
  });
const demandBasic: Answer = ({ headers }, response) =>
  void response
    .writeHead(headers.authorization ? 200 : 401, { 'www-authenticate': 'Basic realm="camera"' })
    .end();

it('a login is not given to who asks for it in plain text, nor to where one is sent on to', async () => {
  expect((await ask(await serve(demandBasic))).status).toBe(401);
  expect(heard).toEqual([undefined]);
  heard.length = 0;
  const elsewhere = await serve((_, response) => void response.end());
  const url = await serve((_, response) => void response.writeHead(302, { location: elsewhere.href }).end());
  expect((await ask(url)).status).toBe(302);
  expect(heard).toEqual([undefined]);
});

it('an answer that does not come, or never ends, is given up', async () => {
  await expect(ask(await serve(() => undefined), { silenceMs: 400 })).rejects.toThrow(
    'no answer within 400 ms',
  );
  const endless = await serve((_, response) => {
    const chunk = Buffer.alloc(256 * 1024);
    const write = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', write);
    write();
  });
  await expect(ask(endless)).rejects.toThrow('an answer of more than');
});

it('an answer that drips is given up, in its head, in its body, and where it only says who may ask', async () => {
  const dripping = await serve((_, response) => {
    const timer = setInterval(() => response.write('x'), 10);
    response.on('close', () => clearInterval(timer));
  });
  await expect(ask(dripping, { silenceMs: 400 })).rejects.toThrow('no whole answer within 1200 ms');

  const heads = createSocketServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write('x-more: y\r\n'), 10);
    socket.on('error', () => undefined).on('close', () => clearInterval(timer));
  });
  heads.listen(0, '127.0.0.1');
  await once(heads, 'listening');
  const address = heads.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const url = new URL(`http://127.0.0.1:${port}/`);
  await expect(ask(url, { silenceMs: 400 })).rejects.toThrow('no answer within 400 ms');
  heads.close();

  let cutOff = false;
  const demanding = await serve(({ headers }, response) => {
    if (headers.authorization) return void response.end('well');
    response.writeHead(401, { 'www-authenticate': 'Digest realm="camera", nonce="n", qop="auth"' });
    const timer = setInterval(() => response.write('x'), 10);
    response.on('close', () => {
      clearInterval(timer);
      cutOff = true;
    });
  });
  expect((await ask(demanding)).body.toString()).toBe('well');
  await vi.waitFor(() => expect(cutOff).toBe(true), { timeout: 30_000 });
});

describe.skipIf(spawnSync('openssl', ['version']).error !== undefined)('over TLS', () => {
  it('a certificate that nobody signed is taken only where that is said; then a plain login is safe', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'linli-camera-'));
    const [key, cert] = [join(dir, 'key'), join(dir, 'cert')];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', ['req', '-x509', ...curve, '-subj', '/CN=camera', '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    });
    const url = await serve(demandBasic, { key: readFileSync(key), cert: readFileSync(cert) });
    rmSync(dir, { recursive: true });
    await expect(ask(url)).rejects.toThrow('self-signed');
    expect(heard).toEqual([]);
    expect((await ask(url, { anyCertificate: true })).status).toBe(200);
    heard.length = 0;
    const digestOnly = createHttpAsker({ login, anyCertificate: true, digestOnly: true });
    const asked = { method: 'GET', url, silenceMs: 3000, signal: AbortSignal.timeout(5000) } as const;
    expect((await digestOnly.ask(asked)).status).toBe(401);
    expect(heard).toEqual([undefined]);
    heard.length = 0;
    expect((await ask(url, { anyCertificate: true })).status).toBe(200);
    expect(heard).toEqual([undefined, `Basic ${Buffer.from('hub:geheim').toString('base64')}`]);
  });
});
