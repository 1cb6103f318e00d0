/**
 * What Cesium fetches when it runs: its workers, its decoders and the picture of the earth. They are copied beside the
 * screen under its version, so that the hub serves them and a browser keeps them; in development Vite serves the package.
 */
import { createReadStream, globSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('../../node_modules/@cesium/engine', import.meta.url));
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
] as const;

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
  '.xml': 'application/xml',
  '.json': 'application/json',
};

function fileOf(path: string): string | null {
  for (const { from, to } of parts)
    if (path.startsWith(`/${to}/`)) {
      const file = join(root, from, path.slice(to.length + 2));
      if (file.startsWith(root) && statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
    }
  return null;
}

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
    generateBundle() {
      for (const { from, to, files } of parts)
        for (const file of globSync(files, { cwd: join(root, from) }))
          this.emitFile({
            type: 'asset',
            fileName: `${base}/${to}/${file.replaceAll('\\', '/')}`,
            source: readFileSync(join(root, from, file)),
          });
    },
  };
}
