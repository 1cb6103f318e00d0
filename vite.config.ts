/** The renderer's build. The hub serves `dist/renderer`; in development Vite proxies the hub. */
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { globeFiles } from './main/setup/globeFiles.ts';

const hub = process.env['LINLI_HUB'] ?? 'http://127.0.0.1:8787';

/** What the page asks for after its first picture is fetched with the page, so that it is there when it is asked for. */
function fetchPanelsEarly(): Plugin {
  return {
    name: 'fetch-panels-early',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, filename }) {
        if (!bundle || !filename.endsWith('index.html')) return [];
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const panels = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('app/operations.tsx'));
        const names = panels ? [panels.fileName, ...panels.imports] : [];
        return names.map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${name}` },
          injectTo: 'head',
        }));
      },
    },
  };
}

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), fetchPanelsEarly(), globeFiles()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 4200,
    license: { fileName: 'licenses.md' },
    assetsInlineLimit: 0,
    rollupOptions: {
      input: ['index', 'signIn', 'admin', 'planning', 'district', 'notFound'].map(
        (page) => `renderer/${page}.html`,
      ),
    },
  },
  server: { proxy: { '/api': hub, '/socket.io': { target: hub, ws: true } } },
});
