import { channelsOf, type NoticeEvent, type NoticeSettings } from '../../../shared/domain/noticeSettings.ts';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { quietAt, type Quiet } from '../../../shared/domain/quietHours.ts';
import type { AlarmNotice } from '../alarms/alarmNotice.ts';
import {
  byWeight,
  noticeOfAlarm,
  noticesOf,
  type Notice,
  type Person,
  type TicketNews,
} from './noticeEvents.ts';

/** A notice whose time has not come. */
export interface HeldNotice {
  readonly notice: Notice;
  readonly why: 'quiet' | 'burst';
}

/** What has been told already, and what is still to be. Plain data: it survives a restart. */
export interface NoticeState {
  /** Nothing that happened before this is news; UTC epoch ms. */
  readonly sinceMs: number;
  /** What was decided about, oldest first: ids of notices. */
  readonly toldIds: readonly string[];
  readonly held: readonly HeldNotice[];
  /** When the system was last asked to show something, UTC epoch ms; the latest few. */
  readonly shownAtMs: readonly number[];
  /** A burst is being gathered until then; 0 when none is. */
  readonly burstUntilMs: number;
}

/** Who is to be told, what they want to hear, and whether it is this machine that tells them. */
export interface NoticeContext extends Person {
  readonly settings: NoticeSettings;
  /** False: another machine of theirs is in use, and tells them. */
  readonly isInUse: boolean;
  /** The replica has just caught up: what it brings happened while this machine was away. */
  readonly isReturning: boolean;
  readonly isRead: (noticeId: string) => boolean;
}

/** Why several are told as one. */
export type GroupCause = 'burst' | 'quietHours' | 'returning';

/** Something to show. */
export type Showing = { readonly isHeard: boolean; readonly isSeen: boolean } & (
  | { readonly kind: 'ticket'; readonly notice: Notice }
  | {
      readonly kind: 'group';
      readonly cause: GroupCause;
      /** How many of each event; those without are left out. */
      readonly counts: Readonly<Partial<Record<NoticeEvent, number>>>;
      readonly noticeIds: readonly string[];
      /** The ticket a click opens. */
      readonly ticketId: TicketId;
    }
);

/** What became of a notice that is not shown now. */
export type Silence = 'off' | 'listed' | 'paused' | 'quietHours' | 'otherMachine' | 'burst';

/** What follows from a decision. */
export interface NoticeDecision {
  readonly state: NoticeState;
  /** For the person's own list, in the order of their arrival. */
  readonly listed: readonly Notice[];
  readonly showings: readonly Showing[];
  readonly silent: readonly { readonly notice: Notice; readonly why: Silence }[];
  /** When to decide again although nothing has happened, UTC epoch ms; null when that is not needed. */
  readonly wakeAtMs: number | null;
}

/** More notices than this at once become one. */
const SINGLE_NOTICES_MAX = 3;
/** So long a burst is gathered. */
export const BURST_MS = 10_000;
/** So many told ids are remembered; far more than can still arrive a second time. */
const TOLD_MAX = 2000;
/** So many are held; of more, a summary says nothing. */
const HELD_MAX = 500;
/** What happened longer ago is history, however it comes to be here. */
const LOOK_BACK_MS = 30 * 24 * 60 * 60 * 1000;

/** A state that has told nothing and tells nothing older than `sinceMs`. */
export function startNotices(sinceMs: number): NoticeState {
  return { sinceMs, toldIds: [], held: [], shownAtMs: [], burstUntilMs: 0 };
}

/**
 * Decides what to tell about news and alarms, and about what was held back before: never what the person did themselves,
 * never the same twice, never what is older than the state's start, and only what still holds now. `nowMs` is UTC epoch ms.
 */
