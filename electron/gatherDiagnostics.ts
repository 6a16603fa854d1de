import { app, screen } from 'electron';
import os from 'node:os';
import type { Preferences } from '../shared/ipc/preferences.ts';
import type { DesktopState } from '../shared/ipc/desktop.ts';
import type { DumpFile } from './crash/dumpFiles.ts';
import type { Desk } from './desk.ts';
import { diagnosticsText, type DiagnosticFacts } from './diagnostics/report.ts';
import type { LoggedLine } from './logBook.ts';

/** Asks everything around for the report, and writes it. */
export async function gatherDiagnostics(about: {
  readonly desk: Pick<Desk, 'session' | 'syncStatus' | 'workspace'>;
  readonly desktop: DesktopState;
  readonly preferences: Preferences;
  readonly systemLocale: string;
  readonly windows: readonly string[];
  readonly setAside: readonly string[];
  readonly dumps: readonly DumpFile[];
  readonly log: readonly LoggedLine[];
  readonly nowMs: number;
}): Promise<string> {
  const { desk, nowMs } = about;
  const { versions } = process;
  return diagnosticsText({
    ...about,
    atMs: nowMs,
    startedAtMs: nowMs - Math.round(process.uptime() * 1000),
    versions: {
      baton: app.getVersion(),
      electron: versions.electron,
      chromium: versions.chrome,
      node: versions.node,
      sqlite: versions['sqlite'] ?? '',
    },
    system: {
      platform: process.platform,
      release: os.release(),
      architecture: process.arch,
      processors: os.cpus().length,
      memoryBytes: os.totalmem(),
      locale: about.systemLocale,
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    displays: screen.getAllDisplays().map(({ size, scaleFactor }) => ({ ...size, scale: scaleFactor })),
    isSignedIn: desk.session().name === 'signedIn',
    sync: desk.syncStatus(),
    replica: await replicaFacts(desk),
  });
}

async function replicaFacts(
  desk: Pick<Desk, 'session' | 'syncStatus' | 'workspace'>,
): Promise<DiagnosticFacts['replica']> {
  if (desk.session().name === 'signedOut' || desk.syncStatus().name === 'stopped') return null;
  const { storageBytes, documentCounts } = desk.workspace();
  const [bytes, documents] = await Promise.all([storageBytes(), documentCounts()]);
  return { bytes, documents };
}
