import { randomFillSync } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { AgentId, DeviceId, TicketId } from '../shared/domain/ids.ts';
import { uuidV7 } from '../shared/domain/ids.ts';
import { deriveTicket } from '../shared/domain/ticket/derive.ts';
import type { Ticket } from '../shared/domain/ticket/ticket.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { WhatIf, WhatIfQuestion } from '../shared/ipc/assignment.ts';
import type { KeepClosed } from '../shared/ipc/preferences.ts';
import { COLLECTIONS, type CollectionName } from '../shared/sync/wire.ts';
import { startAlarmRunner } from './alarms/alarmRunner.ts';
import { startAssignment, type Assignment } from './assignment/assignment.ts';
import { whatIf } from './assignment/whatIf.ts';
import { afterFirstLook } from './firstLook.ts';
import { createRemoteImages, type RemoteImages } from './images/remoteImages.ts';
import { runDetached, type Logger } from './log.ts';
import { openNoticeDesk, type NoticeDesk, type NoticeHost } from './notifications/noticeDesk.ts';
import { createLiveCounts, type LiveCounts } from './queries/liveCounts.ts';
import { createLiveLists, type LiveLists } from './queries/liveLists.ts';
import { createLiveWall, type LiveWall } from './queries/liveWall.ts';
import { createArchive, type Archive } from './queries/archive.ts';
import { createTicketNews } from './queries/ticketNews.ts';
import { createTicketQueries, type TicketQueries } from './queries/ticketQueries.ts';
import type { LocalStore } from './replica/localStore.ts';
import { openReplica, type ConflictHandlers, type OpenStorage, type Replica } from './replica/openReplica.ts';
import { dropRebuilt, leftByRebuild } from './replica/rebuild.ts';
import { rescueInto } from './replica/rescue.ts';
import { conflictHandlerFor, createRefusals, mergeWithServer } from './sync/conflictHandlers.ts';
import type { AccessToken, ServerClient } from './sync/serverClient.ts';
import type { ServerClock } from './sync/serverClock.ts';
import { createPresence, type Presence } from './sync/presence.ts';
import { createHeldChanges } from './sync/heldChanges.ts';
import { createStamps } from './sync/stamps.ts';
import { createWaitingAccount } from './sync/waitingAccount.ts';
import { startSync, type Sync } from './sync/startSync.ts';
import { createReports, type Reports } from './reports/reportService.ts';
import { startRuleRunner } from './rules/ruleRunner.ts';
import { createRuleService, type RuleService } from './rules/ruleService.ts';
import { createRuleSettings } from './rules/ruleTeam.ts';
import { startRecompute } from './sla/recompute.ts';
import { createSlaSettings, type SlaSettings } from './sla/slaSettings.ts';
import { openDirectory, type Directory } from './tickets/directory.ts';
import { createDrafts, type Drafts } from './tickets/drafts.ts';
import { createHeldRetry, type HeldRetry } from './tickets/heldRetry.ts';
import { openJournal, type Journal } from './tickets/journal.ts';
import { createLostDrafts, type LostDrafts } from './tickets/lostDrafts.ts';
import { createLostSettling, type LostSettling } from './tickets/lostSettling.ts';
import { openSends, type Sends } from './tickets/sends.ts';
import { createWaitingQueue, type WaitingQueue } from './tickets/waitingQueue.ts';
import { createBulkMoves, type BulkMoves } from './tickets/bulkMoves.ts';
import { createTeamSettings, type TeamSettings } from './tickets/teamSettings.ts';
import { createTicketChanges } from './tickets/ticketChanges.ts';
import { createTicketService, type TicketService } from './tickets/ticketService.ts';
import type { Scheduler } from './time.ts';
import type { DeskNews } from './deskNews.ts';

