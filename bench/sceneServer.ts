/**
 * Serves the page of `bench:scene`, the peers' files, and beside them a hub's own answers, all from one address. Files and
 * page may be kept by the browser, as the hub lets it keep chunks; the page is isolated, so that its memory can be measured.
 */
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
};
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

function pass(from: IncomingMessage, to: ServerResponse, hubUrl: string): void {
  const { host: _host, ...headers } = from.headers;
  const asked = request(new URL(from.url ?? '/', hubUrl), { method: from.method, headers }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...ISOLATED });
    answer.pipe(to);
  });
  asked.on('error', () => to.destroy());
  from.pipe(asked);
}

/** `page`: folder with the page's index.html; `files`: paths under `/files/` and what lies there. */
export async function startSceneServer(options: {
  readonly page: string;
  readonly hubUrl: string | null;
  readonly files: (path: string) => string | null;
}): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'linli-scene-page-'));
  await build({
    root: options.page,
    configFile: false,
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 5000 },
  });
  const server = createServer((from, to) => {
    const path = normalize(decodeURIComponent(new URL(from.url ?? '/', 'http://x').pathname));
    if (path.startsWith('/api/') && options.hubUrl) return pass(from, to, options.hubUrl);
    const file = options.files(path) ?? join(outDir, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) return void to.writeHead(404, ISOLATED).end();
    to.writeHead(200, {
      ...ISOLATED,
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': path === '/' ? 'no-cache' : 'public, max-age=31536000, immutable',
    });
    createReadStream(file).pipe(to);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
