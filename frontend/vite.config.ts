import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { routerConfig } from './scripts/router-config.mjs';

const gateway = process.env.GATEWAY_URL ?? 'http://127.0.0.1:8080';

/**
 * The sentences of the answer page travel in its HTML as data, so that its script stays under 2 kB; its style travels
 * there too, so that a phone paints what is said while the card is fetched from the very first answer.
 */
const answerPage: Plugin = {
  name: 'answer-page',
  enforce: 'post',
  transformIndexHtml(html) {
    const words = JSON.stringify(JSON.parse(readFileSync('src/locales/fr/answer-page.json', 'utf8')));
    return html.replace('<!--words-->', `<script type="application/json" id="words">${words}</script>`);
  },
  generateBundle(_, bundle) {
    const page = bundle['reponse.html'];
    if (page?.type !== 'asset') return;
    page.source = String(page.source).replace(
      /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/,
      (link, name) => {
        const style = bundle[name];
        if (style?.type !== 'asset') return link;
        delete bundle[name];
        return `<style>${style.source}</style>`;
      },
    );
  },
};

export default defineConfig({
  plugins: [tanstackRouter(routerConfig), react(), answerPage],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { port: 5173, proxy: { '/api': gateway, '/demo': gateway } },
  build: {
    target: 'es2022',
    // Only small images may be inlined: a script or a font in a data: URL would break the CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: { input: { app: 'index.html', reponse: 'reponse.html' } },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/test-setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    testTimeout: 60_000,
    maxWorkers: 2,
    // A document per file in a context of its own, modules compiled once per thread: half of the processor time.
    pool: 'vmThreads',
  },
});
