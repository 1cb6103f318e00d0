/**
 * Bundles the hub into one folder that plain Node 24 or a packaged desktop runs as it is: the command line, every thread and
 * child process as a file of its own, what cannot be bundled (SQLite's native part, web-ifc's kernel, the list of coordinate systems), the
 * screen and the demo's cameras. It needs the built screen.
 */
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'vite';
import { sourceHash } from '#models/sourceHash.ts';

/** Where a packaged hub can run; each has its native part of SQLite. */
export const hubPlatforms = ['linux-x64', 'linux-arm64', 'win32-x64'] as const;

/** Of packages that stay packages: what is needed when running. */
const kept: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['LICENSE', 'lib', ...hubPlatforms.map((platform) => `prebuilds/${platform}.node`)],
  'epsg-index': ['license.md', 's'],
  'laz-perf': ['lib/node/index.js', 'lib/node/laz-perf.js', 'lib/node/laz-perf.wasm'],
  'web-ifc': ['LICENSE.md', 'web-ifc-api-node.js', 'web-ifc-node.wasm'],
};

/** How the hub names the file of a thread or child process. */
const workerUrl = /new URL\('(\.[^']+)\.ts', import\.meta\.url\)/g;

/** `records/writer.ts` of the hub is `records-writer.js` of the bundle: all lie in one folder, wherever a caller ends up. */
const nameOf = (hubDir: string, path: string) =>
  relative(hubDir, path).replaceAll('\\', '/').replaceAll('/', '-').replace(/\.ts$/, '');

/** Threads and child processes by their name in the bundle. */
function workersOf(hubDir: string): Record<string, string> {
  const found = globSync('**/*.ts', { cwd: hubDir })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => join(hubDir, file))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(workerUrl)].map(([, to]) => join(dirname(file), `${to}.ts`)),
    );
  return Object.fromEntries(found.map((path) => [nameOf(hubDir, path), path]));
}

function pointingAtBundle(hubDir: string): Plugin {
  return {
    name: 'linli-workers',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(hubDir) || !code.includes('import.meta.url')) return null;
      return code.replace(workerUrl, (_text, to: string) => {
        const name = nameOf(hubDir, join(dirname(id), `${to}.ts`));
        return `new URL('./${name}.js', import.meta.url)`;
      });
    },
  };
}

function knowingItsSources(hash: string): Plugin {
  return {
    name: 'linli-source-hash',
    enforce: 'pre',
    load: (id) =>
      id.endsWith('/models/sourceHash.ts') ? `export const sourceHash = async () => '${hash}';` : null,
  };
}

/** Of eight megabytes of coordinate systems `main/hub/epsg.ts` reads a definition and an area each. */
function keepWhatIsRead(dir: string): void {
  for (const name of globSync('*.json', { cwd: dir })) {
    const path = join(dir, name);
    const { code, proj4, bbox } = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
    writeFileSync(path, JSON.stringify({ code, proj4, bbox }));
  }
}

export async function buildHub(root: string, outDir: string): Promise<void> {
  const hubDir = join(root, 'main', 'hub');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [pointingAtBundle(hubDir), knowingItsSources(await sourceHash())],
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      license: { fileName: 'licenses.md' },
      rollupOptions: {
        input: {
          cli: join(root, 'main', 'cli.ts'),
          linli: join(root, 'main', 'linli.ts'),
          ...workersOf(hubDir),
        },
        output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'part-[hash].js' },
      },
    },
    ssr: { target: 'node', noExternal: true, external: Object.keys(kept) },
  });
  for (const [name, files] of Object.entries(kept)) {
    for (const file of ['package.json', ...files]) {
      const to = join(outDir, 'node_modules', name, file);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(root, 'node_modules', name, file), to, { recursive: true, dereference: true });
    }
  }
  keepWhatIsRead(join(outDir, 'node_modules', 'epsg-index', 's'));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  writeFileSync(
    join(outDir, 'package.json'),
    JSON.stringify({ name: 'linli-hub', version, private: true, type: 'module' }),
  );
  for (const name of ['media', 'procedures', 'drills'])
    cpSync(join(root, 'assets', name), join(outDir, 'assets', name), { recursive: true });
  cpSync(join(root, 'dist', 'verify'), join(outDir, 'dist', 'verify'), { recursive: true });
  cpSync(join(root, 'dist', 'renderer'), join(outDir, 'dist', 'renderer'), {
    recursive: true,
    filter: (path) => !path.endsWith('.built'),
  });
}
