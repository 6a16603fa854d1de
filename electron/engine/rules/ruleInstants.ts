import type { SinceBase } from '../../../shared/domain/rules/ruleKinds.ts';
import type { Rule } from '../../../shared/domain/rules/ruleValue.ts';
import { isAlarmLine } from '../../../shared/domain/sla/escalation.ts';
import type { SlaVerdict } from '../../../shared/domain/sla/types.ts';
import { effectiveHistory } from '../../../shared/domain/ticket/history.ts';
import { NO_DUE_MS, NOBODY, type HistoryEntry, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { isRuleMessage, type RuleEvent } from './ruleEvents.ts';

const MINUTE_MS = 60_000;

/**
 * What the passing of time brings a ticket, past and to come, oldest first: warnings and breaches of its targets, and the ends
 * of rules' waiting times. A closed ticket waits for nothing. An event's `atMs` (UTC epoch ms) is when it happens.
 */
export function timedEvents(ticket: Ticket, rules: readonly Rule[], verdict: SlaVerdict): RuleEvent[] {
  if (ticket.status === 'closed') return [];
  const events: RuleEvent[] = [];
  const wants = (trigger: string): boolean => rules.some(({ value }) => value.trigger === trigger);
  const add = (trigger: RuleEvent['trigger'], id: string, atMs: number): void => {
    events.push({ id, trigger, atMs, by: 'system', messageId: null });
  };
  for (const { target, state, dueAtMs, warnAtMs } of verdict.targets) {
    if (dueAtMs >= NO_DUE_MS) continue;
    const name = `${target}-${String(dueAtMs)}`;
    if (wants('slaWarning') && (state === 'running' || state === 'breached'))
      for (const atMs of warnAtMs) add('slaWarning', `warning-${name}-${String(atMs)}`, atMs);
    // Due at an instant is still in time at that instant.
    if (wants('slaBreach') && (state === 'running' || state === 'breached' || state === 'metLate'))
      add('slaBreach', `breach-${name}`, dueAtMs + 1);
  }
  for (const rule of rules) {
    const { trigger, since } = rule.value;
    if (trigger !== 'timeSince' || !since) continue;
    const fromMs = baseOf(ticket, since.base, rule.id);
    if (fromMs > 0)
      add('timeSince', `since-${rule.id}-${String(fromMs)}`, fromMs + since.minutes * MINUTE_MS);
  }
  return events.sort((a, b) => a.atMs - b.atMs);
}

/** The rules an event of `timedEvents` is for: the end of a waiting time concerns one rule only. */
export function rulesFor(event: RuleEvent, rules: readonly Rule[]): readonly Rule[] {
  if (event.trigger !== 'timeSince') return rules;
  return (
    rules
      .filter(({ id, value }) => value.trigger !== 'timeSince' || event.id.startsWith(`since-${id}-`))
      // Waiting counts from what happened, also from before somebody thought of the rule.
      .map((rule) => (rule.value.trigger === 'timeSince' ? { ...rule, sinceMs: 0 } : rule))
  );
}

/** When a rule's waiting began, UTC epoch ms; 0 when it has not. What the rule itself did begins no new waiting. */
function baseOf(ticket: Ticket, base: SinceBase, ruleId: string): number {
  switch (base) {
    case 'created':
      return ticket.createdAtMs;
    case 'customerMessage':
      return ticket.lastCustomerAtMs;
    case 'reply':
      return ticket.lastReplyAtMs;
    case 'updated': {
      // Neither rules nor alarms count as anybody's activity: one that reminds every day would otherwise wait for itself.
      const lastMs = latest(ticket, (line) => line.by.kind !== 'rule' && !isAlarmLine(line));
      const messageMs = isRuleMessage({ id: ticket.lastMessageId }) ? 0 : ticket.lastMessageAtMs;
      return Math.max(ticket.createdAtMs, lastMs, messageMs, ticket.lastCustomerAtMs, ticket.lastReplyAtMs);
    }
    case 'assigned':
      if (ticket.assigneeId === NOBODY) return 0;
      return (
        latest(
          ticket,
          (line) =>
            line.kind === 'holder' && line.to.assigneeId === ticket.assigneeId && !isOwn(line, ruleId),
        ) || ticket.createdAtMs
      );
    case 'statusChange':
      return latest(ticket, (line) => line.kind === 'status' && !isOwn(line, ruleId)) || ticket.createdAtMs;
  }
}

function isOwn({ by }: HistoryEntry, ruleId: string): boolean {
  return by.kind === 'rule' && by.id === ruleId;
}

function latest(ticket: Ticket, fits: (line: HistoryEntry) => boolean): number {
  return effectiveHistory(ticket.history)
    .filter(fits)
    .reduce((lastMs, { atMs }) => Math.max(lastMs, atMs), 0);
}
