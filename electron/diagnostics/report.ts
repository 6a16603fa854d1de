import type { Preferences } from '../../shared/ipc/preferences.ts';
import type { SyncStatus } from '../../shared/ipc/sync.ts';
import type { DesktopState } from '../../shared/ipc/desktop.ts';
import type { DumpFile } from '../crash/dumpFiles.ts';
import type { LoggedLine } from '../logBook.ts';

/** What the report tells. None of it is a word or a name that anybody has typed. */
export interface DiagnosticFacts {
  readonly atMs: number;
  readonly startedAtMs: number;
  readonly versions: Readonly<Record<'baton' | 'electron' | 'chromium' | 'node' | 'sqlite', string>>;
  readonly system: {
    readonly platform: string;
    readonly release: string;
    readonly architecture: string;
    readonly processors: number;
    readonly memoryBytes: number;
    readonly locale: string;
    readonly timeZone: string;
  };
  readonly displays: readonly { readonly width: number; readonly height: number; readonly scale: number }[];
  readonly windows: readonly string[];
  readonly desktop: Omit<DesktopState, 'wantedSection'>;
  readonly preferences: Preferences;
  readonly isSignedIn: boolean;
  readonly sync: SyncStatus;
  /** `null` when no replica is open. */
  readonly replica: {
    readonly bytes: number;
    readonly documents: Readonly<Record<string, number>>;
  } | null;
  /** Files set aside since the start, by the code of the reason. */
  readonly setAside: readonly string[];
  /** Left by crashed processes. They hold pieces of memory, so only their being there is told. */
  readonly dumps: readonly Pick<DumpFile, 'bytes' | 'atMs'>[];
  readonly log: readonly LoggedLine[];
}

/** The report as text, in English: it is for whoever helps, wherever they are. */
export function diagnosticsText(facts: DiagnosticFacts): string {
  const { versions, system, sync, desktop, preferences, replica } = facts;
  const time = (atMs: number): string => (atMs === 0 ? 'never' : new Date(atMs).toISOString());
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  const list = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '));
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      'Baton',
      [
        `Version: ${versions.baton}`,
        `Electron ${versions.electron}, Chromium ${versions.chromium}, Node ${versions.node}, SQLite ${versions.sqlite}`,
        `Report made: ${time(facts.atMs)}`,
        `Running since: ${time(facts.startedAtMs)}`,
        `Windows: ${list(facts.windows)}`,
      ],
    ],
    [
      'System',
      [
        `${system.platform} ${system.release} (${system.architecture})`,
        `Processors: ${String(system.processors)}, memory: ${megabytes(system.memoryBytes)}`,
        `Language: ${system.locale}, time zone: ${system.timeZone}`,
        `Displays: ${list(facts.displays.map(({ width, height, scale }) => `${String(width)}×${String(height)} at ${String(scale)}`))}`,
        `Background: ${desktop.background}, global keys: ${desktop.globalKey}, start with the system: ${desktop.isLoginSet ? 'as wished' : 'refused'}`,
        `Dictionaries: ${list(desktop.dictionaries.filter(({ state }) => state !== 'unknown').map(({ language, state }) => `${language} ${state}`))}`,
      ],
    ],
    [
      'Sync',
      [
        `Signed in: ${facts.isSignedIn ? 'yes' : 'no'}`,
        `State: ${sync.name}${sync.problem === null ? '' : `, problem: ${sync.problem}`}`,
        `Last synced: ${time(sync.lastSyncedAtMs)}${sync.offlineSinceMs === 0 ? '' : `, offline since: ${time(sync.offlineSinceMs)}`}`,
        `Waiting: ${String(sync.waiting)}, refused: ${String(sync.held)}`,
        `Clock behind the server’s by: ${String(sync.clockOffsetMs)} ms`,
      ],
    ],
    [
      'Replica',
      replica === null
        ? ['Not open']
        : [
            `On disk: ${megabytes(replica.bytes)}`,
            ...Object.entries(replica.documents).map(([name, count]) => `${name}: ${String(count)}`),
          ],
    ],
    [
      'Preferences',
      [
        `Theme: ${preferences.colorScheme}, language: ${preferences.language}, density: ${preferences.density}, size: ${String(preferences.zoomPercent)} %`,
        `On close: ${preferences.onClose}, start with the system: ${preferences.startAtLogin ? 'yes' : 'no'}, closed tickets kept: ${String(preferences.keepClosed)}`,
        `Spelling: ${list(preferences.spellLanguages)}, changed shortcuts: ${String(Object.keys(preferences.shortcuts).length)}`,
      ],
    ],
    ['Files set aside', facts.setAside.length === 0 ? ['none'] : facts.setAside],
    [
      'Crash dumps on this computer',
      facts.dumps.length === 0
        ? ['none']
        : facts.dumps.map(({ atMs, bytes }) => `${time(atMs)}, ${megabytes(bytes)}`),
    ],
    ['Latest warnings and errors', facts.log.length === 0 ? ['none'] : facts.log.flatMap(logLines)],
  ];
  return sections
    .map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n\n');
}

function logLines({ atMs, level, message, failures }: LoggedLine): readonly string[] {
  return [
    `${new Date(atMs).toISOString()} ${level} ${message}`,
    ...failures.flatMap(({ name, code, places }) => [
      `    ${[name, code].filter((word) => word !== '').join(' ')}`,
      ...places.map((place) => `      at ${place}`),
    ]),
  ];
}
