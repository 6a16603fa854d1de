import { resolveElectron } from '../../build/runtime/electronRuntime.mjs';

/**
 * Chooses the Electron runtime once for all tests: Playwright finds it through the `electron` package, which looks
 * at this variable. `_electron.launch` must not be given an `executablePath`, or its loader is not preloaded.
 */
export default async function globalSetup(): Promise<void> {
  const runtime = await resolveElectron();
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = runtime.dist;
}