export function decideNotices(
  state: NoticeState,
  news: readonly TicketNews[],
  alarms: readonly AlarmNotice[],
  context: NoticeContext,
  nowMs: number,
): NoticeDecision {
  const { settings } = context;
  const quiet = quietAt(settings, nowMs);
  const { chosen, toldIds } = choose(state, news, alarms, context, nowMs);
  const listed: Notice[] = [];
  const silent: { notice: Notice; why: Silence }[] = [];
  const held = [...state.held];
  const due: Notice[] = [];
  for (const notice of chosen) {
    const channels = channelsOf(settings, notice.event);
    if (channels.includes('inApp')) listed.push(notice);
    const why = whySilent(notice, channels, quiet, context);
    if (why === null) due.push(notice);
    else silent.push({ notice, why });
    if (why === 'quietHours' || why === 'paused') held.push({ notice, why: 'quiet' });
  }

  const showings: Showing[] = [];
  const show = (notices: readonly Notice[], cause: GroupCause | null): void => {
    if (context.isInUse) showings.push(...showingsOf(notices, cause, settings));
  };
  const isUnread = ({ notice }: HeldNotice): boolean => !context.isRead(notice.id);
  let waiting = held.filter(isUnread).slice(-HELD_MAX);
  if (!quiet.isQuiet) {
    show(
      waiting.flatMap(({ notice, why }) => (why === 'quiet' ? [notice] : [])),
      'quietHours',
    );
    waiting = waiting.filter(({ why }) => why === 'burst');
  }

  const recent = state.shownAtMs.filter((atMs) => atMs > nowMs - BURST_MS && atMs <= nowMs);
  let burstUntilMs = state.burstUntilMs;
  if (context.isReturning) show(due, 'returning');
  else if (due.length > SINGLE_NOTICES_MAX) show(due, 'burst');
  else if (context.isInUse && due.length > 0 && recent.length + due.length > SINGLE_NOTICES_MAX) {
    if (burstUntilMs <= nowMs) burstUntilMs = nowMs + BURST_MS;
    for (const notice of due) {
      waiting.push({ notice, why: 'burst' });
      silent.push({ notice, why: 'burst' });
    }
  } else show(due, null);
  if (burstUntilMs <= nowMs) {
    show(
      waiting.flatMap(({ notice, why }) => (why === 'burst' ? [notice] : [])),
      'burst',
    );
    waiting = waiting.filter(({ why }) => why === 'quiet');
    burstUntilMs = 0;
  }

  const next: NoticeState = {
    sinceMs: state.sinceMs,
    toldIds,
    held: waiting,
    shownAtMs: [...recent, ...showings.map(() => nowMs)].slice(-SINGLE_NOTICES_MAX),
    burstUntilMs,
  };
  return { state: next, listed, showings, silent, wakeAtMs: wakeAt(next, quiet) };
}

/** Of every ticket what says most among what the person wants to hear, and everything that is decided about with it. */
function choose(
  state: NoticeState,
  news: readonly TicketNews[],
  alarms: readonly AlarmNotice[],
  context: NoticeContext,
  nowMs: number,
): { readonly chosen: readonly Notice[]; readonly toldIds: readonly string[] } {
  const told = new Set(state.toldIds);
  const oldestMs = Math.max(state.sinceMs, nowMs - LOOK_BACK_MS);
  const best = new Map<TicketId, Notice>();
  const fresh = [
    ...news.flatMap((one) => noticesOf(one, context)).filter(({ atMs }) => atMs >= oldestMs),
    ...alarms.map((alarm) => noticeOfAlarm(alarm, nowMs)),
  ];
  const wants = ({ event }: Notice): boolean => channelsOf(context.settings, event).length > 0;
  for (const notice of fresh) {
    if (told.has(notice.id)) continue;
    told.add(notice.id);
    const known = best.get(notice.ticketId);
    const isMore = !known || (wants(notice) && (!wants(known) || byWeight(notice.event, known.event) < 0));
    if (isMore) best.set(notice.ticketId, notice);
  }
  return { chosen: [...best.values()], toldIds: [...told].slice(-TOLD_MAX) };
}

function whySilent(
  notice: Notice,
  channels: readonly string[],
  quiet: Quiet,
  { isInUse }: NoticeContext,
): Silence | null {
  if (channels.length === 0) return 'off';
  if (!channels.includes('system') && !channels.includes('sound')) return 'listed';
  if (quiet.isQuiet && !notice.ignoresQuietHours) return quiet.why;
  return isInUse ? null : 'otherMachine';
}

function showingsOf(
  notices: readonly Notice[],
  cause: GroupCause | null,
  settings: NoticeSettings,
): Showing[] {
  const [first] = notices;
  if (!first) return [];
  const has = (notice: Notice, channel: 'system' | 'sound'): boolean =>
    channelsOf(settings, notice.event).includes(channel);
  if (cause === null || notices.length === 1)
    return notices.map((notice) => ({
      kind: 'ticket',
      notice,
      isSeen: has(notice, 'system'),
      isHeard: has(notice, 'sound'),
    }));
  const seen = notices.filter((notice) => has(notice, 'system'));
  const counts: Partial<Record<NoticeEvent, number>> = {};
  for (const { event } of seen.length > 0 ? seen : notices) counts[event] = (counts[event] ?? 0) + 1;
  const { ticketId } = [...notices].sort((a, b) => byWeight(a.event, b.event))[0] ?? first;
  return [
    {
      kind: 'group',
      cause,
      counts,
      noticeIds: notices.map(({ id }) => id),
      ticketId,
      isSeen: seen.length > 0,
      isHeard: notices.some((notice) => has(notice, 'sound')),
    },
  ];
}

function wakeAt({ held, burstUntilMs }: NoticeState, quiet: Quiet): number | null {
  const instants = [
    ...(burstUntilMs > 0 ? [burstUntilMs] : []),
    ...(quiet.isQuiet && held.some(({ why }) => why === 'quiet') ? [quiet.untilMs] : []),
  ];
  return instants.length > 0 ? Math.min(...instants) : null;
}
