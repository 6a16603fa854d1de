import type { Contact } from '../../../shared/domain/contact.ts';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import type { Setting } from '../../../shared/domain/settings.ts';
import { NOBODY, type Actor, type Holder, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { ImportReport } from './importReport.ts';
import {
  agentIdOf,
  agentOf,
  contactIdOf,
  contactOf,
  departmentIdOf,
  departmentOf,
  syntheticEmail,
} from './mapped.ts';
import type { TimeReader } from './times.ts';
import { byId, text, type ZendeskRecord, type ZendeskRecords } from './zendeskFiles.ts';

export const SOURCE = 'zendesk';
const DEFAULT_GROUP = 'Zendesk';

/** Who is who in an export: its staff, its customers, their organisations and groups. */
export class ZendeskPeople {
  private readonly users: Map<string, ZendeskRecord>;
  private readonly organisations: Map<string, ZendeskRecord>;
  private readonly groups: Map<string, ZendeskRecord>;
  private readonly agents = new Map<string, Set<DepartmentId>>();
  private readonly usedGroups = new Map<string, number>();
  private readonly strangers = new Map<string, number>();
  private readonly readTime: TimeReader;
  private readonly report: ImportReport;

  constructor(records: ZendeskRecords, readTime: TimeReader, report: ImportReport) {
    this.users = byId(records.users);
    this.organisations = byId(records.organizations);
    this.groups = byId(records.groups);
    this.readTime = readTime;
    this.report = report;
    for (const id of this.users.keys()) if (this.isStaff(id)) this.agents.set(id, new Set());
  }

  isStaff(userId: string): boolean {
    const user = this.users.get(userId);
    return user !== undefined && ['agent', 'admin'].includes(text(user, 'role'));
  }

  /** The department of a group; a ticket without one goes to a department of its own. */
  department(group: string, atMs: number): DepartmentId {
    this.usedGroups.set(group, Math.min(atMs, this.usedGroups.get(group) ?? atMs));
    return departmentIdOf(SOURCE, group);
  }

  actor(userId: string): Actor {
    return this.agents.has(userId) ? { kind: 'agent', id: agentIdOf(SOURCE, userId) } : { kind: 'system' };
  }

  /** Whoever held a ticket is an agent here, whatever their role in the export says. */
  assignee(userId: string, departmentId: DepartmentId): Holder['assigneeId'] {
    if (userId === '') return NOBODY;
    const departments = this.agents.get(userId);
    if (departments) departments.add(departmentId);
    else this.agents.set(userId, new Set([departmentId]));
    return agentIdOf(SOURCE, userId);
  }

  requester(userId: string, atMs: number): Ticket['contactId'] {
    if (!this.users.has(userId))
      this.strangers.set(userId, Math.min(atMs, this.strangers.get(userId) ?? atMs));
    return contactIdOf(SOURCE, userId);
  }

  settings(): Setting[] {
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

  contacts(): Contact[] {
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
