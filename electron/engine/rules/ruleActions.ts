import type { AgentId, DepartmentId, MessageId, PolicyId } from '../../../shared/domain/ids.ts';
import type { Message } from '../../../shared/domain/message.ts';
import type { SkipReason } from '../../../shared/domain/rules/ruleKinds.ts';
import type { RuleAction } from '../../../shared/domain/rules/ruleValue.ts';
import {
  addCourtesyMessage,
  addMessage,
  assignTicket,
  setPriority,
  setStatus,
  setTags,
  type ActionContext,
  type ActionResult,
} from '../../../shared/domain/ticket/actions.ts';
import { moveByRule } from '../../../shared/domain/ticket/moveByRule.ts';
import {
  FOLLOWERS_MAX,
  NOBODY,
  Status,
  type Holder,
  type RuleDeed,
  type Ticket,
} from '../../../shared/domain/ticket/ticket.ts';
import { unfitToHold } from '../../../shared/domain/ticket/unfitToHold.ts';
import { fillPlaceholders } from '../../../shared/text/fillPlaceholders.ts';
import { htmlToText } from '../../../shared/text/htmlToText.ts';
import { textToHtml } from '../../../shared/text/textToHtml.ts';
import type { RuleFacts } from './ruleFacts.ts';

/** A message a rule writes; the machine that runs it stamps it. */
export type RuleMessage = Omit<Message, 'rev'>;

/** What became of one action. */
export interface Done {
  readonly ticket: Ticket;
  readonly deed: RuleDeed;
  readonly message?: RuleMessage;
}

const DEED_VALUE_LENGTH = 300;

/** Does one action of a rule to a ticket. Never throws: what cannot be done is skipped, with the reason in the deed. */
export function perform(action: RuleAction, ticket: Ticket, facts: RuleFacts, context: ActionContext): Done {
  const { team } = facts;
  const { kind, value } = action;
  const deed = { kind, value: kind === 'note' ? '' : value.slice(0, DEED_VALUE_LENGTH) };
  const skipped = (why: SkipReason): Done => ({ ticket, deed: { ...deed, outcome: 'skipped', why } });
  const changed = (result: ActionResult): Done => {
    if (result.kind === 'refused') return skipped('notAllowed');
    return result.kind === 'changed'
      ? { ticket: result.ticket, deed: { ...deed, outcome: 'done' } }
      : { ticket, deed: { ...deed, outcome: 'unchanged' } };
  };
  const done = (next: Ticket): Done =>
    changed(next === ticket ? { kind: 'unchanged' } : { kind: 'changed', ticket: next });

  switch (kind) {
    case 'department':
      if (!team.departments.has(value)) return skipped('gone');
      return changed(moveByRule(ticket, value as DepartmentId, context));
    case 'assignee': {
      const why = value === NOBODY ? null : unfitToHold(value, ticket, team.agents);
      return why
        ? skipped(why)
        : changed(assignTicket(ticket, value as Holder['assigneeId'], 'rule', context));
    }
    case 'priority':
      return changed(setPriority(ticket, value, context));
    case 'status': {
      const status = Status.safeParse(value);
      return status.success ? changed(setStatus(ticket, status.data, context)) : skipped('gone');
    }
    case 'addTag':
      return changed(setTags(ticket, [...ticket.tags, value], context));
    case 'removeTag':
      return changed(
        setTags(
          ticket,
          ticket.tags.filter((tag) => tag !== value),
          context,
        ),
      );
    case 'policy':
      if (!team.policies.has(value)) return skipped('gone');
      if (ticket.status === 'closed') return skipped('notAllowed');
      return done(
        ticket.chosenPolicyId === value ? ticket : { ...ticket, chosenPolicyId: value as PolicyId },
      );
    case 'follower': {
      const agent = team.agents.get(value);
      if (!agent) return skipped('gone');
      if (!agent.isActive) return skipped('notActive');
      const isFull = ticket.followerIds.length >= FOLLOWERS_MAX;
      if (isFull) return skipped('notAllowed');
      const isOn = ticket.followerIds.includes(value as AgentId);
      return done(isOn ? ticket : { ...ticket, followerIds: [...ticket.followerIds, value as AgentId] });
    }
    case 'notify': {
      const to = notified([value, ...(action.more ?? [])], ticket, facts);
      return to.length === 0 ? skipped('nobody') : { ticket, deed: { ...deed, outcome: 'done', to } };
    }
    case 'webhook':
      // The server sends it when it has accepted the line that this becomes.
      return { ticket, deed: { ...deed, outcome: 'done' } };
    case 'reply':
    case 'note': {
      const words = kind === 'note' ? textToHtml(value) : replyWords(action, ticket, facts);
      if (words === null) return skipped('gone');
      const message = messageOf(kind, words, ticket, context);
      const result =
        kind === 'note'
          ? addMessage(ticket, message, {
              ...context,
              authorDepartmentIds: [],
              isAvailable: () => false,
              reopenTo: () => 'pool',
            })
          : addCourtesyMessage(ticket, message, context);
      const outcome = changed(result);
      return outcome.deed.outcome === 'done' ? { ...outcome, message } : outcome;
    }
  }
}

/** The agents somebody meant who said `assignee`, `department`, `followers`, `role:<role>` or an id; only active ones. */
function notified(targets: readonly string[], ticket: Ticket, { team }: RuleFacts): AgentId[] {
  const ids = new Set<string>();
  for (const target of targets) {
    if (target === 'assignee') ids.add(ticket.assigneeId);
    else if (target === 'followers') for (const id of ticket.followerIds) ids.add(id);
    else if (target === 'department') {
      for (const [id, { departmentIds }] of team.agents)
        if (departmentIds.includes(ticket.departmentId)) ids.add(id);
    } else if (target.startsWith('role:')) {
      for (const [id, { role }] of team.agents) if (target === `role:${role}`) ids.add(id);
    } else ids.add(target);
  }
  return [...ids].filter((id) => team.agents.get(id)?.isActive === true) as AgentId[];
}

/** The canned reply in the customer's language, else the one in no language, else the first; null when none is left. */
function replyWords({ value, more = [] }: RuleAction, ticket: Ticket, facts: RuleFacts): string | null {
  const { contact, team } = facts;
  const replies = [value, ...more].flatMap((id) => team.cannedReplies.get(id) ?? []);
  const languages = [ticket.language, contact?.language ?? ''].filter((language) => language !== '');
  const spoken = languages
    .map((language) => replies.find((reply) => baseOf(reply.language) === baseOf(language)))
    .find((reply) => reply !== undefined);
  const reply = spoken ?? replies.find(({ language }) => language === '') ?? replies[0];
  if (!reply) return null;
  return fillPlaceholders(reply.html, {
    'customer.name': contact?.name ?? '',
    'agent.name': team.agents.get(ticket.assigneeId)?.name ?? '',
    'ticket.number': ticket.number === 0 ? '' : `#${String(ticket.number)}`,
  });
}

function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0] ?? '';
}

function messageOf(
  kind: 'reply' | 'note',
  html: string,
  ticket: Ticket,
  { newId, by, nowMs }: ActionContext,
): Message {
  return {
    id: newId() as MessageId,
    // Stamped by the machine that writes it.
    rev: '-' as Message['rev'],
    ticketId: ticket.id,
    kind,
    by,
    atMs: nowMs,
    html,
    text: htmlToText(html),
    channel: ticket.channel,
    seenMessageId: ticket.lastMessageId,
    externalId: '',
  };
}
