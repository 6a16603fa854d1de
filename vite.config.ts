import react from '@vitejs/plugin-react';
import path from 'node:path';
import { licences } from './build/licences.mjs';
import { defineConfig, type EnvironmentOptions } from 'vite';

const root = import.meta.dirname;
const here = (...parts: string[]): string => path.join(root, ...parts);

/** Chromium and Node of the oldest Electron that Baton runs on. */
const CHROMIUM_TARGET = 'chrome148';
const NODE_TARGET = 'node24';

interface NodeBundle {
  readonly input: Record<string, string>;
  readonly outDir: string;
  readonly format: 'es' | 'cjs';
  /** `none`: every package goes into the bundle, so that nothing has to be installed beside it. */
  readonly packages: 'none' | 'external';
}

/** Code that runs outside a page. Left readable: its stack traces end up in logs, and its size does not matter. */
function nodeBundle({ input, outDir, format, packages }: NodeBundle): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: packages === 'none' ? { noExternal: true, external: ['electron'] } : { noExternal: [] },
    build: {
      outDir: here(outDir),
      emptyOutDir: true,
      copyPublicDir: false,
      target: NODE_TARGET,
      minify: false,
      rolldownOptions: {
        input,
        external: ['electron'],
        output: {
          format,
          entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
          // Beside the entries: code that looks for the storage worker beside itself finds it from any of them.
          chunkFileNames: '[name]-[hash].js',
          // A sandboxed preload cannot load a second file.
          ...(format === 'cjs' && { codeSplitting: false }),
        },
      },
    },
  };
}

const storageWorker = here('electron/replica/storage/storageWorker.ts');

/** What is built: `BATON_BUILD` names environments; without it the app, not the benchmark. */
const wanted = (process.env['BATON_BUILD'] ?? 'client,main,preload,server').split(',');

export default defineConfig({
  root: here('renderer'),
  base: '/',
  cacheDir: here('.cache/vite'),
  publicDir: false,
  clearScreen: false,
  plugins: [react(), licences()],
  environments: {
    client: {
      build: {
        outDir: here('out/renderer'),
        emptyOutDir: true,
        target: CHROMIUM_TARGET,
        // The content security policy allows neither inline scripts nor data: fonts.
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        // One file per process start from disk; the usual warning is about downloads.
        chunkSizeWarningLimit: 4096,
        rolldownOptions: { input: here('renderer/index.html') },
      },
    },
    main: nodeBundle({
      input: { main: here('electron/main.ts'), storageWorker },
      outDir: 'out/main',
      format: 'es',
      packages: 'none',
    }),
    preload: nodeBundle({
      input: { preload: here('electron/preload.ts') },
      outDir: 'out/preload',
      format: 'cjs',
      packages: 'none',
    }),
    server: nodeBundle({
      input: {
        main: here('server/main.ts'),
        import: here('server/tools/import/main.ts'),
        // Reads no server's data; it is built here because it is a command like the import.
        simulate: here('electron/tools/simulate/main.ts'),
      },
      outDir: 'out/server',
      format: 'es',
      packages: 'external',
    }),
    bench: nodeBundle({
      input: {
        main: here('test/bench/main.ts'),
        clientProcess: here('test/support/clientProcess.ts'),
        storageWorker,
      },
      outDir: 'out/bench',
      format: 'es',
      packages: 'external',
    }),
  },
  builder: {
    async buildApp(builder) {
      for (const name of wanted) {
        const environment = builder.environments[name];
        if (environment === undefined) throw new Error(`BATON_BUILD names no environment: ${name}`);
        await builder.build(environment);
      }
    },
  },
});
