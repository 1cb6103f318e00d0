/**
 * What Cesium fetches when it runs: its workers, its decoders and the picture of the earth. They are copied beside the
 * screen under its version, so that the hub serves them and a browser keeps them; in development Vite serves the package.
 */
import { createReadStream, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));
const root = join(packages, '@cesium/engine');
/** Coasts without borders, true to a kilometre: Natural Earth, public domain. */
const coasts = { from: join(packages, 'world-atlas/land-50m.json'), to: 'Assets/land.json' } as const;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const base = `assets/cesium-${version}`;

/** Folders of the package, and what of them is asked for. */
const parts = [
  { from: 'Build/Workers', to: 'Workers', files: '**/*.js' },
  { from: 'Build/ThirdParty', to: 'ThirdParty', files: '**/*.{js,wasm}' },
  {
    from: 'Source/Assets/Textures/NaturalEarthII',
    to: 'Assets/Textures/NaturalEarthII',
    files: '**/*.{jpg,xml}',
  },
  { from: 'Source/Assets', to: 'Assets', files: 'approximateTerrainHeights.json' },
  { from: 'Source/Assets/Images', to: 'Assets/Images', files: 'ion-credit.png' },
] as const;

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.xml': 'application/xml',
  '.json': 'application/json',
};

function fileOf(path: string): string | null {
  if (path === `/${coasts.to}`) return coasts.from;
  for (const { from, to } of parts)
    if (path.startsWith(`/${to}/`)) {
      const file = join(root, from, path.slice(to.length + 2));
      if (file.startsWith(root) && statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
    }
  return null;
}

/** Checks of arguments that Cesium's own build leaves out of what ships, too. */
const debugOnly = /\/\/>>includeStart\('debug'[\s\S]*?\/\/>>includeEnd\('debug'\);?/g;
/** What is text is packed: the globe is by far the largest part of the screen, and every browser takes gzip. */
const packed = /\.(?:js|json|xml)$/;

export function globeFiles(): Plugin {
  return {
    name: 'globe-files',
    config: () => ({ define: { __CESIUM_BASE__: JSON.stringify(`/${base}/`) } }),
    configureServer(server) {
      server.middlewares.use(`/${base}`, (request, response, next) => {
        const file = fileOf((request.url ?? '').replace(/[?#].*/, ''));
        if (file === null) return next();
        response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      });
    },
    transform: (code, id) => (id.startsWith(join(root, 'Source')) ? code.replace(debugOnly, '') : null),
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const emit = (fileName: string, source: string | Uint8Array) =>
          packed.test(fileName)
            ? this.emitFile({
                type: 'asset',
                fileName: `${fileName}.gz`,
                source: gzipSync(source, { level: 9 }),
              })
            : this.emitFile({ type: 'asset', fileName, source });
        const copy = (fileName: string, path: string) => emit(`${base}/${fileName}`, readFileSync(path));
        copy(coasts.to, coasts.from);
        copy('LICENSE.md', join(root, 'LICENSE.md'));
        copy('Assets/land-LICENSE.txt', join(dirname(coasts.from), 'LICENSE'));
        for (const { from, to, files } of parts)
          for (const file of globSync(files, { cwd: join(root, from) }))
            copy(`${to}/${file.replaceAll('\\', '/')}`, join(root, from, file));
        for (const [name, file] of Object.entries(bundle))
          if (file.type === 'chunk' && /^assets\/globe-[^/]+\.js$/.test(name)) {
            emit(name, file.code);
            delete bundle[name];
          }
      },
    },
  };
}
