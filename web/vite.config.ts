/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pwa } from './vite.pwa.ts';

const server = process.env['BOOKEDBARBER_SERVER'] ?? 'http://127.0.0.1:8080';
// changeOrigin stays off: the server checks the Origin of a WebSocket against the Host it was asked for.
const toServer = { target: server, changeOrigin: false, ws: true };

export default defineConfig({
  plugins: [react(), pwa],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    port: 5173,
    proxy: { '/api': toServer, '/franchise-ai': toServer, '/health': toServer, '/openapi': toServer, '/graphql': toServer },
  },
  build: {
    outDir: 'dist',
    target: 'es2023',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // Read by few, and large: in a folder of its own, so that no phone fetches it on installation (see vite.pwa.ts).
        chunkFileNames: (chunk) => (chunk.moduleIds.some((id) => /node_modules[\\/]@?(scalar|vue|headlessui)[\\/]/.test(id)) ? 'assets/reference/[name]-[hash].js' : 'assets/[name]-[hash].js'),
        // The frame changes with every release, these do not: a returning reader keeps them from the cache.
        codeSplitting: {
          groups: [
            // Used by charts and controls alike: in the chunk of either, everybody would fetch it with the first screen.
            { name: 'helpers', test: /node_modules[\\/]tslib[\\/]/, priority: 40 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            // Without the copies that the reference brings along: they would draw all controls into its folder, which no phone keeps.
            { name: 'ui', test: /^(?!.*@scalar).*node_modules[\\/](@mantine[\\/](core|hooks|notifications|store)|@floating-ui[\\/](core|dom|react|react-dom|utils)|@tabler)[\\/]/, priority: 20 },
            { name: 'data', test: /node_modules[\\/](@tanstack[\\/](react-router|router-core|history|react-query|query-core|react-store|store)|i18next|react-i18next)[\\/]/, priority: 20 },
            { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 30 },
          ],
        },
      },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
});
