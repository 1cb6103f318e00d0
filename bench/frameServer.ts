/**
 * Builds the scene's harness page and serves it with the demo compound: plan and devices as generated, models from
 * the real importer's cache. A directory given instead must hold the same paths.
 */
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { createModelRoom } from '#hub/models/index.ts';
import { generateCompound } from '#models/generate.ts';
import { build } from 'vite';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

export interface FrameServer {
  readonly url: string;
  readonly models: number;
  readonly triangles: number;
  stop(): Promise<void>;
}

type Answer = (
  path: string,
) => Promise<
  | { readonly file: string }
  | { readonly text: string }
  | { readonly bytes: Buffer; readonly packed: boolean }
  | null
>;

async function compoundAnswer(workDir: string) {
  const dir = join(workDir, 'compound');
  await generateCompound('yaguang', dir);
  const room = createModelRoom({ dataDir: workDir });
  const manifests = (await room.importCompound(dir)).flatMap((result) => (result.ok ? [result.value] : []));
  const answer: Answer = async (path) => {
    if (path === '/compound/models.json') return { text: JSON.stringify(manifests) };
    if (path.startsWith('/compound/')) return { file: join(dir, path.slice('/compound/'.length)) };
    const [, id = '', what = '', part = ''] =
      /^\/api\/models\/([^/]+)\/([^/]+)(?:\/(\d+))?$/.exec(path) ?? [];
    const content =
      what === 'elements'
        ? await room.packedElements(id)
        : what === 'chunks'
          ? await room.chunk(id, Number(part))
          : null;
    if (content?.ok) return { bytes: content.value.bytes, packed: what === 'elements' };
    const manifest = what === 'manifest' ? await room.get(id) : null;
    return manifest ? { text: JSON.stringify(manifest) } : null;
  };
  const triangles = manifests.reduce((sum, { counts }) => sum + counts.triangles, 0);
  return { answer, models: manifests.length, triangles, stop: () => room.stop() };
}

async function directoryAnswer(dir: string) {
  const models: unknown = JSON.parse(await readFile(join(dir, 'compound/models.json'), 'utf8'));
  const answer: Answer = async (path) => ({ file: join(dir, path) });
  return { answer, models: Array.isArray(models) ? models.length : 0, triangles: 0, stop: async () => {} };
}

async function sendFile(response: ServerResponse, file: string): Promise<void> {
  const found = existsSync(file) && (await stat(file)).isFile();
  response.writeHead(found ? 200 : 404, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
  });
  if (found) createReadStream(file).pipe(response);
  else response.end();
}

export async function startFrameServer(contentDir: string | null): Promise<FrameServer> {
  const workDir = await mkdtemp(join(tmpdir(), 'linli-frame-'));
  const appDir = join(workDir, 'app');
  await build({
    root: join(import.meta.dirname, '../renderer/scene/harness'),
    configFile: false,
    base: './',
    logLevel: 'error',
    build: { outDir: appDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 4000 },
  });
  const content = contentDir ? await directoryAnswer(contentDir) : await compoundAnswer(workDir);
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    const inApp = join(appDir, path === '/' ? 'index.html' : path);
    const serve = async () => {
      if (existsSync(inApp)) return sendFile(response, inApp);
      const found = await content.answer(path);
      if (!found) response.writeHead(404).end();
      else if ('file' in found) await sendFile(response, found.file);
      else if ('text' in found)
        response.writeHead(200, { 'content-type': 'application/json' }).end(found.text);
      else response.writeHead(200, found.packed ? { 'content-encoding': 'gzip' } : {}).end(found.bytes);
    };
    serve().catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    models: content.models,
    triangles: content.triangles,
    async stop() {
      await new Promise((resolve) => server.close(resolve));
      await content.stop();
      await rm(workDir, { recursive: true, force: true });
    },
  };
}