/** One signed-in agent's workspace: the replica and everything that works on it. */
export interface Workspace {
  readonly replica: Replica;
  readonly directory: Directory;
  readonly tickets: TicketService;
  readonly sends: Sends;
  readonly drafts: Drafts;
  readonly waiting: WaitingQueue;
  readonly held: HeldRetry;
  readonly lost: LostSettling;
  readonly lostDrafts: LostDrafts;
  readonly archive: Archive;
  /** What the replica takes on the disk. */
  readonly storageBytes: () => Promise<number>;
  /** How many documents each collection holds here. */
  readonly documentCounts: () => Promise<Readonly<Record<CollectionName, number>>>;
  readonly queries: TicketQueries;
  readonly lists: LiveLists;
  readonly counts: LiveCounts;
  readonly wall: LiveWall;
  readonly sync: Sync;
  readonly presence: Presence;
  readonly notices: NoticeDesk;
  readonly assignment: Assignment;
  readonly bulk: BulkMoves;
  readonly teamSettings: TeamSettings;
  readonly rules: RuleService;
  readonly slaSettings: SlaSettings;
  readonly reports: Reports;
  readonly images: RemoteImages;
  /** See `electron/assignment/whatIf.ts`. */
  readonly whatIf: (question: WhatIfQuestion) => Promise<WhatIf>;
  /** The machine was asleep: connections and timers are looked after at once. */
  woke(): void;
  /** Finishes what runs and closes the replica last. Messages in their undo time are sent. */
  close(): Promise<void>;
}

/** What a workspace is made from. */
export interface WorkspaceOptions {
  readonly folder: string;
  readonly identifier: string;
  readonly openStorage: OpenStorage;
  readonly client: ServerClient;
  readonly accessToken: AccessToken;
  readonly serverClock: ServerClock;
  readonly scheduler: Scheduler;
  /** See `systemMonotonicMs`. */
  readonly monotonicMs: () => number;
  readonly random: () => number;
  /** What looks through all tickets waits for it; nobody is waited for where left out. See `FirstLook`. */
  readonly firstLook?: Promise<void>;
  readonly deviceId: DeviceId;
  readonly agentId: AgentId;
  readonly log: Logger;
  readonly tell: DeskNews;
  /** How long closed tickets stay on this computer. */
  readonly keepClosed: () => KeepClosed;
  /** For what lies outside the team's server. */
  readonly fetchOutside: typeof fetch;
  readonly noticeHost: NoticeHost;
  readonly onSessionLost: (code: ErrorCode) => void;
  readonly onCorrupt: () => void;
}

/** Time passes without anybody writing: snoozed tickets wake, others come at risk. So often the views are read anew. */
const TIME_PASSES_MS = 30_000;
const WAITING_NEWS_MS = 16;
const CLOCK_KEY = 'state:clock';
const OFFSET_KEY = 'state:clockOffset';
/** The offset to the server's clock is stored when it has moved by more than this. */
const OFFSET_STEP_MS = 1000;

const StoredOffset = z.object({ offsetMs: z.int() });

