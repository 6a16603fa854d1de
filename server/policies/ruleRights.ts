import type { Message } from '../../shared/domain/message.ts';
import { RULE_ID_PREFIX, type RuleActionKind } from '../../shared/domain/rules/ruleKinds.ts';
import type { RuleValue } from '../../shared/domain/rules/ruleValue.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import { NOBODY, type HistoryEntry, type Ticket } from '../../shared/domain/ticket/ticket.ts';

/** A rule that was switched off or changed so shortly before may still be on its way from a desk that had not heard of it. */
const LATE_MS = 60 * 60 * 1000;

/**
 * Whether a desk may write this line in the name of a rule: the rule exists and is active, the line comes with the one that
 * says it has run, and says nothing the rule's actions do not. `lines` is the whole pushed history.
 */
export function mayWriteByRule(
  line: HistoryEntry,
  lines: readonly HistoryEntry[],
  setting: (id: string) => Setting | undefined,
): boolean {
  if (line.by.kind !== 'rule') return false;
  // What a merge has overruled of it; which lines may be, has been asked before.
  if (line.kind === 'mergeLost') return line.entryId.startsWith(RULE_ID_PREFIX);
  const ruleId = line.by.id;
  const rule = ruleOf(setting(ruleId), line.atMs);
  if (!rule || !line.id.startsWith(RULE_ID_PREFIX)) return false;
  if (rule === 'changing') return true;
  if (line.kind === 'rule')
    return line.deeds.every(({ kind }) => rule.actions.some((action) => action.kind === kind));
  const comesWithRun = lines.some(
    ({ kind, by, id }) => kind === 'rule' && by.kind === 'rule' && by.id === ruleId && isPartOf(line, id),
  );
  return comesWithRun && isItsDoing(line, lines, rule);
}

/** The rule as it may act at an instant; `changing` when it was another one a short while before. */
function ruleOf(setting: Setting | undefined, atMs: number): RuleValue | 'changing' | undefined {
  if (setting?.kind !== 'rule') return undefined;
  const { updatedAtMs, value } = setting;
  if (atMs <= updatedAtMs && updatedAtMs - atMs < LATE_MS) return 'changing';
  return value.isActive ? value : undefined;
}

function isPartOf({ id }: { readonly id: string }, runId: string): boolean {
  return id.startsWith(`${runId}-`);
}

function isItsDoing(line: HistoryEntry, lines: readonly HistoryEntry[], rule: RuleValue): boolean {
  const sets = (kind: RuleActionKind, value: string): boolean =>
    rule.actions.some((action) => action.kind === kind && action.value === value);
  switch (line.kind) {
    case 'holder': {
      const isMoved = line.to.departmentId !== line.from.departmentId;
      if (line.cause !== 'rule') return false;
      if (isMoved) return sets('department', line.to.departmentId) && line.to.assigneeId === NOBODY;
      return sets('assignee', line.to.assigneeId);
    }
    case 'priority':
      return sets('priority', line.to);
    case 'tags':
      return (
        line.added.every((tag) => sets('addTag', tag)) && line.removed.every((tag) => sets('removeTag', tag))
      );
    case 'status': {
      const isOpening = line.from === 'new' && line.to === 'open';
      const isHeldNow = lines.some(({ kind, by }) => kind === 'holder' && by.kind === 'rule');
      return sets('status', line.to) || (isOpening && isHeldNow);
    }
    case 'reopened':
      return lines.some(({ kind, atMs }) => kind === 'status' && atMs === line.atMs);
    case 'created':
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
      return false;
  }
}

/** Whether a desk may write this message in the name of a rule: an active one that replies or writes notes. */
export function mayWriteMessageByRule(
  message: Message,
  setting: (id: string) => Setting | undefined,
): boolean {
  if (message.by.kind !== 'rule' || !message.id.startsWith(RULE_ID_PREFIX)) return false;
  const rule = ruleOf(setting(message.by.id), message.atMs);
  return rule === 'changing' || rule?.actions.some(({ kind }) => kind === message.kind) === true;
}

/** The words of a rule whose run has taken the ticket out of its machine's sight. */
export function belongsToRun(message: Message, ticket: Ticket): boolean {
  return (
    message.by.kind === 'rule' &&
    ticket.history.some((line) => line.kind === 'rule' && isPartOf(message, line.id))
  );
}
