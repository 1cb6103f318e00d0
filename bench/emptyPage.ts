/** Builds and serves the page of one box that `bench:start` measures by, its script cached for ever as the hub's are. */
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';

export async function startEmptyPage(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'linli-empty-'));
  await build({
    root: join(import.meta.dirname, 'empty'),
    configFile: false,
    base: './',
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 2500 },
  });
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    const page = path === '/';
    readFile(join(outDir, page ? 'index.html' : path)).then(
      (body) => {
        response.writeHead(200, {
          'content-type': extname(path) === '.js' ? 'text/javascript' : 'text/html; charset=utf-8',
          'cache-control': page ? 'no-cache' : 'public, max-age=31536000, immutable',
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      await new Promise((resolve) => server.close(resolve));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
