import type { AgentId, DeviceId } from '../shared/domain/ids.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { WhatIf, WhatIfQuestion } from '../shared/ipc/assignment.ts';
import type { KeepClosed } from '../shared/ipc/preferences.ts';
import type { CollectionName } from '../shared/sync/wire.ts';
import type { Assignment } from './assignment/assignment.ts';
import { whatIf } from './assignment/whatIf.ts';
import type { DeskNews } from './deskNews.ts';
import { createRemoteImages, type RemoteImages } from './images/remoteImages.ts';
import { runDetached, type Logger } from './log.ts';
import type { NoticeDesk, NoticeHost } from './notifications/noticeDesk.ts';
import type { Archive } from './queries/archive.ts';
import type { LiveCounts } from './queries/liveCounts.ts';
import type { LiveLists } from './queries/liveLists.ts';
import type { LiveWall } from './queries/liveWall.ts';
import { createTicketNews } from './queries/ticketNews.ts';
import type { TicketQueries } from './queries/ticketQueries.ts';
import type { OpenStorage, Replica } from './replica/openReplica.ts';
import { bytesIn, documentCounts } from './replica/storageFacts.ts';
import { createReports, type Reports } from './reports/reportService.ts';
import { createRuleService, type RuleService } from './rules/ruleService.ts';
import { createRuleSettings } from './rules/ruleTeam.ts';
import { createSlaSettings, type SlaSettings } from './sla/slaSettings.ts';
import { keepOffset } from './sync/keepOffset.ts';
import { createPresence, type Presence } from './sync/presence.ts';
import type { AccessToken, ServerClient } from './sync/serverClient.ts';
import type { ServerClock } from './sync/serverClock.ts';
import { startSync, type Sync } from './sync/startSync.ts';
import { createBulkMoves, type BulkMoves } from './tickets/bulkMoves.ts';
import type { Directory } from './tickets/directory.ts';
import type { Drafts } from './tickets/drafts.ts';
import { createHeldRetry, type HeldRetry } from './tickets/heldRetry.ts';
import { createLostDrafts, type LostDrafts } from './tickets/lostDrafts.ts';
import { createLostSettling, type LostSettling } from './tickets/lostSettling.ts';
import { openSends, type Sends } from './tickets/sends.ts';
import { createTeamSettings, type TeamSettings } from './tickets/teamSettings.ts';
import { createTicketService, type TicketService } from './tickets/ticketService.ts';
import { createWaitingQueue, type WaitingQueue } from './tickets/waitingQueue.ts';
import type { Scheduler } from './time.ts';
import { startDeskDuties } from './workspace/deskDuties.ts';
import { openDeskViews } from './workspace/deskViews.ts';
import { openMergingReplica } from './workspace/mergingReplica.ts';
import { spreadNews } from './workspace/spreadNews.ts';
import { openTicketWork } from './workspace/ticketWork.ts';

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

const WAITING_NEWS_MS = 16;

/** Opens the replica and starts everything on it. Rejects with the storage's codes when it cannot be opened. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { deviceId, agentId: meId, log, tell, serverClock, scheduler } = options;
  const { client, accessToken, keepClosed } = options;
  const { replica, refusals, mergeWith } = await openMergingReplica(options);
  const { local, stores } = replica;
  try {
    const endOffset = keepOffset(local, serverClock, log);
    const work = await openTicketWork({
      replica,
      refusals,
      deviceId,
      meId,
      clock: serverClock,
      scheduler,
      tell,
      log,
    });
    const { stamps, directory, account, held, drafts, journal, ports, changes } = work;
    const nextRev = ports.nextRev;
    mergeWith({ nextRev, changes, held, journal });
    const news = createTicketNews(scheduler, (payload) => {
      tell('tickets.changed', payload);
    });
    const lostDrafts = createLostDrafts({ stores, drafts, held, clock: serverClock, log });
    const sends = openSends({
      tickets: ports,
      changes,
      drafts,
      local,
      clock: serverClock,
      scheduler,
      onChange: (ticketId) => {
        tell('sends.changed', { ticketId });
        waitingNews();
        news.noteTicket(ticketId);
        views.lists.noteTicket(ticketId);
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
      local,
      stores,
      changes,
      meId,
      onSettled: (ticketId) => {
        news.noteTicket(ticketId);
      },
    });
    const presence = createPresence({
      send: (body, signal) => client.presence(accessToken, body, signal),
      sendMissing: (body) => client.missing(accessToken, body),
      meId,
      clock: serverClock,
      scheduler,
      log,
    });
    await journal.whenIdle();
    const sync = startSync({
      replica,
      client,
      accessToken,
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
      meId,
      keepClosed,
      ticketsWithDraft: () => drafts.ticketIds(),
      onSessionLost: options.onSessionLost,
      onCorrupt: options.onCorrupt,
    });
    const seen = { replica, work, sync, sends };
    const views = openDeskViews({ ...seen, lost, client, accessToken, keepClosed, scheduler, tell, log });
    const tickets = createTicketService(ports, changes);
    const ruleSettings = createRuleSettings(directory);
    const duties = await startDeskDuties({
      ...seen,
      service: tickets,
      presence,
      ruleSettings,
      noticeHost: options.noticeHost,
      deviceId,
      firstLook: options.firstLook,
      scheduler,
      monotonicMs: options.monotonicMs,
      tell,
      log,
    });
    const { notices, assignment, alarms } = duties;
    const between = spreadNews({
      ...seen,
      views,
      duties,
      lostDrafts,
      presence,
      news,
      onWaiting: waitingNews,
      scheduler,
      tell,
    });
    return {
      replica,
      directory,
      tickets,
      waiting: createWaitingQueue({ journal, sends, account, stores }),
      held: createHeldRetry({
        held,
        stores,
        sends,
        drafts,
        meId,
        nextRev,
        nowMs: () => serverClock.nowMs(),
        derive: (ticket) => changes.derive(ticket),
        onReturned: (draft) => {
          tell('draft.returned', { draft, cause: 'undone' });
        },
      }),
      lost,
      lostDrafts,
      storageBytes: () => bytesIn(options.folder),
      documentCounts: () => documentCounts(stores),
      sends,
      drafts,
      ...views,
      sync,
      presence,
      notices,
      assignment,
      bulk: createBulkMoves({ tickets: ports, changes, team: () => assignment.team(), log }),
      teamSettings: createTeamSettings(ports),
      reports: createReports({
        replica,
        directory,
        clock: serverClock,
        meId,
        keepClosed,
        isComplete: () => !sync.isInitial(),
        newId: ports.newId,
        rows: (ticketIds) => views.queries.rows(ticketIds),
      }),
      rules: createRuleService({ tickets: ports, settings: ruleSettings }),
      slaSettings: createSlaSettings(ports),
      images: createRemoteImages({
        local,
        stores,
        fetch: options.fetchOutside,
        onChange: (grants) => {
          tell('images.changed', grants);
        },
        log,
      }),
      whatIf: (question) => whatIf(question, { stores, directory, meId }),
      woke: () => {
        sync.renew();
        alarms.woke();
      },
      close: async () => {
        between.stopClock();
        views.archive.close();
        cancelWaitingNews?.();
        await assignment.stop();
        await duties.ruleRunner.stop();
        await duties.recompute.stop();
        await alarms.stop();
        await sends.flush();
        await notices.stop();
        await sync.stop();
        await journal.whenIdle();
        between.end();
        endOffset();
        news.stop();
        views.lists.stop();
        views.counts.stop();
        views.wall.stop();
        directory.stop();
        await replica.close();
      },
    };
  } catch (cause) {
    await replica.close();
    throw cause;
  }
}
