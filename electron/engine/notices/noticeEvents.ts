import type { AgentId, DepartmentId, MessageId, TicketId } from '../../../shared/domain/ids.ts';
import type { Message } from '../../../shared/domain/message.ts';
import type { NoticeEvent } from '../../../shared/domain/noticeSettings.ts';
import type { SlaTarget } from '../../../shared/domain/settings.ts';
import { NOBODY, type Actor, type HistoryEntry, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { excerpt } from '../../../shared/text/htmlToText.ts';
import type { AlarmNotice } from '../alarms/alarmNotice.ts';

/** A ticket of which something new has arrived. */
export interface TicketNews {
  readonly ticket: Ticket;
  /** It was not in this replica before: most of what its history tells is old. */
  readonly isNewHere: boolean;
  readonly entries: readonly HistoryEntry[];
  readonly messages: readonly MessageFacts[];
}

/** What of a message a notice is about. */
export type MessageFacts = Pick<Message, 'id' | 'kind' | 'by' | 'atMs' | 'text' | 'mentions'>;

/** One thing to tell: the same on every machine of a person. */
export interface Notice {
  /** Names what happened, whatever machine finds it. */
  readonly id: string;
  readonly event: NoticeEvent;
  readonly ticketId: TicketId;
  readonly number: number;
  readonly subject: string;
  /** When it happened, UTC epoch ms. */
  readonly atMs: number;
  readonly by: Actor;
  /** The beginning of what was written; `''` when nothing was. */
  readonly words: string;
  /** The message it is about; `''` when it is about none. */
  readonly messageId: MessageId | '';
  /** The deadline it is about; null when it is about none. */
  readonly deadline: { readonly target: SlaTarget; readonly dueAtMs: number } | null;
  readonly ignoresQuietHours: boolean;
}

/** Who is to be told. */
export interface Person {
  readonly meId: AgentId;
  readonly departmentIds: readonly DepartmentId[];
}

/** Longest words of a message in a notice, in characters. */
const WORDS_MAX = 140;

/** Of one ticket one thing is told at a time: what comes first here says most. */
const WEIGHT: readonly NoticeEvent[] = [
  'escalated',
  'slaBreach',
  'slaWarning',
  'reopened',
  'assigned',
  'mentioned',
  'customerReplied',
  'followed',
  'ruleNotified',
  'teamSlaBreach',
  'teamSlaWarning',
  'reopenedInDepartment',
  'newInDepartment',
];

/** Which of two events of one ticket says more; negative when `a` does. */
export function byWeight(a: NoticeEvent, b: NoticeEvent): number {
  return WEIGHT.indexOf(a) - WEIGHT.indexOf(b);
}

/**
 * What a ticket's news mean for a person, as the ticket stands now: never what they did themselves, and of a ticket that has
 * just come into their sight nothing from before it came.
 */
export function noticesOf(news: TicketNews, person: Person): Notice[] {
  const { ticket } = news;
  const sinceMs = news.isNewHere ? arrivedAtMs(ticket, person) : 0;
  const isMine = ticket.assigneeId === person.meId;
  const isFollowed = ticket.followerIds.includes(person.meId);
  const isOurs = person.departmentIds.includes(ticket.departmentId);
  const notices: Notice[] = [];
  const tell = (
    event: NoticeEvent,
    source: { readonly id: string; readonly atMs: number; readonly by: Actor },
    message?: MessageFacts,
  ): void => {
    notices.push({
      id: `${event}/${source.id}`,
      event,
      ticketId: ticket.id,
      number: ticket.number,
      subject: ticket.subject,
      atMs: source.atMs,
      by: source.by,
      words: message ? excerpt(message.text, WORDS_MAX) : '',
      messageId: message?.id ?? '',
      deadline: null,
      ignoresQuietHours: false,
    });
  };
  for (const entry of news.entries) {
    if (entry.atMs < sinceMs || isOwn(entry.by, person)) continue;
    const event = eventOfLine(entry, person, {
      isMine,
      isFollowed,
      isOurs,
      isOpen: ticket.isOpen,
      holderId: ticket.assigneeId,
    });
    if (event) tell(event, entry);
  }
  for (const message of news.messages) {
    if (message.atMs < sinceMs || isOwn(message.by, person)) continue;
    const isMention = message.kind === 'note' && message.mentions?.includes(person.meId) === true;
    // With the first message a ticket is born, which says it all.
    const isReply = message.kind === 'customer' && message.atMs > ticket.createdAtMs;
    if (isMention) tell('mentioned', message, message);
    else if (isReply && isMine && ticket.isOpen) tell('customerReplied', message, message);
    else if (isFollowed && (isReply || message.kind !== 'customer')) tell('followed', message, message);
  }
  return notices;
}

/** An alarm as a notice. The same deadline gives the same one, however often it is raised. */
export function noticeOfAlarm(alarm: AlarmNotice, nowMs: number): Notice {
  const { event, key, ticketId, number, subject, target, dueAtMs, ignoresQuietHours } = alarm;
  return {
    id: `${event}/${ticketId}/${key}`,
    event,
    ticketId,
    number,
    subject,
    atMs: nowMs,
    by: { kind: 'system' },
    words: '',
    messageId: '',
    deadline: { target, dueAtMs },
    ignoresQuietHours,
  };
}

function isOwn(by: Actor, { meId }: Person): boolean {
  return by.kind === 'agent' && by.id === meId;
}

interface Standing {
  readonly isMine: boolean;
  readonly isFollowed: boolean;
  readonly isOurs: boolean;
  readonly isOpen: boolean;
  readonly holderId: string;
}

function eventOfLine(
  entry: HistoryEntry,
  { meId, departmentIds }: Person,
  { isMine, isFollowed, isOurs, isOpen, holderId }: Standing,
): NoticeEvent | undefined {
  const isFree = isOurs && isOpen && holderId === NOBODY;
  switch (entry.kind) {
    case 'created':
      if (entry.to.assigneeId === meId) return isMine && isOpen ? 'assigned' : undefined;
      return isFree && departmentIds.includes(entry.to.departmentId) ? 'newInDepartment' : undefined;
    case 'holder': {
      const { from, to } = entry;
      if (to.assigneeId === meId && from.assigneeId !== meId)
        return isMine && isOpen ? 'assigned' : undefined;
      const isFromOutside = !departmentIds.includes(from.departmentId);
      return isFree && isFromOutside && departmentIds.includes(to.departmentId)
        ? 'newInDepartment'
        : undefined;
    }
    case 'reopened':
      if (!isOpen) return undefined;
      if (isMine) return 'reopened';
      return isFollowed ? 'followed' : isOurs ? 'reopenedInDepartment' : undefined;
    case 'rule':
      return entry.deeds.some(({ to }) => to?.includes(meId) === true) ? 'ruleNotified' : undefined;
    case 'status':
      return isFollowed && !isMine && entry.to === 'solved' ? 'followed' : undefined;
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
    // Alarms bring it, together with warnings and breaches.
    case 'escalation':
      return undefined;
  }
}

/** When a ticket came to the person or their departments, as its history tells; the beginning when it has always been there. */
function arrivedAtMs({ history }: Pick<Ticket, 'history'>, { meId, departmentIds }: Person): number {
  const isWithUs = (holder: { departmentId: DepartmentId; assigneeId: string }): boolean =>
    holder.assigneeId === meId || departmentIds.includes(holder.departmentId);
  return history.reduce(
    (atMs, entry) =>
      entry.kind === 'holder' && isWithUs(entry.to) && !isWithUs(entry.from)
        ? Math.max(atMs, entry.atMs)
        : atMs,
    0,
  );
}
