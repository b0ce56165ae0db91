import preact from '@preact/preset-vite'
import { defineConfig } from 'electron-vite'
import { readFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

// The targets are stated because electron-vite's own table ends before the Electron in use.
export default defineConfig({
  main: {
    define: { BUNDLED_VERSION: JSON.stringify(version) },
    build: { target: 'node20', sourcemap: true, lib: { entry: 'main/index.ts' } },
  },
  preload: {
    build: {
      target: 'node20',
      sourcemap: true,
      // A sandboxed preload has to be CommonJS.
      rollupOptions: { input: 'preload/index.ts', output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [preact()],
    build: { target: 'chrome130', sourcemap: true, minify: true, rollupOptions: { input: 'renderer/index.html' } },
  },
})
