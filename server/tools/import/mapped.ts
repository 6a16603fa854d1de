import { createHash } from 'node:crypto';
import type { Contact } from '../../../shared/domain/contact.ts';
import type {
  AgentId,
  ContactId,
  DepartmentId,
  MessageId,
  SettingId,
  TicketId,
} from '../../../shared/domain/ids.ts';
import type { Message } from '../../../shared/domain/message.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import type { Setting } from '../../../shared/domain/settings.ts';
import {
  isOpenStatus,
  NO_DUE_MS,
  rankOf,
  SUBJECT_MAX_LENGTH,
  type Ticket,
} from '../../../shared/domain/ticket/ticket.ts';
import { excerpt } from '../../../shared/text/htmlToText.ts';
import { importId } from './importIds.ts';

/** What an export has become: Baton's own documents, ready to be sent in this order. */
export interface MappedDocuments {
  readonly settings: Setting[];
  readonly contacts: Contact[];
  readonly messages: Message[];
  readonly tickets: Ticket[];
}

/** Stands where the server puts its own stamp. */
const NO_REV = '-' as Rev;
const PREVIEW_LENGTH = 160;
const TAG_MAX_LENGTH = 60;
const TAGS_MAX = 50;
const FIELD_MAX_LENGTH = 1000;

const DEPARTMENT_COLORS = ['blue', 'teal', 'grape', 'orange', 'cyan', 'pink', 'lime', 'indigo'] as const;

/** An address that can never receive mail, for people whose real one is not in the export. Source: RFC 6761, section 6.4. */
export function syntheticEmail(source: string, name: string): string {
  return `${source}-${createHash('sha256').update(name).digest('hex').slice(0, 12)}@import.invalid`;
}

/** A department that came with an import. */
export function departmentOf(source: string, key: string, name: string, atMs: number): Setting {
  const id = importId(source, 'department', key);
  const color = DEPARTMENT_COLORS[Number.parseInt(id.slice(0, 2), 16) % DEPARTMENT_COLORS.length] ?? 'blue';
  return {
    id: id as SettingId,
    rev: NO_REV,
    updatedAtMs: atMs,
    kind: 'department',
    value: { name: name.slice(0, 120), color, calendarId: '', reopenTo: 'pool', assignment: 'manual' },
  };
}

/** A person who held tickets elsewhere: inactive, without any right, until an administrator decides otherwise. */
export function agentOf(
  source: string,
  key: string,
  facts: { readonly name: string; readonly email: string; readonly departmentIds: readonly DepartmentId[] },
  atMs: number,
): Setting {
  return {
    id: importId(source, 'agent', key) as SettingId,
    rev: NO_REV,
    updatedAtMs: atMs,
    kind: 'agent',
    value: {
      name: facts.name.slice(0, 120) || 'Unknown',
      email: facts.email,
      role: 'agent',
      departmentIds: [...facts.departmentIds].sort(),
      level: 1,
      skills: [],
      languages: [],
      capacity: 20,
      availability: 'off',
      substituteId: '',
      isActive: false,
    },
  };
}

export function agentIdOf(source: string, key: string): AgentId {
  return importId(source, 'agent', key) as AgentId;
}

export function departmentIdOf(source: string, key: string): DepartmentId {
  return importId(source, 'department', key) as DepartmentId;
}

export function contactIdOf(source: string, key: string): ContactId {
  return importId(source, 'contact', key) as ContactId;
}

/** A contact that came with an import. */
export function contactOf(
  source: string,
  key: string,
  facts: Partial<Omit<Contact, 'id' | 'rev'>> & { readonly name: string },
): Contact {
  return {
    id: contactIdOf(source, key),
    rev: NO_REV,
    kind: 'person',
    emails: [],
    phones: [],
    organisationId: '',
    plan: '',
    language: '',
    isVip: false,
    notes: '',
    externalId: key.slice(0, 200),
    createdAtMs: 0,
    updatedAtMs: facts.createdAtMs ?? 0,
    ...facts,
  };
}

/** What a source knows of a ticket; the rest follows from it. */
export type TicketFacts = Pick<
  Ticket,
  | 'id'
  | 'subject'
  | 'status'
  | 'priority'
  | 'departmentId'
  | 'assigneeId'
  | 'contactId'
  | 'createdAtMs'
  | 'history'
> &
  Partial<Ticket>;

/** A whole ticket from its facts and its thread (in order): derived fields, counts and preview set, texts cut to their limits. */
export function ticketOf(facts: TicketFacts, thread: readonly Message[] = []): Ticket {
  const isOpen = isOpenStatus(facts.status);
  const replies = thread.filter(({ kind }) => kind === 'reply');
  const customers = thread.filter(({ kind }) => kind === 'customer');
  const last = thread.at(-1);
  const lastPublic = thread.findLast(({ kind }) => kind !== 'note');
  const lastReplyAtMs = replies.at(-1)?.atMs ?? 0;
  const waiting = isOpen ? customers.find(({ atMs }) => atMs > lastReplyAtMs) : undefined;
  const lastEntryAtMs = facts.history.at(-1)?.atMs ?? 0;
  return {
    rev: NO_REV,
    number: 0,
    followerIds: [],
    channel: 'import',
    language: '',
    snoozedUntilMs: 0,
    externalId: '',
    solvedAtMs: 0,
    manualDueAtMs: 0,
    policyId: '',
    nextDueAtMs: NO_DUE_MS,
    firstReplyAtMs: replies[0]?.atMs ?? 0,
    awaitingReplySinceMs: waiting?.atMs ?? 0,
    lastReplyAtMs,
    lastCustomerAtMs: customers.at(-1)?.atMs ?? 0,
    lastMessageId: last?.id ?? '',
    lastMessageAtMs: last?.atMs ?? 0,
    lastMessageBy: last ? (last.kind === 'reply' ? 'agent' : last.kind) : '',
    preview: lastPublic ? excerpt(lastPublic.text, PREVIEW_LENGTH) : '',
    messageCount: thread.length,
    updatedAtMs: Math.max(facts.createdAtMs, lastEntryAtMs, last?.atMs ?? 0),
    ...facts,
    subject: excerpt(facts.subject, SUBJECT_MAX_LENGTH),
    tags: cleanTags(facts.tags ?? []),
    fields: cleanFields(facts.fields ?? {}),
    isOpen,
    priorityRank: rankOf(facts.priority),
    reopenCount: facts.history.filter(({ kind }) => kind === 'reopened').length,
  };
}

/** A plain-text message that came with an import. */
export function messageOf(
  source: string,
  key: string,
  facts: Pick<Message, 'ticketId' | 'kind' | 'by' | 'atMs' | 'text'> & Partial<Message>,
): Message {
  return {
    id: importId(source, 'message', key) as MessageId,
    rev: NO_REV,
    html: '',
    channel: 'import',
    seenMessageId: '',
    externalId: `${source}:${key}`.slice(0, 500),
    ...facts,
  };
}

export function ticketIdOf(source: string, key: string): TicketId {
  return importId(source, 'ticket', key) as TicketId;
}

/** Tags without blanks and doubles, none too long, not too many. */
function cleanTags(tags: readonly string[]): string[] {
  const clean = tags.map((tag) => tag.trim().slice(0, TAG_MAX_LENGTH).trim()).filter((tag) => tag !== '');
  return [...new Set(clean)].slice(0, TAGS_MAX);
}

function cleanFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(fields).filter(([, value]) => value !== '');
  return Object.fromEntries(kept.map(([key, value]) => [key, value.slice(0, FIELD_MAX_LENGTH)]));
}
