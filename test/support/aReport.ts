import type { DiagnosticFacts } from '../../electron/diagnostics/report.ts';
import { readPreferences } from '../../electron/settings/settingsFile.ts';

/** The facts of a report on a sound computer. */
export function aReport(changes: Partial<DiagnosticFacts> = {}): DiagnosticFacts {
  return {
    atMs: 1_772_000_000_000,
    startedAtMs: 1_771_990_000_000,
    versions: { baton: '0.1.0', electron: '45.4.1', chromium: '150.0.1', node: '24.21.0', sqlite: '3.53.4' },
    system: {
      platform: 'linux',
      release: '6.1.0',
      architecture: 'x64',
      processors: 2,
      memoryBytes: 8e9,
      locale: 'en',
      timeZone: 'Europe/Prague',
    },
    displays: [{ width: 1920, height: 1080, scale: 1 }],
    windows: ['desk'],
    desktop: { background: 'tray', globalKey: 'off', isLoginSet: true, dictionaries: [] },
    preferences: readPreferences({ preferences: {} }),
    isSignedIn: true,
    sync: {
      name: 'online',
      offlineSinceMs: 0,
      waiting: 0,
      lastSyncedAtMs: 1_771_999_000_000,
      received: 0,
      problem: null,
      held: 0,
      clockOffsetMs: 0,
    },
    replica: { bytes: 12_345_678, documents: { tickets: 2000, messages: 9000 } },
    setAside: [],
    dumps: [],
    log: [],
    ...changes,
  };
}
