import {
  NOBODY,
  STATUSES,
  type Actor,
  type HistoryEntry,
  type HolderEntry,
  type RuleDeed,
  type TransferReason,
} from '../../../shared/domain/ticket/ticket.ts';
import { priorityName } from '../../ui/PriorityMark.tsx';
import { deedWords, triggerWords } from '../../ui/ruleDeedWords.ts';
import type { EscalationEntry } from '../../../shared/domain/sla/escalation.ts';
import type { Translate } from '../../ui/text.ts';

/** How ids become words. Every function answers with something readable, also for what is gone or not here yet. */
export interface HistoryNames {
  readonly agent: (id: string) => string;
  readonly department: (id: string) => string;
  readonly contact: (id: string) => string;
  /** `''` when the rule is gone. */
  readonly rule: (id: string) => string;
  /** `''` when the policy is gone. */
  readonly policy: (id: string) => string;
  /** Date and time of an instant, UTC epoch ms. */
  readonly instant: (atMs: number) => string;
}

/** One history entry in the viewer's language. */
export interface HistoryLine {
  readonly text: string;
  /** How it came about (cause of a change of responsibility), `''` when it goes without saying. */
  readonly cause: string;
  /** Why somebody did it, in their words or by code; `''` when no reason was given. */
  readonly reason: string;
}

/** Renders a history entry. Entries are data; this is the only place that makes sentences of them. */
export function historyLine(entry: HistoryEntry, names: HistoryNames, t: Translate): HistoryLine {
  if (entry.kind === 'rule')
    return { text: sentence(entry, names, t), cause: triggerWords(entry.trigger, t), reason: '' };
  if (entry.kind === 'escalation') {
    const policy = names.policy(entry.policyId);
    const cause = policy === '' ? '' : t('rules:deeds.policy', { value: policy });
    return { text: sentence(entry, names, t), cause, reason: '' };
  }
  if (entry.kind !== 'holder') return { text: sentence(entry, names, t), cause: '', reason: '' };
  // Taking, passing on and claiming by reply say in their sentence how they came about.
  const isPlain = entry.cause === 'manual' || entry.cause === 'claimByReply' || entry.cause === 'reopen';
  return {
    text: holderSentence(entry, names, t),
    cause: isPlain ? '' : t(`ticket:causes.${entry.cause}`),
    reason: reasonWords(entry.reason, t),
  };
}

/** Who did it, by name. */
export function actorName(by: Actor, names: HistoryNames, t: Translate): string {
  switch (by.kind) {
    case 'agent':
      return names.agent(by.id);
    case 'customer':
      return names.contact(by.id);
    case 'rule': {
      const name = names.rule(by.id);
      return name === '' ? t('ticket:history.rule') : t('ticket:history.ruleNamed', { name });
    }
    case 'system':
      return t('ticket:thread.system');
  }
}

/** A reason as the viewer reads it; `''` when none was given. */
export function reasonWords(reason: TransferReason | null, t: Translate): string {
  if (reason === null) return '';
  const words = reason.text.trim();
  if (reason.code === 'other' && words !== '') return words;
  const label = t(`ticket:reasons.${reason.code}`);
  return words === '' ? label : `${label} – ${words}`;
}

function holderSentence(entry: HolderEntry, names: HistoryNames, t: Translate): string {
  const who = actorName(entry.by, names, t);
  const department = names.department(entry.to.departmentId);
  const assignee = holderName(entry.to.assigneeId, names, t);
  if (entry.from.departmentId !== entry.to.departmentId) {
    const previous = names.department(entry.from.departmentId);
    return entry.to.assigneeId === NOBODY
      ? t('ticket:history.transferredToDepartment', { who, previous, department })
      : t('ticket:history.transferredToAgent', { who, previous, department, assignee });
  }
  if (entry.cause === 'reopen') {
    return entry.to.assigneeId === NOBODY
      ? t('ticket:history.reopenedToDepartment', { department })
      : t('ticket:history.reopenedToAgent', { assignee });
  }
  const isOwn = (id: string): boolean => entry.by.kind === 'agent' && entry.by.id === id;
  if (entry.to.assigneeId === NOBODY) {
    return isOwn(entry.from.assigneeId)
      ? t('ticket:history.released', { who, department })
      : t('ticket:history.removed', { who, assignee: holderName(entry.from.assigneeId, names, t) });
  }
  if (isOwn(entry.to.assigneeId)) {
    return entry.cause === 'claimByReply'
      ? t('ticket:history.claimedByReply', { who })
      : t('ticket:history.took', { who });
  }
  return entry.from.assigneeId === NOBODY
    ? t('ticket:history.assigned', { who, assignee })
    : t('ticket:history.passed', { who, assignee, previous: holderName(entry.from.assigneeId, names, t) });
}

function holderName(assigneeId: string, names: HistoryNames, t: Translate): string {
  return assigneeId === NOBODY ? t('nobody') : names.agent(assigneeId);
}

