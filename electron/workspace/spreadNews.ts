import type { TicketId } from '../../shared/domain/ids.ts';
import type { DeskNews } from '../deskNews.ts';
import type { TicketNews } from '../queries/ticketNews.ts';
import type { Replica } from '../replica/openReplica.ts';
import type { Presence } from '../sync/presence.ts';
import type { Sync } from '../sync/startSync.ts';
import type { LostDrafts } from '../tickets/lostDrafts.ts';
import type { Scheduler } from '../time.ts';
import type { DeskDuties } from './deskDuties.ts';
import type { DeskViews } from './deskViews.ts';
import type { TicketWork } from './ticketWork.ts';

/** Time passes without anybody writing: snoozed tickets wake, others come at risk. So often the views are read anew. */
const TIME_PASSES_MS = 30_000;

/** What goes on between the parts of a workspace. */
export interface SpreadNews {
  /** Time alone brings no more news. */
  readonly stopClock: () => void;
  readonly end: () => void;
}

/** Tells every part what concerns it of what the others do. */
export function spreadNews(about: {
  readonly replica: Replica;
  readonly work: TicketWork;
  readonly views: DeskViews;
  readonly duties: DeskDuties;
  readonly lostDrafts: LostDrafts;
  readonly sync: Sync;
  readonly presence: Presence;
  readonly news: TicketNews;
  /** What waits has changed. */
  readonly onWaiting: () => void;
  readonly scheduler: Scheduler;
  readonly tell: DeskNews;
}): SpreadNews {
  const { replica, lostDrafts, sync, presence, news, onWaiting, scheduler, tell } = about;
  const { directory, drafts, held, journal, account } = about.work;
  const { lists, counts, wall } = about.views;
  const { notices, ruleRunner, alarms, assignment, recompute } = about.duties;
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
    replica.onChange((change) => {
      news.note(change);
      if (!change.isFromServer)
        for (const { id, document } of change.documents) journal.written(change.collection, id, document.rev);
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
    journal.onChange(onWaiting),
    account.onChange(onWaiting),
  ];
  return {
    stopClock: () => {
      cancelTick();
    },
    end: () => {
      for (const end of endings) end();
    },
  };
}
