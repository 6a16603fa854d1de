import { derivedId } from '../../../shared/domain/derivedId.ts';
import type { HistoryId } from '../../../shared/domain/ids.ts';
import { RULE_ID_PREFIX } from '../../../shared/domain/rules/ruleKinds.ts';
import type { Rule } from '../../../shared/domain/rules/ruleValue.ts';
import type { HistoryEntry, RuleDeed, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { matches } from './matches.ts';
import { perform, type RuleMessage } from './ruleActions.ts';
import { followUpEvents, isHandled, type RuleEvent } from './ruleEvents.ts';
import type { RuleFacts } from './ruleFacts.ts';

/** What a rule has done. */
export interface RuleRun {
  readonly ruleId: string;
  readonly deeds: readonly RuleDeed[];
}

/** What an event leads to. `ticket` is the one given when nothing does. */
export interface RuleOutcome {
  readonly ticket: Ticket;
  readonly messages: readonly RuleMessage[];
  /** In the order they ran; a rule whose actions were all so already is not among them. */
  readonly runs: readonly RuleRun[];
}

/** What a rule does may set off other rules, and so on, so many times. */
const DEPTH_MAX = 5;

/**
 * Runs the rules an event sets off, and those that what they do sets off in turn. `rules` are active and in order. Each rule
 * runs at most once for an event, its own changes included, so it always ends; a rule that stops processing ends it at once.
 * An event for which a rule has run before, on whatever machine, leads to nothing. `then` is the ticket as it was at the event:
 * of what has changed since, a rule's conditions have to hold before and after.
 */
export function applyRules(
  ticket: Ticket,
  event: RuleEvent,
  rules: readonly Rule[],
  facts: RuleFacts,
  then: Ticket = ticket,
): RuleOutcome {
  const nothing: RuleOutcome = { ticket, messages: [], runs: [] };
  if (isHandled(ticket, event)) return nothing;
  const ran = new Set<string>();
  const runs: RuleRun[] = [];
  const messages: RuleMessage[] = [];
  let state: Step = { now: ticket, then, messages: [] };
  let round: readonly RuleEvent[] = [event];
  for (let depth = 0; depth < DEPTH_MAX && round.length > 0; depth += 1) {
    const next: RuleEvent[] = [];
    for (const current of round) {
      for (const rule of rules) {
        if (rule.value.trigger !== current.trigger || ran.has(rule.id) || current.atMs < rule.sinceMs)
          continue;
        const known = { ...facts, messages: [...facts.messages, ...messages] };
        const holds = (one: Ticket): boolean => matches(rule.value, one, current, known);
        if (!holds(state.now) || (state.then !== state.now && !holds(state.then))) continue;
        ran.add(rule.id);
        const step = runRule(rule, event, state, known);
        if (step.run) {
          const before = state.now.history.length;
          runs.push(step.run);
          messages.push(...step.messages);
          state = step;
          next.push(...followUpEvents(step.now.history.slice(before)));
        }
        if (rule.value.stopProcessing) return { ticket: state.now, messages, runs };
      }
    }
    round = next;
  }
  return runs.length === 0 ? nothing : { ticket: state.now, messages, runs };
}

interface Step {
  readonly now: Ticket;
  readonly then: Ticket;
  readonly messages: readonly RuleMessage[];
  readonly run?: RuleRun;
}

function runRule(rule: Rule, event: RuleEvent, { now, then }: Step, facts: RuleFacts): Step {
  const by = { kind: 'rule', id: rule.id } as const;
  const runId = runIdOf(now.id, rule.id, event);
  const idsFrom = (): (() => string) => {
    let last = 0;
    return () => `${runId}-${String((last += 1))}`;
  };
  const context = { nowMs: facts.nowMs, by, newId: idsFrom() };
  const contextThen = { nowMs: facts.nowMs, by, newId: idsFrom() };
  const deeds: RuleDeed[] = [];
  const messages: RuleMessage[] = [];
  let ticket = now;
  let ticketThen = then;
  for (const action of rule.value.actions) {
    const done = perform(action, ticket, facts, context);
    ticketThen = then === now ? done.ticket : perform(action, ticketThen, facts, contextThen).ticket;
    ticket = done.ticket;
    deeds.push(done.deed);
    if (done.message) messages.push(done.message);
  }
  if (deeds.every(({ outcome }) => outcome === 'unchanged')) return { now, then, messages: [] };
  const line: HistoryEntry = {
    id: runId as HistoryId,
    atMs: facts.nowMs,
    by,
    kind: 'rule',
    eventId: event.id,
    trigger: event.trigger,
    deeds,
  };
  const told: Ticket = {
    ...ticket,
    updatedAtMs: Math.max(ticket.updatedAtMs, facts.nowMs),
    history: [...now.history, line, ...ticket.history.slice(now.history.length)],
  };
  return {
    now: told,
    then: then === now ? told : ticketThen,
    messages,
    run: { ruleId: rule.id, deeds },
  };
}

/** Id of a rule's run for an event: the same on every machine, and in no other ticket. */
export function runIdOf(ticketId: string, ruleId: string, event: Pick<RuleEvent, 'id' | 'trigger'>): string {
  return derivedId(RULE_ID_PREFIX, `${ticketId}/${ruleId}/${event.trigger}/${event.id}`);
}
