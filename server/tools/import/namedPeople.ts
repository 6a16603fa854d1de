import type { Contact } from '../../../shared/domain/contact.ts';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import type { Setting } from '../../../shared/domain/settings.ts';
import { NOBODY, type Holder, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import {
  agentIdOf,
  agentOf,
  contactIdOf,
  contactOf,
  departmentIdOf,
  departmentOf,
  syntheticEmail,
} from './mapped.ts';

/** Everybody a source knows by name only: made when first met, with the instant of that, UTC epoch ms, as their age. */
export class NamedPeople {
  private readonly source: string;
  private readonly noGroupName: string;
  private readonly departments = new Map<string, Setting>();
  private readonly customers = new Map<string, Contact>();
  private readonly agents = new Map<
    string,
    { readonly atMs: number; readonly departmentIds: Set<DepartmentId> }
  >();

  /** `noGroupName` is what the department of the tickets without a group is called. */
  constructor(source: string, noGroupName: string) {
    this.source = source;
    this.noGroupName = noGroupName;
  }

  department(group: string, atMs: number): DepartmentId {
    if (!this.departments.has(group))
      this.departments.set(group, departmentOf(this.source, group, group || this.noGroupName, atMs));
    return departmentIdOf(this.source, group);
  }

  /** An agent of this department, among others they were met in; nobody for no name. */
  assignee(name: string, departmentId: DepartmentId, atMs: number): Holder['assigneeId'] {
    if (name === '') return NOBODY;
    const known = this.agents.get(name);
    if (known) known.departmentIds.add(departmentId);
    else this.agents.set(name, { atMs, departmentIds: new Set([departmentId]) });
    return agentIdOf(this.source, name);
  }

  /** The customer behind a key; `facts` count when they are first met. */
  customer(key: string, facts: Parameters<typeof contactOf>[2]): Ticket['contactId'] {
    if (!this.customers.has(key)) this.customers.set(key, contactOf(this.source, key, facts));
    return contactIdOf(this.source, key);
  }

  settings(): Setting[] {
    const agents = [...this.agents].map(([name, { atMs, departmentIds }]) =>
      agentOf(
        this.source,
        name,
        { name, email: syntheticEmail(this.source, name), departmentIds: [...departmentIds] },
        atMs,
      ),
    );
    return [...this.departments.values(), ...agents];
  }

  contacts(): Contact[] {
    return [...this.customers.values()];
  }
}
