import type { NoticeContext } from '../../electron/engine/notices/decideNotices.ts';
import type { AlarmNotice } from '../../electron/engine/alarms/alarmNotice.ts';
import type { MessageFacts, TicketNews } from '../../electron/engine/notices/noticeEvents.ts';
import type { AgentId, DepartmentId, HistoryId, MessageId, TicketId } from '../../shared/domain/ids.ts';
import { noticeSettingsOf, type NoticeSettings } from '../../shared/domain/noticeSettings.ts';
import { NOBODY, type Actor, type HistoryEntry, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { aTicket } from './builders.ts';

/** The person who is told, and their one department. */
export const ME = 'me' as AgentId;
export const OURS = 'support' as DepartmentId;
const ELSEWHERE = 'sales' as DepartmentId;

export const BEN: Actor = { kind: 'agent', id: 'ben' as AgentId };
export const CARLA: Actor = { kind: 'customer', id: 'carla' as never };

/** When everything happens unless said; UTC epoch ms. */
export const THEN_MS = 1_000_000;

/** Settings with nothing chosen but this. */
export function noticeSettings(changes: Partial<NoticeSettings> = {}): NoticeSettings {
  return { ...noticeSettingsOf(undefined, 'UTC'), ...changes };
}

/** Somebody at their only machine who has read nothing. */
export function aNoticeContext(overrides: Partial<NoticeContext> = {}): NoticeContext {
  return {
    meId: ME,
    departmentIds: [OURS],
    settings: noticeSettings(),
    isInUse: true,
    isReturning: false,
    isRead: () => false,
    ...overrides,
  };
}

/** Somebody gives me a ticket. */
export function assignedLine(id: string, by: Actor = BEN, atMs = THEN_MS): HistoryEntry {
  return {
    id: id as HistoryId,
    atMs,
    by,
    kind: 'holder',
    from: { departmentId: OURS, assigneeId: NOBODY },
    to: { departmentId: OURS, assigneeId: ME },
    cause: 'manual',
    reason: null,
  };
}

/** A customer writes on a solved ticket. */
export function reopenedLine(id: string, by: Actor = CARLA, atMs = THEN_MS): HistoryEntry {
  return { id: id as HistoryId, atMs, by, kind: 'reopened', from: 'solved' };
}

/** A ticket comes from elsewhere to our pool. */
export function cameLine(id: string, by: Actor = BEN, atMs = THEN_MS): HistoryEntry {
  return {
    id: id as HistoryId,
    atMs,
    by,
    kind: 'holder',
    from: { departmentId: ELSEWHERE, assigneeId: NOBODY },
    to: { departmentId: OURS, assigneeId: NOBODY },
    cause: 'manual',
    reason: null,
  };
}

/** A message that has arrived. */
export function messageFacts(id: string, overrides: Partial<MessageFacts> = {}): MessageFacts {
  return {
    id: id as MessageId,
    kind: 'customer',
    by: CARLA,
    atMs: THEN_MS,
    text: 'Is anybody there?',
    ...overrides,
  };
}

/** News of a ticket that is mine unless said. */
export function newsOf(
  id: string,
  news: Partial<Omit<TicketNews, 'ticket'>> & { readonly ticket?: Partial<Ticket> },
): TicketNews {
  const ticket = aTicket({
    id: id as TicketId,
    assigneeId: ME,
    number: 7,
    subject: `Subject ${id}`,
    createdAtMs: 0,
    ...news.ticket,
  });
  return { isNewHere: false, entries: [], messages: [], ...news, ticket };
}

/** A breach of mine. */
export function anAlarm(id: string, overrides: Partial<AlarmNotice> = {}): AlarmNotice {
  return {
    event: 'slaBreach',
    key: `firstResponse/${String(overrides.dueAtMs ?? THEN_MS)}`,
    ticketId: id as TicketId,
    number: 7,
    subject: `Subject ${id}`,
    target: 'firstResponse',
    dueAtMs: THEN_MS,
    ignoresQuietHours: false,
    ...overrides,
  };
}