/** Opens the replica and starts everything on it. Rejects with the storage's codes when it cannot be opened. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { log, tell, serverClock, scheduler } = options;
  const firstLook = options.firstLook ?? Promise.resolve();
  const background = options.firstLook ? afterFirstLook(scheduler, firstLook) : scheduler;
  const refusals = createRefusals();
  /** The merge needs what is built on the replica it is opened with; it is first asked when all of that stands. */
  const parts: {
    current?: {
      nextRev: () => ReturnType<ReturnType<typeof createStamps>['next']>;
      changes: ReturnType<typeof createTicketChanges>;
      hold: Sync['held'];
      journal: Journal;
    };
  } = {};
  const ready = (): NonNullable<typeof parts.current> => {
    if (!parts.current) throw new Error('merging before the workspace is open');
    return parts.current;
  };
  const conflictHandlers = Object.fromEntries(
    COLLECTIONS.map((name) => [
      name,
      conflictHandlerFor(name, {
        deviceId: options.deviceId,
        nextRev: () => ready().nextRev(),
        derive: (ticket) => ready().changes.derive(ticket),
        refusals,
        gate: {
          merged: (...news) => ready().journal.merged(...news),
        },
        onOrphaned: (collection, document, code) => {
          ready()
            .hold.hold({ collection, document, code, atMs: serverClock.nowMs() })
            .catch((cause: unknown) => {
              log.error('keeping a change without a place failed', cause);
            });
        },
      }),
    ]),
  ) as unknown as ConflictHandlers;

  const replica = await openReplica({
    folder: options.folder,
    openStorage: options.openStorage,
    conflictHandlers,
  });
  try {
    for (const setAside of replica.setAside) {
      // What cannot be taken over lies in the file that was set aside; the desk opens all the same.
      await rescueInto(replica, setAside, log).catch((cause: unknown) => {
        log.error('nothing could be taken over from the damaged replica', cause);
      });
    }
    for (const left of await leftByRebuild(options.folder)) {
      await rescueInto(replica, left, log);
      await dropRebuilt(left);
    }
    const endOffset = keepOffset(replica.local, serverClock, log);
    const stamps = createStamps(options.deviceId, serverClock, {
      load: () => replica.local.get(CLOCK_KEY),
      save: (value) => {
        replica.local.set(CLOCK_KEY, value).catch((cause: unknown) => {
          log.error('remembering the clock failed', cause);
        });
      },
    });
    const directory = await openDirectory(replica, log);
    const account = createWaitingAccount();
    const held = createHeldChanges(replica.local, log);
    const drafts = createDrafts(replica.local, serverClock, scheduler, log);
    const journal = openJournal({
      local: replica.local,
      stores: replica.stores,
      nextRev: () => stamps.next(),
      deriver: async (ticket) => {
        const contact = (await replica.stores.contacts.get(ticket.contactId)) ?? null;
        return (current) => deriveTicket(current, directory.slaBook(), contact);
      },
      merge: (mine, { base, theirs }) =>
        mergeWithServer(options.deviceId, 'tickets', base, mine, theirs) as Ticket,
      onRestored: (...state) => {
        account.answered(...state);
      },
      yieldTo: (...state) => {
        refusals.add(...state);
      },
      onWords: async (message, cause) => {
        if (message.kind === 'customer' || cause === 'withdrawn') return;
        const { ticketId, kind, html } = message;
        const draft = { ticketId, kind, html, savedAtMs: serverClock.nowMs() };
        await drafts.restore(draft);
        tell('draft.returned', { draft, cause: 'undone' });
      },
      log,
    });
    const ticketPorts = {
      journal,
      stores: replica.stores,
      directory,
      clock: serverClock,
      nextRev: () => stamps.next(),
      newId: () => uuidV7(serverClock.nowMs(), (into) => randomFillSync(into)),
      meId: options.agentId,
    };
    const changes = createTicketChanges(ticketPorts);
    const news = createTicketNews(scheduler, (payload) => {
      tell('tickets.changed', payload);
    });
    const sends = openSends({
      tickets: ticketPorts,
      changes,
      drafts,
      local: replica.local,
      clock: serverClock,
      scheduler,
      onChange: (ticketId) => {
        tell('sends.changed', { ticketId });
        waitingNews();
        news.noteTicket(ticketId);
        lists.noteTicket(ticketId);
      },
      onReturned: (draft, cause) => {
        tell('draft.returned', { draft, cause });
        // The ticket may have left in the undo time; then nobody could open the draft.
        runDetached(log, 'keeping words without a ticket', lostDrafts.settle(draft.ticketId));
      },
      onProblem: (code, detail) => {
        tell('problem.raised', { code, detail });
      },
      log,
    });
    let cancelWaitingNews: (() => void) | undefined;
    /** What waits changes in floods; the window hears of it once a frame. */
    const waitingNews = (): void => {
      cancelWaitingNews ??= scheduler.after(WAITING_NEWS_MS, () => {
        cancelWaitingNews = undefined;
        tell('waiting.changed', {});
      });
    };
    const lost = createLostSettling({
      local: replica.local,
      stores: replica.stores,
      changes,
      meId: options.agentId,
      onSettled: (ticketId) => {
        news.noteTicket(ticketId);
      },
    });
    const presence = createPresence({
      send: (body, signal) => options.client.presence(options.accessToken, body, signal),
      meId: options.agentId,
      clock: serverClock,
      scheduler,
      log,
    });
    await journal.whenIdle();
    const sync = startSync({
      replica,
      client: options.client,
      accessToken: options.accessToken,
      stamps,
      refusals,
      account,
      journal,
      held,
      presence: presence.line,
      clock: serverClock,
      clockOffsetMs: () => serverClock.offsetMs(),
      scheduler,
      random: options.random,
      log,
      identifier: options.identifier,
      meId: options.agentId,
      keepClosed: options.keepClosed,
      ticketsWithDraft: () => drafts.ticketIds(),
      onSessionLost: options.onSessionLost,
      onCorrupt: options.onCorrupt,
    });
    parts.current = { nextRev: () => stamps.next(), changes, hold: held, journal };
    const views = {
      stores: replica.stores,
      viewContext: () => ({
        meId: options.agentId,
        myDepartmentIds: directory.agent(options.agentId)?.departmentIds ?? [],
        nowMs: serverClock.nowMs(),
      }),
      isTicketWaiting: (ticketId: string) => sync.isTicketWaiting(ticketId),
      ticketsWithDraft: () => drafts.ticketIds(),
      slaBook: () => directory.slaBook(),
      scheduler,
      log,
    };
    const lists = createLiveLists({
      ...views,
      tell: (payload) => {
        tell('list.changed', payload);
      },
    });
    const counts = createLiveCounts({
      ...views,
      tell: (payload) => {
        tell('views.counted', payload);
      },
    });
    const wall = createLiveWall({
      stores: replica.stores,
      directory,
      clock: serverClock,
      scheduler,
      tell: (payload) => {
        tell('wall.changed', payload);
      },
      log,
    });
    const queries = createTicketQueries({
      ...views,
      search: (search) => replica.search(search),
      directory,
      clock: serverClock,
      meId: options.agentId,
      waitingMessageIds: (ticketId) => sync.waitingMessageIds(ticketId),
      pendingSends: () => sends.all(),
      lostChanges: (ticket) => lost.of(ticket),
    });
    const lostDrafts = createLostDrafts({
      stores: replica.stores,
      drafts,
      held,
      clock: serverClock,
      log,
    });
    const archive = createArchive({
      ...views,
      client: options.client,
      accessToken: options.accessToken,
      reach: sync.reach,
      directory,
      clock: serverClock,
      meId: options.agentId,
      keepClosed: options.keepClosed,
    });
    const tickets = createTicketService(ticketPorts, changes);
    const notices = await openNoticeDesk({
      host: options.noticeHost,
      replica,
      directory,
      tickets: ticketPorts,
      service: tickets,
      sends,
      scheduler,
      deviceId: options.deviceId,
      isInitial: () => sync.isInitial(),
      // Without a link nothing comes that could be waited for, and deadlines pass all the same.
      isCatchingUp: () => sync.isCatchingUp() && !['offline', 'stopped'].includes(sync.status().name),
      onChange: (unread) => {
        tell('notices.changed', { unread });
      },
      onProblem: (code, detail) => {
        tell('problem.raised', { code, detail });
      },
      log,
    });
    const isCurrent = (): boolean =>
      sync.status().name === 'online' && !sync.isInitial() && !sync.isCatchingUp();
    const ruleSettings = createRuleSettings(directory);
    const ruleRunner = startRuleRunner({
      tickets: ticketPorts,
      settings: ruleSettings,
      local: replica.local,
      scheduler: background,
      presence: () => presence.state(),
      isCurrent,
      isInitial: () => sync.isInitial(),
      isTicketWaiting: (ticketId) => sync.isTicketWaiting(ticketId),
      log,
    });
    const alarms = startAlarmRunner({
      tickets: ticketPorts,
      local: replica.local,
      scheduler: background,
      monotonicMs: options.monotonicMs,
      presence: () => presence.state(),
      ableTo: (agentIds, place) => ruleSettings.ableTo(agentIds, place),
      isCurrent,
      isCatchingUp: () => sync.status().name === 'online' && sync.isCatchingUp(),
      isInitial: () => sync.isInitial(),
      isTicketWaiting: (ticketId) => sync.isTicketWaiting(ticketId),
      onJump: () => {
        sync.renew();
      },
      tell: (told, isCatchUp) => {
        notices.alarm(told, isCatchUp);
      },
      onGiven: (ticket, line) => {
        notices.given(ticket, line);
      },
      log,
    });
    const assignment = startAssignment({
      tickets: ticketPorts,
      sync,
      presence: () => presence.state(),
      scheduler: background,
      mayRead: firstLook,
      onChange: () => {
        tell('assignment.changed', {});
      },
      onGiven: (ticket, line) => {
        notices.given(ticket, line);
      },
      log,
    });
    const recompute = startRecompute({
      stores: replica.stores,
      directory,
      local: replica.local,
      scheduler: background,
      isInitial: () => sync.isInitial(),
      timeZoneData: process.versions['tz'] ?? '',
      log,
    });
    recompute.lookAgain();
    const readViewsAnew = (): void => {
      lists.readAnew();
      counts.readAnew();
    };
    let cancelTick = scheduler.after(TIME_PASSES_MS, tick);
    function tick(): void {
      news.noteAll();
      readViewsAnew();
      assignment.lookAgain();
      cancelTick = scheduler.after(TIME_PASSES_MS, tick);
    }
    const endings = [
      endOffset,
      replica.onChange((change) => {
        news.note(change);
        if (!change.isFromServer)
          for (const { id, document } of change.documents)
            journal.written(change.collection, id, document.rev);
        lists.note(change);
        counts.note(change);
        wall.note(change);
        notices.note(change);
        assignment.note(change);
        ruleRunner.note(change);
        alarms.note(change);
        lostDrafts.note(change);
        recompute.note(change);
      }),
      drafts.onChange((ticketId) => {
        lists.noteTicket(ticketId);
      }),
      drafts.onSaved((saved) => {
        tell('draft.saved', saved);
      }),
      directory.onChange(() => {
        recompute.lookAgain();
        readViewsAnew();
        assignment.lookAgain();
        ruleRunner.changed();
        wall.settingsChanged();
        alarms.changed();
        tell('directory.changed', {});
      }),
      sync.onStatus((status) => {
        recompute.lookAgain();
        assignment.lookAgain();
        ruleRunner.changed();
        alarms.changed();
        notices.statusChanged();
        tell('sync.changed', status);
      }),
      sync.onAccepted((ticketId) => {
        news.noteTicket(ticketId as TicketId);
        lists.noteTicket(ticketId);
        assignment.accepted(ticketId as TicketId);
        ruleRunner.accepted(ticketId);
        alarms.accepted(ticketId);
      }),
      presence.onChange((state) => {
        assignment.lookAgain();
        ruleRunner.changed();
        alarms.changed();
        tell('presence.changed', state);
      }),
      held.onChange(() => {
        tell('held.changed', {});
      }),
      journal.onChange(waitingNews),
      account.onChange(waitingNews),
    ];
    return {
      replica,
      directory,
      tickets,
      waiting: createWaitingQueue({ journal, sends, account, stores: replica.stores }),
      held: createHeldRetry({
        held,
        stores: replica.stores,
        sends,
        drafts,
        meId: options.agentId,
        nextRev: () => stamps.next(),
        nowMs: () => serverClock.nowMs(),
        derive: (ticket) => changes.derive(ticket),
        onReturned: (draft) => {
          tell('draft.returned', { draft, cause: 'undone' });
        },
      }),
      lost,
      lostDrafts,
      archive,
      storageBytes: () => bytesIn(options.folder),
      documentCounts: async () =>
        Object.fromEntries(
          await Promise.all(
            COLLECTIONS.map(async (name) => [name, await replica.stores[name].count({})] as const),
          ),
        ) as Record<CollectionName, number>,
      sends,
      drafts,
      queries,
      lists,
      counts,
      wall,
      sync,
      presence,
      notices,
      assignment,
      bulk: createBulkMoves({ tickets: ticketPorts, changes, team: () => assignment.team(), log }),
      teamSettings: createTeamSettings(ticketPorts),
      reports: createReports({
        replica,
        directory,
        clock: serverClock,
        meId: options.agentId,
        keepClosed: options.keepClosed,
        isComplete: () => !sync.isInitial(),
        newId: ticketPorts.newId,
        rows: (ticketIds) => queries.rows(ticketIds),
      }),
      rules: createRuleService({ tickets: ticketPorts, settings: ruleSettings }),
      slaSettings: createSlaSettings(ticketPorts),
      images: createRemoteImages({
        local: replica.local,
        stores: replica.stores,
        fetch: options.fetchOutside,
        onChange: (grants) => {
          tell('images.changed', grants);
        },
        log,
      }),
      whatIf: (question) => whatIf(question, { stores: replica.stores, directory, meId: options.agentId }),
      woke: () => {
        sync.renew();
        alarms.woke();
      },
      close: async () => {
        cancelTick();
        archive.close();
        cancelWaitingNews?.();
        await assignment.stop();
        await ruleRunner.stop();
        await recompute.stop();
        await alarms.stop();
        await sends.flush();
        await notices.stop();
        await sync.stop();
        await journal.whenIdle();
        for (const end of endings) end();
        news.stop();
        lists.stop();
        counts.stop();
        wall.stop();
        directory.stop();
        await replica.close();
      },
    };
  } catch (cause) {
    await replica.close();
    throw cause;
  }
}

/** The size of everything in a folder. */
async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Remembers how wrong this device's clock is, so that work without a link is dated right after a restart as well. */
function keepOffset(local: LocalStore, serverClock: ServerClock, log: Logger): () => void {
  const stored = StoredOffset.safeParse(local.get(OFFSET_KEY));
  let keptMs = stored.success ? stored.data.offsetMs : 0;
  serverClock.recall(keptMs);
  const keep = (offsetMs: number): void => {
    if (Math.abs(offsetMs - keptMs) < OFFSET_STEP_MS) return;
    keptMs = offsetMs;
    runDetached(log, 'remembering the clock', local.set(OFFSET_KEY, { offsetMs }));
  };
  keep(serverClock.offsetMs());
  return serverClock.onChange(keep);
}