function sentence(entry: Exclude<HistoryEntry, HolderEntry>, names: HistoryNames, t: Translate): string {
  const who = actorName(entry.by, names, t);
  switch (entry.kind) {
    case 'created': {
      const department = names.department(entry.to.departmentId);
      return entry.to.assigneeId === NOBODY
        ? t('ticket:history.created', { who, department })
        : t('ticket:history.createdHeld', { who, department, assignee: names.agent(entry.to.assigneeId) });
    }
    case 'status':
      // Customers set no status; their writing does.
      if (entry.by.kind === 'customer') {
        return t('ticket:history.statusByCustomer', { who, to: t(`status.${entry.to}`) });
      }
      return t('ticket:history.status', {
        who,
        from: t(`status.${entry.from}`),
        to: t(`status.${entry.to}`),
      });
    case 'reopened':
      return entry.by.kind === 'customer'
        ? t('ticket:history.reopenedByCustomer', { who })
        : t('ticket:history.reopened', { who });
    case 'priority':
      return t('ticket:history.priority', {
        who,
        from: priorityName(entry.from, t),
        to: priorityName(entry.to, t),
      });
    case 'tags':
      return tagsSentence(who, entry.added.join(', '), entry.removed.join(', '), t);
    case 'subject':
      return t('ticket:history.subject', { who, from: entry.from, to: entry.to });
    case 'snooze':
      return entry.to === 0
        ? t('ticket:history.woken', { who })
        : t('ticket:history.snoozed', { who, when: names.instant(entry.to) });
    case 'due':
      return entry.to === 0
        ? t('ticket:history.dueRemoved', { who })
        : t('ticket:history.dueSet', { who, when: names.instant(entry.to) });
    case 'contact':
      return t('ticket:history.contact', {
        who,
        from: names.contact(entry.from),
        to: names.contact(entry.to),
      });
    case 'slaBreach': {
      const target = t(`ticket:targets.${entry.target}`);
      return entry.dueAtMs === undefined
        ? t('ticket:history.slaBreach', { target })
        : t('ticket:history.slaBreachAt', { target, when: names.instant(entry.dueAtMs) });
    }
    case 'mergeLost':
      return t('ticket:history.mergeLost', {
        who,
        field: fieldName(entry.field, t),
        kept: fieldValue(entry.field, entry.kept, names, t),
        dropped: fieldValue(entry.field, entry.dropped, names, t),
      });
    case 'accepted':
      return t('ticket:history.accepted', { who });
    case 'followUp':
      return t('ticket:history.followUp');
    case 'escalation':
      return escalationSentence(entry, names, t);
    case 'rule':
      return ruleSentence(who, entry.deeds, names, t);
  }
}

/** What a rule has changed stands in lines of its own; here stands the rest, and what came to nothing. */
const TOLD_APART: ReadonlySet<RuleDeed['kind']> = new Set([
  'department',
  'assignee',
  'priority',
  'status',
  'addTag',
  'removeTag',
]);

function ruleSentence(who: string, deeds: readonly RuleDeed[], names: HistoryNames, t: Translate): string {
  const rest = deeds.filter(
    ({ kind, outcome }) => outcome === 'skipped' || (outcome === 'done' && !TOLD_APART.has(kind)),
  );
  return rest.length === 0
    ? t('ticket:history.ruleRan', { who })
    : t('ticket:history.ruleDid', { who, deeds: rest.map((deed) => deedWords(deed, names, t)).join('; ') });
}

const DEED_KINDS = { raisePriority: 'priority', reassign: 'assignee', addTag: 'addTag' } as const;

/** Who is told; what a step has changed stands in lines of its own, and here what came to nothing. */
function escalationSentence(entry: EscalationEntry, names: HistoryNames, t: Translate): string {
  const told = entry.to.length === 0 ? t('nobody') : entry.to.map(names.agent).join(', ');
  const facts = {
    target: t(`ticket:targets.${entry.target}`),
    when: names.instant(entry.dueAtMs),
    names: told,
  };
  const skipped = entry.deeds
    .filter(({ outcome }) => outcome === 'skipped')
    .map((deed) =>
      deed.why === 'nobody'
        ? t('ticket:history.escalatedNoLead')
        : deedWords({ ...deed, kind: DEED_KINDS[deed.kind] }, names, t),
    );
  return [t('ticket:history.escalated', facts), ...skipped].join('; ');
}

function tagsSentence(who: string, added: string, removed: string, t: Translate): string {
  if (removed === '') return t('ticket:history.tagsAdded', { who, added });
  if (added === '') return t('ticket:history.tagsRemoved', { who, removed });
  return t('ticket:history.tagsChanged', { who, added, removed });
}

const MERGED_FIELDS = [
  'subject',
  'status',
  'priority',
  'holder',
  'snoozedUntilMs',
  'contactId',
  'language',
  'manualDueAtMs',
] as const;

/** A merged field by name; a custom field carries its own. */
export function fieldName(field: string, t: Translate): string {
  const known = MERGED_FIELDS.find((name) => name === field);
  return known ? t(`ticket:fields.${known}`) : field;
}

/** What a merge kept or dropped, as the merge wrote it, in the viewer's words. */
export function fieldValue(field: string, value: string, names: HistoryNames, t: Translate): string {
  switch (field) {
    case 'status': {
      const status = STATUSES.find((known) => known === value);
      return status ? t(`status.${status}`) : value;
    }
    case 'priority':
      return priorityName(value, t);
    case 'holder': {
      const [departmentId = '', assigneeId = NOBODY] = value.split('/');
      return `${names.department(departmentId)} · ${holderName(assigneeId, names, t)}`;
    }
    case 'contactId':
      return names.contact(value);
    case 'snoozedUntilMs':
    case 'manualDueAtMs':
      return Number(value) > 0 ? names.instant(Number(value)) : t('ticket:history.empty');
    default:
      return value === '' ? t('ticket:history.empty') : value;
  }
}
