import type { HistoryId } from '../../../shared/domain/ids.ts';
import type { Message } from '../../../shared/domain/message.ts';
import {
  isOpenStatus,
  NOBODY,
  type Actor,
  type HistoryEntry,
  type Holder,
  type Status,
  type Ticket,
} from '../../../shared/domain/ticket/ticket.ts';
import { historyIds } from './importIds.ts';
import type { ImportReport } from './importReport.ts';
import { messageOf, ticketIdOf, ticketOf, type MappedDocuments } from './mapped.ts';
import type { TimeReader } from './times.ts';
import { SOURCE, ZendeskPeople } from './zendeskPeople.ts';
import { byId, list, readZendesk, text, type ZendeskRecord, type ZendeskRecords } from './zendeskFiles.ts';

const STATUSES: Readonly<Record<string, Status>> = {
  new: 'new',
  open: 'open',
  pending: 'pending',
  hold: 'onHold',
  solved: 'solved',
  closed: 'closed',
};
const PRIORITIES = ['urgent', 'high', 'normal', 'low'];
const CHANNELS: Readonly<Record<string, Ticket['channel']>> = {
  web: 'form',
  email: 'email',
  chat: 'chat',
  native_messaging: 'chat',
  voice: 'phone',
  phone: 'phone',
  api: 'api',
  twitter: 'social',
  facebook: 'social',
};

/** Turns a Zendesk account export, recorded API pages or warehouse tables into Baton's documents. */
export async function mapZendesk(
  files: readonly string[],
  readTime: TimeReader,
  report: ImportReport,
): Promise<MappedDocuments> {
  return new ZendeskMapper(await readZendesk(files, report), readTime, report).map();
}

function grouped(records: readonly ZendeskRecord[]): Map<string, ZendeskRecord[]> {
  const groups = new Map<string, ZendeskRecord[]>();
  for (const record of records) {
    const id = text(record, 'ticket_id');
    const group = groups.get(id);
    if (group) group.push(record);
    else groups.set(id, [record]);
  }
  return groups;
}

class ZendeskMapper {
  private readonly tickets: Map<string, ZendeskRecord>;
  private readonly comments: Map<string, ZendeskRecord[]>;
  private readonly changes: Map<string, ZendeskRecord[]>;
  private readonly tags: Map<string, ZendeskRecord[]>;
  private readonly people: ZendeskPeople;
  private readonly readTime: TimeReader;
  private readonly report: ImportReport;

  constructor(records: ZendeskRecords, readTime: TimeReader, report: ImportReport) {
    this.tickets = byId(records.tickets);
    this.comments = grouped(records.comments);
    this.changes = grouped(records.changes);
    this.tags = grouped(records.tags);
    this.people = new ZendeskPeople(records, readTime, report);
    this.readTime = readTime;
    this.report = report;
  }

  map(): MappedDocuments {
    const messages: Message[] = [];
    const tickets: Ticket[] = [];
    for (const [id, record] of this.tickets) {
      const mapped = this.ticket(id, record);
      if (!mapped) continue;
      tickets.push(mapped.ticket);
      messages.push(...mapped.thread);
    }
    tickets.sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
    return { settings: this.people.settings(), contacts: this.people.contacts(), messages, tickets };
  }

  private ticket(id: string, record: ZendeskRecord): { ticket: Ticket; thread: Message[] } | null {
    const status = STATUSES[text(record, 'status')];
    const createdAtMs = this.readTime(text(record, 'created_at'));
    const requester = text(record, 'requester_id', 'submitter_id');
    const reason = this.problem(record, status, createdAtMs, requester);
    if (reason !== null || !status || createdAtMs === null) {
      this.report.skip('import.badRow', reason ?? 'unreadable', record.where);
      return null;
    }
    const ticketId = ticketIdOf(SOURCE, id);
    const contactId = this.people.requester(requester, createdAtMs);
    const group = text(record, 'group_id');
    const departmentId = this.people.department(group, createdAtMs);
    const holder: Holder = {
      departmentId,
      assigneeId: this.people.assignee(text(record, 'assignee_id'), departmentId),
    };
    const priority = PRIORITIES.includes(text(record, 'priority')) ? text(record, 'priority') : '';
    const updatedAtMs = Math.max(createdAtMs, this.readTime(text(record, 'updated_at')) ?? createdAtMs);
    const history = this.history(id, {
      createdAtMs,
      updatedAtMs,
      holder,
      status,
      by: { kind: 'customer', id: contactId },
    });
    const channel = CHANNELS[text(record, 'via', 'via_channel')] ?? 'import';
    const thread = this.thread(id, record, { contactId, requester, createdAtMs, channel });
    const dueAtMs = this.readTime(text(record, 'due_at'));
    const solvedEntry = history.findLast(
      (entry) => entry.kind === 'status' && !isOpenStatus(entry.to) && isOpenStatus(entry.from),
    );
    const subject =
      text(record, 'subject', 'raw_subject') || text(record, 'description').slice(0, 80) || `Zendesk ${id}`;
    const ticket = ticketOf(
      {
        id: ticketId,
        subject,
        status,
        priority,
        ...holder,
        contactId,
        channel,
        tags: [...list(record, 'tags'), ...(this.tags.get(id) ?? []).map((tag) => text(tag, 'tag'))],
        fields: { type: text(record, 'type') },
        externalId: id,
        createdAtMs,
        solvedAtMs: isOpenStatus(status) ? 0 : (solvedEntry?.atMs ?? updatedAtMs),
        manualDueAtMs: dueAtMs ?? 0,
        history,
      },
      thread,
    );
    return { ticket: { ...ticket, updatedAtMs: Math.max(ticket.updatedAtMs, updatedAtMs) }, thread };
  }

