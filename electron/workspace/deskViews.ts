import type { KeepClosed } from '../../shared/ipc/preferences.ts';
import type { DeskNews } from '../deskNews.ts';
import type { Logger } from '../log.ts';
import { createArchive, type Archive } from '../queries/archive.ts';
import { createLiveCounts, type LiveCounts } from '../queries/liveCounts.ts';
import { createLiveLists, type LiveLists } from '../queries/liveLists.ts';
import { createLiveWall, type LiveWall } from '../queries/liveWall.ts';
import { createTicketQueries, type TicketQueries } from '../queries/ticketQueries.ts';
import type { Replica } from '../replica/openReplica.ts';
import type { AccessToken, ServerClient } from '../sync/serverClient.ts';
import type { Sync } from '../sync/startSync.ts';
import type { LostSettling } from '../tickets/lostSettling.ts';
import type { Sends } from '../tickets/sends.ts';
import type { Scheduler } from '../time.ts';
import type { TicketWork } from './ticketWork.ts';

/** What windows look at. */
export interface DeskViews {
  readonly lists: LiveLists;
  readonly counts: LiveCounts;
  readonly wall: LiveWall;
  readonly queries: TicketQueries;
  readonly archive: Archive;
}

/** Opens the views of one agent; nothing is read before somebody looks. */
export function openDeskViews(about: {
  readonly replica: Replica;
  readonly work: TicketWork;
  readonly sync: Sync;
  readonly sends: Sends;
  readonly lost: LostSettling;
  readonly client: ServerClient;
  readonly accessToken: AccessToken;
  readonly keepClosed: () => KeepClosed;
  readonly scheduler: Scheduler;
  readonly tell: DeskNews;
  readonly log: Logger;
}): DeskViews {
  const { replica, sync, sends, lost, keepClosed, scheduler, tell, log } = about;
  const { directory, drafts } = about.work;
  const { meId, clock } = about.work.ports;
  const views = {
    stores: replica.stores,
    viewContext: () => ({
      meId,
      myDepartmentIds: directory.agent(meId)?.departmentIds ?? [],
      nowMs: clock.nowMs(),
    }),
    isTicketWaiting: (ticketId: string) => sync.isTicketWaiting(ticketId),
    ticketsWithDraft: () => drafts.ticketIds(),
    slaBook: () => directory.slaBook(),
    scheduler,
    log,
  };
  return {
    lists: createLiveLists({
      ...views,
      tell: (payload) => {
        tell('list.changed', payload);
      },
    }),
    counts: createLiveCounts({
      ...views,
      tell: (payload) => {
        tell('views.counted', payload);
      },
    }),
    wall: createLiveWall({
      stores: replica.stores,
      directory,
      clock,
      scheduler,
      tell: (payload) => {
        tell('wall.changed', payload);
      },
      log,
    }),
    queries: createTicketQueries({
      ...views,
      search: (search) => replica.search(search),
      directory,
      clock,
      meId,
      waitingMessageIds: (ticketId) => sync.waitingMessageIds(ticketId),
      pendingSends: () => sends.all(),
      lostChanges: (ticket) => lost.of(ticket),
    }),
    archive: createArchive({
      ...views,
      client: about.client,
      accessToken: about.accessToken,
      reach: sync.reach,
      directory,
      clock,
      meId,
      keepClosed,
    }),
  };
}
