import type { AgentId, HistoryId, TicketId } from '../../shared/domain/ids.ts';
import type { HistoryEntry, Ticket } from '../../shared/domain/ticket/ticket.ts';
import { ALARM_EVENTS, type AlarmEvent, type AlarmNotice } from './alarms/alarmNotice.ts';

/** What has been told already. Plain data: it survives a restart. */
export interface NoticeState {
  /** Nothing that happened before this is news; UTC epoch ms. */
  readonly sinceMs: number;
  /** History entries that were told, oldest first. */
  readonly toldIds: readonly HistoryId[];
}

/** A ticket that changed, with what is new in its history. */
export interface ChangedTicket {
  readonly ticket: Ticket;
  readonly newEntries: readonly HistoryEntry[];
}

/** Who is to be told, and what they want to hear. */
export interface NoticeContext {
  readonly meId: AgentId;
  readonly wantsAssigned: boolean;
  readonly wantsReopened: boolean;
}

/** Why a single ticket is told. */
export type NoticeReason = 'assigned' | 'reopened' | 'ruleNotified' | AlarmEvent;

/** Something to show. */
export type NoticeEffect =
  | {
      readonly kind: 'ticket';
      readonly reason: NoticeReason;
      readonly ticketId: TicketId;
      readonly number: number;
      readonly subject: string;
    }
  | {
      readonly kind: 'group';
      readonly assigned: number;
      readonly reopened: number;
      /** Told because a rule says so. */
      readonly ruleNotified: number;
      /** Alarms, by what they tell of. */
      readonly alarms: Readonly<Partial<Record<AlarmEvent, number>>>;
      /** The ticket a click opens. */
      readonly ticketId: TicketId;
    };

/** More notices than this in one batch become one. */
const SINGLE_NOTICES_MAX = 3;
/** So many told entries are remembered; far more than can still arrive a second time. */
const TOLD_MAX = 1000;

/** A state that has told nothing and tells nothing older than `sinceMs`. */
export function startNotices(sinceMs: number): NoticeState {
  return { sinceMs, toldIds: [] };
}

/**
 * Decides what to tell about a batch of changed tickets: assigned to me, my ticket reopened, and what a rule wants me to know.
 * Never what I did myself, never the same history entry twice, never what is older than the state's start, and only what still
 * holds now.
 */
export function decideNotices(
  state: NoticeState,
  batch: readonly ChangedTicket[],
  context: NoticeContext,
): { readonly state: NoticeState; readonly effects: readonly NoticeEffect[] } {
  const told = new Set(state.toldIds);
  const seen: HistoryId[] = [];
  const notices: Extract<NoticeEffect, { kind: 'ticket' }>[] = [];
  for (const { ticket, newEntries } of batch) {
    const fresh = newEntries.filter((entry) => entry.atMs >= state.sinceMs && !told.has(entry.id));
    const reasons = new Set<NoticeReason>();
    for (const entry of fresh) {
      const reason = reasonOf(entry, context.meId);
      if (!reason) continue;
      seen.push(entry.id);
      told.add(entry.id);
      reasons.add(reason);
    }
    const isMine = ticket.assigneeId === context.meId && ticket.isOpen;
    // One ticket, one notice: that it came back says more than that it came.
    const reason =
      isMine && reasons.has('reopened') && context.wantsReopened
        ? 'reopened'
        : isMine && reasons.has('assigned') && context.wantsAssigned
          ? 'assigned'
          : reasons.has('ruleNotified')
            ? 'ruleNotified'
            : undefined;
    if (reason) {
      notices.push({
        kind: 'ticket',
        reason,
        ticketId: ticket.id,
        number: ticket.number,
        subject: ticket.subject,
      });
    }
  }
  if (seen.length === 0) return { state, effects: [] };
  return {
    state: { ...state, toldIds: [...state.toldIds, ...seen].slice(-TOLD_MAX) },
    effects: grouped(notices),
  };
}

function reasonOf(entry: HistoryEntry, meId: AgentId): NoticeReason | undefined {
  if (entry.by.kind === 'agent' && entry.by.id === meId) return undefined;
  switch (entry.kind) {
    case 'created':
      return entry.to.assigneeId === meId ? 'assigned' : undefined;
    case 'holder':
      return entry.to.assigneeId === meId && entry.from.assigneeId !== meId ? 'assigned' : undefined;
    case 'reopened':
      return 'reopened';
    case 'status':
    case 'priority':
    case 'tags':
    case 'subject':
    case 'snooze':
    case 'due':
    case 'contact':
    case 'slaBreach':
    case 'mergeLost':
    case 'followUp':
    case 'accepted':
    case 'escalation':
      return undefined;
    case 'rule':
      return entry.deeds.some(({ to }) => to?.includes(meId) === true) ? 'ruleNotified' : undefined;
  }
}

/** What alarms have to tell: one notice a ticket, and one for all when there are many or when it was slept over (`isCatchUp`). */
export function alarmNotices(alarms: readonly AlarmNotice[], isCatchUp: boolean): readonly NoticeEffect[] {
  const byTicket = new Map<TicketId, AlarmNotice>();
  for (const event of ALARM_EVENTS)
    for (const alarm of alarms)
      if (alarm.event === event && !byTicket.has(alarm.ticketId)) byTicket.set(alarm.ticketId, alarm);
  const told = [...byTicket.values()];
  const [first] = told;
  if (first && told.length > (isCatchUp ? 1 : SINGLE_NOTICES_MAX)) {
    const counts: Partial<Record<AlarmEvent, number>> = {};
    for (const { event } of told) counts[event] = (counts[event] ?? 0) + 1;
    const { ticketId } = first;
    return [{ kind: 'group', assigned: 0, reopened: 0, ruleNotified: 0, alarms: counts, ticketId }];
  }
  return told.map(({ event, ticketId, number, subject }) => ({
    kind: 'ticket',
    reason: event,
    ticketId,
    number,
    subject,
  }));
}

function grouped(notices: readonly Extract<NoticeEffect, { kind: 'ticket' }>[]): readonly NoticeEffect[] {
  const [first] = notices;
  if (!first || notices.length <= SINGLE_NOTICES_MAX) return notices;
  const countOf = (reason: NoticeReason): number =>
    notices.filter((notice) => notice.reason === reason).length;
  return [
    {
      kind: 'group',
      assigned: countOf('assigned'),
      reopened: countOf('reopened'),
      ruleNotified: countOf('ruleNotified'),
      alarms: {},
      ticketId: first.ticketId,
    },
  ];
}
