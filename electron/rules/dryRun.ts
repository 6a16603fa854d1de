import { setImmediate } from 'node:timers/promises';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Message } from '../../shared/domain/message.ts';
import { isTimed } from '../../shared/domain/rules/ruleFields.ts';
import type { Rule, RuleValue } from '../../shared/domain/rules/ruleValue.ts';
import { verdictFor } from '../../shared/domain/sla/slaBook.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { CommandInput } from '../../shared/ipc/contract.ts';
import type { DryRunHit, DryRunPart } from '../../shared/ipc/rules.ts';
import { applyRules } from '../engine/rules/applyRules.ts';
import type { RuleEvent } from '../engine/rules/ruleEvents.ts';
import { timedEvents } from '../engine/rules/ruleInstants.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import type { Directory } from '../tickets/directory.ts';
import type { RuleSettings } from './ruleTeam.ts';

interface DryRunPorts {
  readonly stores: DocumentStores;
  readonly directory: Directory;
  readonly settings: RuleSettings;
  /** UTC epoch ms. */
  readonly nowMs: number;
}

/** Small enough that reading holds nobody up. */
const PART = 25;
/** After so long the others get their turn. */
const SLICE_MS = 4;

/**
 * One part of a dry run: the rule alone, whether active or not, on the next tickets, newest first. Closed tickets are left
 * out, because no rule can change them. Nothing is written.
 */
export async function dryRun(
  { ruleId, value, offset }: CommandInput<'rules.dryRun'>,
  ports: DryRunPorts,
): Promise<DryRunPart> {
  const { stores, settings, directory, nowMs } = ports;
  const page = await stores.tickets.query({
    selector: {},
    sort: [{ createdAtMs: 'desc' }, { id: 'desc' }],
    skip: offset,
    limit: PART,
  });
  const tickets = page.filter(({ status }) => status !== 'closed');
  const contacts = await stores.contacts.getMany(tickets.map(({ contactId }) => contactId));
  const organisations = await stores.contacts.getMany(
    [...contacts.values()].flatMap(({ organisationId }) => (organisationId === '' ? [] : [organisationId])),
  );
  const threads = readsMessages(value) ? await threadsOf(stores, tickets) : new Map<string, Message[]>();
  const rule: Rule = { id: ruleId === '' ? 'dry-run' : ruleId, value, sinceMs: 0 };
  const hits: DryRunHit[] = [];
  let resumedMs = performance.now();
  for (const ticket of tickets) {
    if (performance.now() - resumedMs > SLICE_MS) {
      await setImmediate();
      resumedMs = performance.now();
    }
    const contact = contacts.get(ticket.contactId) ?? null;
    const event = eventNow(ticket, contact, rule, directory, nowMs);
    if (!event) continue;
    const organisation = (contact && organisations.get(contact.organisationId)) ?? null;
    const facts = {
      contact,
      organisation,
      messages: threads.get(ticket.id) ?? [],
      team: settings.team(),
      nowMs,
    };
    const [run] = applyRules(ticket, event, [rule], facts).runs;
    if (run) hits.push({ ticket: shown(ticket), deeds: run.deeds });
  }
  return { checked: page.length, hits, next: page.length < PART ? null : offset + PART };
}

/** The rule's trigger as if it came up now; null where time has not brought it up. */
function eventNow(
  ticket: Ticket,
  contact: Contact | null,
  rule: Rule,
  directory: Directory,
  nowMs: number,
): RuleEvent | null {
  const { trigger } = rule.value;
  if (isTimed(trigger)) {
    const verdict = verdictFor(directory.slaBook(), ticket, contact, nowMs);
    const due = timedEvents(ticket, [rule], verdict).find((event) => event.atMs <= nowMs);
    return due ? { ...due, id: 'dry-run' } : null;
  }
  const isByCustomer = trigger === 'created' || trigger === 'customerReplied' || trigger === 'reopened';
  return {
    id: 'dry-run',
    trigger,
    atMs: trigger === 'created' ? ticket.createdAtMs : nowMs,
    by: isByCustomer ? 'customer' : 'agent',
    messageId: null,
  };
}

function readsMessages({ conditions, groups = [] }: RuleValue): boolean {
  return [...conditions, ...groups.flatMap((group) => group.conditions)].some(
    ({ field }) => field === 'text' || field === 'message.text',
  );
}

async function threadsOf(
  stores: DocumentStores,
  tickets: readonly Ticket[],
): Promise<Map<string, Message[]>> {
  const threads = new Map<string, Message[]>();
  for (const { id } of tickets) {
    threads.set(id, [
      ...(await stores.messages.query({ selector: { ticketId: id }, sort: [{ atMs: 'asc' }] })),
    ]);
  }
  return threads;
}

function shown(ticket: Ticket): DryRunHit['ticket'] {
  const { id, number, subject, status, priority, departmentId, assigneeId, policyId, createdAtMs } = ticket;
  return { id, number, subject, status, priority, departmentId, assigneeId, policyId, createdAtMs };
}
