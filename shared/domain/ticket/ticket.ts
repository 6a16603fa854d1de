import { z } from 'zod';
import {
  AgentId,
  ContactId,
  DepartmentId,
  HistoryId,
  ID_MAX_LENGTH,
  MessageId,
  PolicyId,
  TicketId,
} from '../ids.ts';
import { Rev } from '../rev.ts';
import { RULE_ACTIONS, RULE_OUTCOMES, RULE_TRIGGERS, SKIP_REASONS } from '../rules/ruleKinds.ts';
import { MESSAGE_KEY_MAX_LENGTH } from './messageKeys.ts';

/** Stands where an assignee could stand: the ticket waits for somebody of its department. An indexed column cannot hold null. */
export const NOBODY = '';

/** "No due instant": sorts after every real one. A fixed number, so that every writer stores the same value. */
export const NO_DUE_MS = 9_999_999_999_999;

/** Most tags and most followers of one ticket. */
export const TAGS_MAX = 50;
export const FOLLOWERS_MAX = 100;

/** Longest subject, in characters. */
export const SUBJECT_MAX_LENGTH = 300;

/** An instant as UTC epoch milliseconds; 0 means "not yet" in the fields that say so. */
export const Instant = z.int().min(0).max(NO_DUE_MS);

export const STATUSES = ['new', 'open', 'pending', 'onHold', 'solved', 'closed'] as const;
export const Status = z.enum(STATUSES);
export type Status = z.infer<typeof Status>;

/** Built-in priority levels, highest first; a workspace may add its own with a rank. `''` is unset and behaves as lowest. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export const Priority = z.string().max(40);

/** Rank of the built-in levels; higher is more urgent. Unset and unknown levels rank 0. */
const PRIORITY_RANK: Readonly<Record<string, number>> = { urgent: 40, high: 30, normal: 20, low: 10 };

/** The built-in level above a priority; the highest has none above and stays. */
export function nextPriority(priority: string): string {
  const rank = rankOf(priority);
  return PRIORITIES.findLast((level) => rankOf(level) > rank) ?? priority;
}

/** Who did something. A rule carries its id, a customer their contact id. */
export const Actor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agent'), id: AgentId }),
  z.strictObject({ kind: z.literal('rule'), id: z.string().max(ID_MAX_LENGTH) }),
  z.strictObject({ kind: z.literal('customer'), id: ContactId }),
  z.strictObject({ kind: z.literal('system') }),
]);
export type Actor = z.infer<typeof Actor>;

/** Department and assignee: they move as one unit. */
export const Holder = z.strictObject({
  departmentId: DepartmentId,
  assigneeId: z.union([AgentId, z.literal(NOBODY)]),
});
export type Holder = z.infer<typeof Holder>;

/** The only ways an assignee changes. Source: product design, section 4. */
const HOLDER_CAUSES = [
  'manual',
  'rule',
  'auto',
  'claimByReply',
  'bulk',
  'reopen',
  'escalation',
  'substitute',
  'soleAgent',
  'merge',
] as const;
export const HolderCause = z.enum(HOLDER_CAUSES);
export type HolderCause = z.infer<typeof HolderCause>;

export const TRANSFER_REASONS = ['expertise', 'customerAsked', 'unavailable', 'other'] as const;
export const TransferReason = z.strictObject({
  code: z.enum(TRANSFER_REASONS),
  /** What the agent wrote; required when the code is `other`. */
  text: z.string().max(1000),
});
export type TransferReason = z.infer<typeof TransferReason>;

/** Why distribution gave a ticket to whoever got it, as it stood at that moment. */
export const AssignmentGrounds = z.strictObject({
  method: z.enum(['manual', 'leastLoaded', 'roundRobin', 'bestSkill']),
  /** Place in line, 0 first: those before had not taken it in time. */
  place: z.int().min(0),
  /** How many could have got it. */
  eligible: z.int().min(1),
  /** What they held and may hold, weighted by priority. */
  openWeight: z.number(),
  capacity: z.number(),
  matchingSkills: z.int().min(0),
  hadContactLast: z.boolean(),
  /** Mark of who was online when it was decided, see `pictureOf`; the server takes a claim only while that holds. */
  picture: z.string().max(20).optional(),
});
export type AssignmentGrounds = z.infer<typeof AssignmentGrounds>;