  private problem(
    record: ZendeskRecord,
    status: Status | undefined,
    createdAtMs: number | null,
    requester: string,
  ): string | null {
    if (text(record, 'status') === 'deleted') return 'the ticket was deleted in Zendesk';
    if (!status) return 'unknown status';
    if (createdAtMs === null) return 'created_at is no time';
    return requester === '' ? 'nobody requested it' : null;
  }

  /** What the field history tells; without one, what follows from the ticket's final state. */
  private history(
    id: string,
    facts: { createdAtMs: number; updatedAtMs: number; holder: Holder; status: Status; by: Actor },
  ): HistoryEntry[] {
    const newId = historyIds(ticketIdOf(SOURCE, id));
    const history: HistoryEntry[] = [];
    let holder: Holder = { departmentId: facts.holder.departmentId, assigneeId: NOBODY };
    let status: Status = 'new';
    const stamp = (atMs: number, by: Actor): { id: HistoryId; atMs: number; by: Actor } => ({
      id: newId() as HistoryId,
      atMs,
      by,
    });
    const hold = (to: Holder, atMs: number, by: Actor): void => {
      if (to.assigneeId === holder.assigneeId && to.departmentId === holder.departmentId) return;
      history.push({ ...stamp(atMs, by), kind: 'holder', from: holder, to, cause: 'manual', reason: null });
      holder = to;
    };
    const become = (to: Status, atMs: number, by: Actor): void => {
      if (to === status) return;
      history.push({ ...stamp(atMs, by), kind: 'status', from: status, to });
      if (!isOpenStatus(status) && isOpenStatus(to))
        history.push({ ...stamp(atMs, by), kind: 'reopened', from: status });
      status = to;
    };
    history.push({ ...stamp(facts.createdAtMs, facts.by), kind: 'created', to: holder, status });
    let lastMs = facts.createdAtMs;
    for (const { atMs, field, value, by } of this.changesOf(id)) {
      lastMs = Math.max(lastMs, atMs);
      if (field === 'assignee_id')
        hold({ ...holder, assigneeId: this.people.assignee(value, holder.departmentId) }, lastMs, by);
      const to = STATUSES[value];
      if (field === 'status' && to) become(to, lastMs, by);
    }
    const endMs = Math.max(lastMs, facts.updatedAtMs);
    hold(facts.holder, history.length > 1 ? endMs : facts.createdAtMs, { kind: 'system' });
    become(facts.status, endMs, { kind: 'system' });
    return history;
  }

  private changesOf(id: string): { atMs: number; field: string; value: string; by: Actor }[] {
    const changes = (this.changes.get(id) ?? []).flatMap((change) => {
      const atMs = this.readTime(text(change, 'updated'));
      if (atMs === null) {
        this.report.skip('import.badRow', 'updated is no time', change.where);
        return [];
      }
      return [
        {
          atMs,
          field: text(change, 'field_name'),
          value: text(change, 'value'),
          by: this.people.actor(text(change, 'user_id')),
        },
      ];
    });
    return changes.sort((a, b) => a.atMs - b.atMs);
  }

  private thread(
    id: string,
    record: ZendeskRecord,
    facts: {
      contactId: Ticket['contactId'];
      requester: string;
      createdAtMs: number;
      channel: Ticket['channel'];
    },
  ): Message[] {
    const ticketId = ticketIdOf(SOURCE, id);
    const comments = (this.comments.get(id) ?? []).flatMap((comment) => {
      const atMs = this.readTime(text(comment, 'created', 'created_at'));
      const words = text(comment, 'plain_body', 'body');
      if (atMs === null || words === '') {
        this.report.skip(
          'import.badRow',
          atMs === null ? 'a comment without a time' : 'a comment without words',
          comment.where,
        );
        return [];
      }
      const userId = text(comment, 'user_id', 'author_id');
      const isStaff = userId !== facts.requester && this.people.isStaff(userId);
      const isPublic = text(comment, 'public').toLowerCase() !== 'false';
      const kind = !isPublic ? 'note' : isStaff ? 'reply' : 'customer';
      const by: Actor =
        kind === 'customer'
          ? { kind: 'customer', id: this.people.requester(userId || facts.requester, atMs) }
          : this.people.actor(userId);
      return [
        messageOf(SOURCE, text(comment, 'id') || `${id} ${String(atMs)}`, {
          ticketId,
          kind,
          by,
          atMs,
          text: words,
          channel: facts.channel,
        }),
      ];
    });
    comments.sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
    const description = text(record, 'description');
    // Zendesk's first comment is the description; an export without comments has only that.
    if (comments.length > 0 || description === '') return comments;
    const by: Actor = { kind: 'customer', id: facts.contactId };
    return [
      messageOf(SOURCE, `${id} description`, {
        ticketId,
        kind: 'customer',
        by,
        atMs: facts.createdAtMs,
        text: description,
        channel: facts.channel,
      }),
    ];
  }
}
