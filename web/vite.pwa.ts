import { VitePWA } from 'vite-plugin-pwa';

/** The installable app: its own files are kept on the device, the server's answers never are. */
export const pwa = VitePWA({
  registerType: 'autoUpdate',
  includeAssets: ['icon.svg'],
  manifest: {
    name: 'BookedBarber',
    short_name: 'BookedBarber',
    description: 'The whole network of shops on one page.',
    start_url: '/',
    display: 'standalone',
    background_color: '#f7f7f5',
    theme_color: '#1f4e8c',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    ],
  },
  workbox: {
    navigateFallbackDenylist: [/^\/(api|franchise-ai|graphql|health|docs|openapi|swagger)(\/|$)/],
    // The world's outlines are fetched when a map first needs them, not by every phone on installation.
    globPatterns: ['**/*.{js,css,html,svg,woff2}'],
    globIgnores: ['assets/reference/**', '**/ReferenceScreen*', '**/countries-50m*', '**/states-10m*', '**/*-{cyrillic,greek,vietnamese}*.woff2', '**/*-cyrillic-ext*'],
  },
});
