import type { TicketId } from '../../shared/domain/ids.ts';
import type { EventName, EventPayload } from '../../shared/ipc/contract.ts';
import type { KeepClosed } from '../../shared/ipc/preferences.ts';
import { openDesk as openRealDesk, type Desk, type DeskOptions } from '../../electron/desk.ts';
import type { Logger } from '../../electron/log.ts';
import type { NoticeHost } from '../../electron/notifications/noticeDesk.ts';
import { openStorage } from '../../electron/replica/storage/openStorage.ts';
import { openBox } from '../../electron/session/sessionFile.ts';
import { fakeSystemNotices, type FakeNotice } from './fakeSystemNotices.ts';
import { systemClock, systemScheduler, type Clock, type Scheduler } from '../../electron/time.ts';
import { createHostTexts } from '../../electron/texts.ts';
import { createTopic } from '../../electron/topic.ts';
import type { Workspace } from '../../electron/workspace.ts';

/** A piece of news a desk told its windows. */
export type ToldEvent = {
  readonly [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> };
}[EventName];

/** What a look answers once it has found something. */
export type Found<T> = Exclude<NonNullable<T>, false>;

/** The whole desktop host without windows, for tests and benchmarks. Several fit one process (RxDB allows three). */
export interface TestDesk {
  readonly desk: Desk;
  /** The open workspace; throws like the desk does. */
  readonly workspace: Workspace;
  /** Notices that the system was asked to show, in order, in English. */
  readonly notices: readonly FakeNotice[];
  /** Tickets that notices were asked to open. */
  readonly openedTickets: readonly TicketId[];
  readonly events: readonly ToldEvent[];
  /** Resolves as soon as the look answers something else than `undefined`, `null` or `false`; it looks after every piece of news. */
  eventually<T>(look: () => T | Promise<T>): Promise<Found<T>>;
  close(): Promise<void>;
}

/** How to open a test desk. */
export interface TestDeskOptions {
  readonly dataDir: string;
  /** Signs in with a code; without it, whoever is signed in already. */
  readonly server?: string;
  readonly code?: string;
  readonly storageMode?: 'worker' | 'sameThread';
  readonly clock?: Clock;
  readonly scheduler?: Scheduler;
  readonly monotonicMs?: () => number;
  /** Spreads pauses between attempts; always 0.5 unless said. */
  readonly random?: () => number;
  readonly fetch?: typeof fetch;
  readonly openStorage?: DeskOptions['openStorage'];
  readonly log?: Logger;
  /** How long closed tickets stay; a year unless said. */
  readonly keepClosed?: () => KeepClosed;
  /** How long nobody has touched this machine; somebody is always at it unless said. */
  readonly idleMs?: () => number;
  readonly oldChoice?: NoticeHost['oldChoice'];
}

/** Keeps everything to itself. */
export const QUIET: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** News that no event announces (a query's turn, a file) is looked for this often. */
const LOOK_AGAIN_MS = 20;
/** A wait longer than this has failed. */
const EVENTUALLY_MS = 20_000;

/** Logs on standard error what goes wrong, for tests that are being written. */
export const loudLog: Logger = {
  ...QUIET,
  warn: (message, detail) => console.error('warn', message, detail),
  error: (message, detail) => console.error('error', message, detail),
};

/** Opens a desk on a folder and signs it in. */
export async function openDesk(options: TestDeskOptions): Promise<TestDesk> {
  const openedTickets: TicketId[] = [];
  const events: ToldEvent[] = [];
  const news = createTopic<undefined>();
  const system = fakeSystemNotices(() => {
    news.emit(undefined);
  });
  const desk = await openRealDesk({
    dataDir: options.dataDir,
    openStorage:
      options.openStorage ??
      (({ filePath }) => openStorage({ filePath, mode: options.storageMode ?? 'sameThread' })),
    box: openBox,
    clock: options.clock ?? systemClock,
    scheduler: options.scheduler ?? systemScheduler,
    ...(options.monotonicMs && { monotonicMs: options.monotonicMs }),
    random: options.random ?? (() => 0.5),
    log: options.log ?? QUIET,
    tell: (name, payload) => {
      events.push({ name, payload } as ToldEvent);
      news.emit(undefined);
    },
    preferences: () => ({
      keepClosed: options.keepClosed?.() ?? 365,
    }),
    noticeHost: {
      system: system.notices,
      texts: createHostTexts('en'),
      timeZone: () => 'Europe/Prague',
      idleMs: () => options.idleMs?.() ?? 0,
      playSound: () => false,
      openTicket: (ticketId) => {
        openedTickets.push(ticketId);
        news.emit(undefined);
      },
      oldChoice: options.oldChoice ?? { get: () => null, forget: () => undefined },
    },
    ...(options.fetch && { fetch: options.fetch }),
  });
  if (options.server !== undefined && options.code !== undefined) {
    await desk.redeem({ server: options.server, code: options.code });
  }

  async function eventually<T>(look: () => T | Promise<T>): Promise<Found<T>> {
    const limit = AbortSignal.timeout(EVENTUALLY_MS);
    for (;;) {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) return found as Found<T>;
      if (limit.aborted) throw new Error(`it did not come to pass: ${look.toString()}`);
      await nextNews();
    }
  }

  function nextNews(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        end();
        clearTimeout(timer);
        resolve();
      };
      const end = news.subscribe(done);
      const timer = setTimeout(done, LOOK_AGAIN_MS);
    });
  }

  return {
    desk,
    get workspace() {
      return desk.workspace();
    },
    notices: system.shown,
    openedTickets,
    events,
    eventually,
    close: () => desk.close(),
  };
}
