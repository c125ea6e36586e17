import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  css: { preprocessorOptions: { scss: { quietDeps: true } } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows scripts and pictures of our own origin only, so nothing is inlined.
    assetsInlineLimit: 0,
    // GOV.UK Frontend still carries a media query for old browsers that Vite's own minifier refuses.
    cssMinify: 'esbuild',
    modulePreload: { polyfill: false },
    sourcemap: true,
  },
});
