/** The renderer's build. The hub serves `dist/renderer`; in development Vite proxies the hub. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const hub = process.env['LINLI_HUB'] ?? 'http://127.0.0.1:8787';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2500,
    assetsInlineLimit: 0,
    rollupOptions: {
      input: ['renderer/index.html', 'renderer/signIn.html', 'renderer/admin.html', 'renderer/notFound.html'],
    },
  },
  server: { proxy: { '/api': hub, '/socket.io': { target: hub, ws: true } } },
});
