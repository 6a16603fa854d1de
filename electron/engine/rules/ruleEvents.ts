import type { Message } from '../../../shared/domain/message.ts';
import { RULE_ID_PREFIX, type RuleTrigger } from '../../../shared/domain/rules/ruleKinds.ts';
import { effectiveHistory } from '../../../shared/domain/ticket/history.ts';
import { NOBODY, type Actor, type HistoryEntry, type Ticket } from '../../../shared/domain/ticket/ticket.ts';

/** Something that sets rules off. */
export interface RuleEvent {
  /** The same on every machine: a history line's id, a message's id, or a name made of an instant. */
  readonly id: string;
  readonly trigger: RuleTrigger;
  /** UTC epoch ms. */
  readonly atMs: number;
  readonly by: Actor['kind'];
  /** The message it is about; null for what is no message. */
  readonly messageId: string | null;
}

type MessageFacts = Pick<Message, 'id' | 'kind' | 'by' | 'atMs'>;

/**
 * What has happened to a ticket since `fromMs` (UTC epoch ms) and may set rules off, oldest first. What rules themselves have
 * done is left out: they follow it up on the spot. Lines a merge has overruled never took effect.
 */
export function ruleEvents(ticket: Ticket, messages: readonly MessageFacts[], fromMs: number): RuleEvent[] {
  const lines = effectiveHistory(ticket.history).filter(
    ({ by, atMs }) => by.kind !== 'rule' && atMs >= fromMs,
  );
  const events = lines.flatMap((line) => eventsOfLine(line));
  events.push(...updates(lines));
  const isFirst = (message: MessageFacts): boolean =>
    message.atMs <= ticket.createdAtMs || message.id === firstCustomerMessage(messages)?.id;
  for (const message of messages) {
    if (message.atMs < fromMs || message.by.kind === 'rule' || isFirst(message)) continue;
    const { id, atMs } = message;
    const about = { id: id as string, atMs, by: message.by.kind, messageId: id as string };
    if (message.kind === 'customer') events.push({ ...about, trigger: 'customerReplied' });
    events.push({ ...about, trigger: 'updated' });
  }
  return events.sort((a, b) => a.atMs - b.atMs);
}

/** What a rule's own lines set off in other rules. */
export function followUpEvents(lines: readonly HistoryEntry[]): RuleEvent[] {
  return [...lines.flatMap((line) => eventsOfLine(line)), ...updates(lines)];
}

function firstCustomerMessage(messages: readonly MessageFacts[]): MessageFacts | undefined {
  return messages
    .filter(({ kind }) => kind === 'customer')
    .reduce<MessageFacts | undefined>(
      (first, one) => (first && first.atMs <= one.atMs ? first : one),
      undefined,
    );
}

function eventsOfLine(line: HistoryEntry): RuleEvent[] {
  const about = { id: line.id as string, atMs: line.atMs, by: line.by.kind, messageId: null };
  switch (line.kind) {
    case 'created':
      return [{ ...about, trigger: 'created' }];
    case 'reopened':
      return [{ ...about, trigger: 'reopened' }];
    case 'tags':
      return line.added.length > 0 ? [{ ...about, trigger: 'tagAdded' }] : [];
    case 'holder': {
      const events: RuleEvent[] = [];
      const isGiven = line.to.assigneeId !== NOBODY && line.to.assigneeId !== line.from.assigneeId;
      if (isGiven) events.push({ ...about, trigger: 'assigned' });
      const isPassedOn = isGiven && line.from.assigneeId !== NOBODY;
      if (isPassedOn || line.to.departmentId !== line.from.departmentId)
        events.push({ ...about, trigger: 'transferred' });
      return events;
    }
    case 'status':
    case 'priority':
    case 'subject':
    case 'snooze':
    case 'due':
    case 'contact':
    case 'slaBreach':
    case 'mergeLost':
    case 'followUp':
    case 'accepted':
    case 'rule':
    case 'escalation':
      return [];
  }
}

const NO_UPDATE: ReadonlySet<HistoryEntry['kind']> = new Set([
  'created',
  'mergeLost',
  'slaBreach',
  'followUp',
  'rule',
  'escalation',
]);

/** Lines that somebody wrote in one go are one update. */
function updates(lines: readonly HistoryEntry[]): RuleEvent[] {
  const seen = new Set<string>();
  const births = new Set(lines.flatMap(({ kind, atMs }) => (kind === 'created' ? [atMs] : [])));
  return lines.flatMap((line): RuleEvent[] => {
    const key = `${String(line.atMs)}/${line.by.kind}`;
    if (NO_UPDATE.has(line.kind) || births.has(line.atMs) || seen.has(key)) return [];
    seen.add(key);
    const { id, atMs, by } = line;
    return [{ id, atMs, by: by.kind, messageId: null, trigger: 'updated' }];
  });
}

/** True when a rule has run for this event before, on whatever machine. */
export function isHandled(ticket: Ticket, event: Pick<RuleEvent, 'id' | 'trigger'>): boolean {
  return ticket.history.some(
    (line) => line.kind === 'rule' && line.eventId === event.id && line.trigger === event.trigger,
  );
}

/** True for a message a rule has written. */
export function isRuleMessage({ id }: { readonly id: string }): boolean {
  return id.startsWith(RULE_ID_PREFIX);
}
