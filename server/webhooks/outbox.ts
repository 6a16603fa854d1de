import { isWebAddress } from '../../shared/domain/rules/checkRule.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import type { HistoryEntry, Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { LogWriter } from '../store/writeLog.ts';

/** What a webhook is told. Versioned by what it holds: fields are only ever added. */
interface WebhookBody {
  readonly id: string;
  readonly workspaceId: string;
  readonly atMs: number;
  readonly trigger: string;
  readonly eventId: string;
  readonly rule: { readonly id: string; readonly name: string };
  readonly ticket: Partial<Ticket>;
}

type RuleLine = Extract<HistoryEntry, { kind: 'rule' }>;

/**
 * Writes down the messages that newly accepted runs of rules ask for, in the transaction that accepts them: a message stands here
 * exactly when its run does. The address is the rule's own; what a desk says of it does not count. A run that comes again is known.
 */
export async function noteWebhooks(
  log: LogWriter,
  next: Ticket,
  master: Ticket | null,
  setting: (id: string) => Setting | undefined,
): Promise<void> {
  const known = new Set(master?.history.map(({ id }) => id));
  for (const line of next.history) {
    if (line.kind !== 'rule' || known.has(line.id) || !asksForWebhook(line) || line.by.kind !== 'rule')
      continue;
    const rule = setting(line.by.id);
    if (rule?.kind !== 'rule') continue;
    const addresses = rule.value.actions.flatMap(({ kind, value }) => (kind === 'webhook' ? [value] : []));
    for (const [index, address] of addresses.entries()) {
      if (!isWebAddress(address)) continue;
      const id = `${log.workspaceId}/${next.id}/${line.id}/${String(index)}`;
      const body: WebhookBody = {
        id,
        workspaceId: log.workspaceId,
        atMs: line.atMs,
        trigger: line.trigger,
        eventId: line.eventId,
        rule: { id: rule.id, name: rule.value.name },
        ticket: told(next, master),
      };
      await log.sql
        .insertInto('webhook_calls')
        .values({
          id,
          workspace_id: log.workspaceId,
          address,
          body: JSON.stringify(body),
          attempts: 0,
          next_at_ms: log.nowMs,
          done_at_ms: 0,
          outcome: '',
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    }
  }
}

function asksForWebhook({ deeds }: RuleLine): boolean {
  return deeds.some(({ kind, outcome }) => kind === 'webhook' && outcome === 'done');
}

/** The ticket's header without its history. The number is the server's. */
function told(next: Ticket, master: Ticket | null): Partial<Ticket> {
  const { id, subject, status, priority, departmentId, assigneeId, tags, contactId, channel } = next;
  const { language, fields, createdAtMs, updatedAtMs, nextDueAtMs, reopenCount } = next;
  return {
    id,
    number: master?.number ?? next.number,
    subject,
    status,
    priority,
    departmentId,
    assigneeId,
    tags,
    contactId,
    channel,
    language,
    fields,
    createdAtMs,
    updatedAtMs,
    nextDueAtMs,
    reopenCount,
  };
}