/** What became of one action of a rule. */
export const RuleDeed = z.strictObject({
  kind: z.enum(RULE_ACTIONS),
  /** What it was to set: an id, a tag, an address; `''` for words, which stand in the thread. */
  value: z.string().max(300),
  outcome: z.enum(RULE_OUTCOMES),
  /** Why it was skipped. */
  why: z.enum(SKIP_REASONS).optional(),
  /** Who is notified, as it stood then. */
  to: z.array(AgentId).max(500).optional(),
});
export type RuleDeed = z.infer<typeof RuleDeed>;

const entryBase = { id: HistoryId, atMs: Instant, by: Actor };

/** One line of the audit trail. It stores data, never sentences: the viewer's language renders it. */
export const HistoryEntry = z.discriminatedUnion('kind', [
  z.strictObject({ ...entryBase, kind: z.literal('created'), to: Holder, status: Status }),
  z.strictObject({
    ...entryBase,
    kind: z.literal('holder'),
    from: Holder,
    to: Holder,
    cause: HolderCause,
    reason: TransferReason.nullable(),
    grounds: AssignmentGrounds.optional(),
  }),
  z.strictObject({ ...entryBase, kind: z.literal('status'), from: Status, to: Status }),
  /** The customer (or an agent) brought a solved ticket back. Written besides the `status` entry. */
  z.strictObject({ ...entryBase, kind: z.literal('reopened'), from: Status }),
  z.strictObject({ ...entryBase, kind: z.literal('priority'), from: Priority, to: Priority }),
  z.strictObject({
    ...entryBase,
    kind: z.literal('tags'),
    added: z.array(z.string()),
    removed: z.array(z.string()),
  }),
  z.strictObject({ ...entryBase, kind: z.literal('subject'), from: z.string(), to: z.string() }),
  z.strictObject({ ...entryBase, kind: z.literal('snooze'), from: Instant, to: Instant }),
  /** The due time set by hand; 0 for none. */
  z.strictObject({ ...entryBase, kind: z.literal('due'), from: Instant, to: Instant }),
  z.strictObject({ ...entryBase, kind: z.literal('contact'), from: ContactId, to: ContactId }),
  z.strictObject({
    ...entryBase,
    kind: z.literal('slaBreach'),
    target: z.enum(['firstResponse', 'nextResponse', 'resolution']),
    /** The due instant that has passed, UTC epoch ms; absent on lines written before it was kept. */
    dueAtMs: Instant.optional(),
  }),
  /** Two people changed the same thing at once; `kept` won, `dropped` was this person's. `entryId` names the line that did not take effect, where it wrote one. */
  z.strictObject({
    ...entryBase,
    kind: z.literal('mergeLost'),
    entryId: z.union([HistoryId, z.literal('')]),
    field: z.string().max(60),
    kept: z.string().max(500),
    dropped: z.string().max(500),
  }),
  /** Somebody who was given the ticket by the move `moveId` has said that they are on it. */
  z.strictObject({ ...entryBase, kind: z.literal('accepted'), moveId: HistoryId }),
  /** A ticket that goes on from a closed one. */
  z.strictObject({ ...entryBase, kind: z.literal('followUp'), fromTicketId: TicketId }),
  /**
   * A rule has run. Besides it stand the lines of what it changed. Its id and theirs come from the rule and the event, so that
   * a second machine running it makes the same.
   */
  z.strictObject({
    ...entryBase,
    kind: z.literal('rule'),
    /** What set it off: a history line, a message, or a made-up name of an instant. */
    eventId: z.string().max(200),
    trigger: z.enum(RULE_TRIGGERS),
    deeds: z.array(RuleDeed).max(30),
  }),
  /**
   * A step of a policy's escalation chain was taken. Besides it stand the lines of what it changed. Its id and theirs come from
   * ticket, policy, step, and the run of the target, so that a second machine taking it makes the same.
   */
  z.strictObject({
    ...entryBase,
    kind: z.literal('escalation'),
    policyId: PolicyId,
    stepId: z.string().max(40),
    target: z.enum(['firstResponse', 'nextResponse', 'resolution']),
    /** The due instant the step counts from. */
    dueAtMs: Instant,
    /** Who is told, as it stood then. */
    to: z.array(AgentId).max(500),
    deeds: z
      .array(
        z.strictObject({
          kind: z.enum(['raisePriority', 'reassign', 'addTag']),
          /** What it was to set: a priority, an agent's id or `''` for the pool, a tag. */
          value: z.string().max(300),
          outcome: z.enum(RULE_OUTCOMES),
          /** Why it was skipped. */
          why: z.enum(SKIP_REASONS).optional(),
        }),
      )
      .max(30),
  }),
]);
export type HistoryEntry = z.infer<typeof HistoryEntry>;
export type HolderEntry = Extract<HistoryEntry, { kind: 'holder' }>;

