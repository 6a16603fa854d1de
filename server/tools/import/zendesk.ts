import type { Contact } from '../../../shared/domain/contact.ts';
import type { DepartmentId, HistoryId } from '../../../shared/domain/ids.ts';
import type { Message } from '../../../shared/domain/message.ts';
import type { Setting } from '../../../shared/domain/settings.ts';
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
import {
  agentIdOf,
  agentOf,
  contactIdOf,
  contactOf,
  departmentIdOf,
  departmentOf,
  messageOf,
  syntheticEmail,
  ticketIdOf,
  ticketOf,
  type MappedDocuments,
} from './mapped.ts';
import type { TimeReader } from './times.ts';
import { readZendesk, type ZendeskRecord, type ZendeskRecords } from './zendeskFiles.ts';

const SOURCE = 'zendesk';
const DEFAULT_GROUP = 'Zendesk';
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

function text(record: ZendeskRecord, ...names: readonly string[]): string {
  for (const name of names) {
    const value = record.values[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}

function list(record: ZendeskRecord, name: string): readonly string[] {
  const value = record.values[name];
  return typeof value === 'object' ? value : [];
}

/** The later of two records with one id wins: pages of an export overlap. */
function byId(records: readonly ZendeskRecord[]): Map<string, ZendeskRecord> {
  const found = new Map<string, ZendeskRecord>();
  for (const record of records) {
    const id = text(record, '_id', 'id');
    const known = found.get(id);
    if (id !== '' && (!known || text(record, 'updated_at') >= text(known, 'updated_at')))
      found.set(id, record);
  }
  return found;
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
  private readonly users: Map<string, ZendeskRecord>;
  private readonly organisations: Map<string, ZendeskRecord>;
  private readonly groups: Map<string, ZendeskRecord>;
  private readonly comments: Map<string, ZendeskRecord[]>;
  private readonly changes: Map<string, ZendeskRecord[]>;
  private readonly tags: Map<string, ZendeskRecord[]>;
  private readonly readTime: TimeReader;
  private readonly report: ImportReport;
  private readonly agents = new Map<string, Set<DepartmentId>>();
  private readonly usedGroups = new Map<string, number>();
  private readonly strangers = new Map<string, number>();

  constructor(records: ZendeskRecords, readTime: TimeReader, report: ImportReport) {
    this.tickets = byId(records.tickets);
    this.users = byId(records.users);
    this.organisations = byId(records.organizations);
    this.groups = byId(records.groups);
    this.comments = grouped(records.comments);
    this.changes = grouped(records.changes);
    this.tags = grouped(records.tags);
    this.readTime = readTime;
    this.report = report;
  }

  map(): MappedDocuments {
    for (const [id, user] of this.users)
      if (this.isStaff(id)) this.agents.set(text(user, '_id', 'id'), new Set());
    const messages: Message[] = [];
    const tickets: Ticket[] = [];
    for (const [id, record] of this.tickets) {
      const mapped = this.ticket(id, record);
      if (!mapped) continue;
      tickets.push(mapped.ticket);
      messages.push(...mapped.thread);
    }
    tickets.sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
    return { settings: this.settings(), contacts: this.contacts(), messages, tickets };
  }

  private isStaff(userId: string): boolean {
    const user = this.users.get(userId);
    return user !== undefined && ['agent', 'admin'].includes(text(user, 'role'));
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
    const contactId = this.requester(requester, createdAtMs);
    const group = text(record, 'group_id');
    this.usedGroups.set(group, Math.min(createdAtMs, this.usedGroups.get(group) ?? createdAtMs));
    const departmentId = departmentIdOf(SOURCE, group);
    const holder: Holder = {
      departmentId,
      assigneeId: this.assignee(text(record, 'assignee_id'), departmentId),
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
        hold({ ...holder, assigneeId: this.assignee(value, holder.departmentId) }, lastMs, by);
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
          by: this.actor(text(change, 'user_id')),
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
      const isStaff = userId !== facts.requester && this.isStaff(userId);
      const isPublic = text(comment, 'public').toLowerCase() !== 'false';
      const kind = !isPublic ? 'note' : isStaff ? 'reply' : 'customer';
      const by: Actor =
        kind === 'customer'
          ? { kind: 'customer', id: this.requester(userId || facts.requester, atMs) }
          : this.actor(userId);
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

  private actor(userId: string): Actor {
    return this.agents.has(userId) ? { kind: 'agent', id: agentIdOf(SOURCE, userId) } : { kind: 'system' };
  }

  /** Whoever held a ticket is an agent here, whatever their role in the export says. */
  private assignee(userId: string, departmentId: DepartmentId): Holder['assigneeId'] {
    if (userId === '') return NOBODY;
    const departments = this.agents.get(userId);
    if (departments) departments.add(departmentId);
    else this.agents.set(userId, new Set([departmentId]));
    return agentIdOf(SOURCE, userId);
  }

  private requester(userId: string, atMs: number): Ticket['contactId'] {
    if (!this.users.has(userId))
      this.strangers.set(userId, Math.min(atMs, this.strangers.get(userId) ?? atMs));
    return contactIdOf(SOURCE, userId);
  }

  private settings(): Setting[] {
    const departments = [...this.usedGroups].map(([id, atMs]) => {
      const group = this.groups.get(id);
      const name = id === '' ? DEFAULT_GROUP : (group && text(group, 'name')) || `Group ${id}`;
      return departmentOf(SOURCE, id, name, atMs);
    });
    const agents = [...this.agents].map(([id, departmentIds]) => {
      const user = this.users.get(id);
      const name = (user && text(user, 'name')) || `User ${id}`;
      const atMs = (user && this.readTime(text(user, 'created_at'))) ?? 0;
      return agentOf(
        SOURCE,
        id,
        { name, email: syntheticEmail(SOURCE, id), departmentIds: [...departmentIds] },
        atMs,
      );
    });
    return [...departments, ...agents];
  }

  private contacts(): Contact[] {
    const organisations = [...this.organisations].map(([id, record]) => {
      const atMs = this.readTime(text(record, 'created_at')) ?? 0;
      const notes = [text(record, 'details'), text(record, 'notes')].filter((note) => note !== '').join('\n');
      return contactOf(SOURCE, `organisation ${id}`, {
        kind: 'organisation',
        name: cut(text(record, 'name') || id),
        externalId: id,
        notes,
        createdAtMs: atMs,
      });
    });
    const people = [...this.users].map(([id, user]) => this.person(id, user));
    const strangers = [...this.strangers].map(([id, atMs]) => {
      this.report.note(
        'Some tickets were requested by people the export does not contain; they became contacts without a name.',
      );
      return contactOf(SOURCE, id, { name: `User ${id}`, createdAtMs: atMs });
    });
    return [...organisations, ...people, ...strangers];
  }

  private person(id: string, user: ZendeskRecord): Contact {
    const organisation = text(user, 'organization_id');
    const isKnown = this.organisations.has(organisation);
    if (organisation !== '' && !isKnown)
      this.report.note('Some people belong to organisations the export does not contain.');
    const email = text(user, 'email').toLowerCase();
    const phone = text(user, 'phone');
    return contactOf(SOURCE, id, {
      name: cut(text(user, 'name') || email || `User ${id}`),
      emails: email === '' ? [] : [email.slice(0, 320)],
      phones: phone === '' ? [] : [phone.slice(0, 60)],
      organisationId: isKnown ? contactIdOf(SOURCE, `organisation ${organisation}`) : '',
      language: text(user, 'locale').slice(0, 20),
      notes: [text(user, 'details'), text(user, 'notes')]
        .filter((note) => note !== '')
        .join('\n')
        .slice(0, 10_000),
      createdAtMs: this.readTime(text(user, 'created_at')) ?? 0,
    });
  }
}

function cut(name: string): string {
  return name.slice(0, 200);
}