export const CHANNELS = ['email', 'form', 'phone', 'chat', 'api', 'social', 'import'] as const;

/** The ticket header: everything but its messages. The single source of the type, the replica's schema, the wire and IPC. */
export const Ticket = z.strictObject({
  id: TicketId,
  rev: Rev,
  /** Short number people say on the phone; 0 until the server has accepted the ticket. */
  number: z.int().min(0).max(999_999_999),
  subject: z.string().max(SUBJECT_MAX_LENGTH),
  status: Status,
  /** Derived from `status`: new, open, pending, onHold. Its own column so that views can walk an index. */
  isOpen: z.boolean(),
  priority: Priority,
  /** Derived from `priority`. */
  priorityRank: z.int().min(0).max(1000),
  departmentId: DepartmentId,
  assigneeId: z.union([AgentId, z.literal(NOBODY)]),
  tags: z.array(z.string().min(1).max(60)).max(TAGS_MAX),
  followerIds: z.array(AgentId).max(FOLLOWERS_MAX),
  contactId: ContactId,
  channel: z.enum(CHANNELS),
  /** BCP 47 language of the conversation, or `''` when unknown. */
  language: z.string().max(20),
  /** Hidden from the working views until then; 0 when not snoozed. */
  snoozedUntilMs: Instant,
  /** Custom fields of the workspace, by key. */
  fields: z.record(z.string().min(1).max(60), z.string().max(1000)),
  /** Names of this ticket elsewhere (an import's number, a mail's id), for finding it again. */
  externalId: z.string().max(200),
  createdAtMs: Instant,
  /** Last activity anybody would call activity: a message or a change by a person or rule. */
  updatedAtMs: Instant,
  /** First public agent reply; 0 before it. */
  firstReplyAtMs: Instant,
  /** Oldest customer message without a public answer; 0 when everything is answered. */
  awaitingReplySinceMs: Instant,
  /** Latest public agent reply and latest customer message; 0 before the first. A merge tells from them who spoke last. */
  lastReplyAtMs: Instant,
  lastCustomerAtMs: Instant,
  /** When it was last solved; 0 while it is not solved. */
  solvedAtMs: Instant,
  reopenCount: z.int().min(0),
  /** Due time set by hand, for resolution; 0 when none. */
  manualDueAtMs: Instant,
  /** Policy that applied at the last write, or `''`. Derived. */
  policyId: z.union([PolicyId, z.literal('')]),
  /** Policy that a rule has chosen, whatever the policies' own conditions say; absent for none. */
  chosenPolicyId: PolicyId.optional(),
  /** Nearest due instant of the running targets, `NO_DUE_MS` when none runs. Derived. */
  nextDueAtMs: Instant,
  /** Latest message of the thread, for the list. `''` before the first. */
  lastMessageId: z.union([MessageId, z.literal('')]),
  lastMessageAtMs: Instant,
  lastMessageBy: z.enum(['', 'customer', 'agent', 'note']),
  /** First line or so of the latest public message, plain text. */
  preview: z.string().max(200),
  messageCount: z.int().min(0),
  /** A mark of each message that is counted; see `messageKeys.ts`. Messages that came with an import have none. */
  messageKeys: z.array(z.string().max(MESSAGE_KEY_MAX_LENGTH)).max(20_000).optional(),
  history: z.array(HistoryEntry).max(5000),
});
export type Ticket = z.infer<typeof Ticket>;

const OPEN_STATUSES: readonly Status[] = ['new', 'open', 'pending', 'onHold'];

/** True while somebody is still responsible for an answer. */
export function isOpenStatus(status: Status): boolean {
  return OPEN_STATUSES.includes(status);
}

/** Rank of a priority; unset and unknown levels rank 0. */
export function rankOf(priority: string): number {
  return PRIORITY_RANK[priority] ?? 0;
}
