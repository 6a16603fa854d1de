import path from 'node:path';
import { documentOf, findDocuments, readCollection } from '../../../server/store/documents.ts';
import type { AgentId, DepartmentId, MessageId, TicketId } from '../../../shared/domain/ids.ts';
import type { Message } from '../../../shared/domain/message.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import type { AgentValue } from '../../../shared/domain/settings.ts';
import { NOBODY, type HistoryEntry, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { seesTicket } from '../../../shared/domain/visibility.ts';
import { aMessage, aTicket } from '../../support/builders.ts';
import { loudLog, openDesk, type TestDesk, type TestDeskOptions } from '../../support/deskHarness.ts';
import type { TestServer } from './testServer.ts';

/** Departments of these tests, besides the one a workspace begins with. */
export const SALES = 'department-Sales' as DepartmentId;
export const BILLING = 'department-Billing' as DepartmentId;

/** Adds `SALES` and `BILLING`. */
export async function addDepartments(server: TestServer): Promise<void> {
  await server.newDepartment('Sales');
  await server.newDepartment('Billing');
}

/** A desk whose agent belongs to these departments. */
export async function deskIn(
  server: TestServer,
  name: string,
  membership: Partial<AgentValue>,
  options: Partial<TestDeskOptions> = {},
): Promise<TestDesk & { readonly agentId: AgentId }> {
  const { code, agentId } = await server.newAgent(name);
  await changeAgent(server, agentId, membership);
  const desk = await openDesk({
    server: server.url,
    code,
    dataDir: path.join(server.folder, name),
    ...(process.env['LOUD'] && { log: loudLog }),
    ...options,
  });
  await desk.workspace.sync.settled();
  return Object.assign(desk, { agentId: agentId as AgentId });
}

/** What an administrator changes about somebody. */
export async function changeAgent(
  server: TestServer,
  agentId: string,
  changes: Partial<AgentValue>,
): Promise<void> {
  await server.write(async (log) => {
    const [stored] = await findDocuments(log.sql, log.workspaceId, 'settings', [agentId]);
    const agent = stored && documentOf('settings', stored);
    if (agent?.kind !== 'agent') throw new Error(`no agent ${agentId}`);
    log.put('settings', { ...agent, rev: log.stamp(agent.rev), value: { ...agent.value, ...changes } });
  });
}

/** A ticket with so many messages, as an import brings it. */
export async function writeTicket(
  server: TestServer,
  id: string,
  overrides: Partial<Ticket>,
  messages = 2,
): Promise<TicketId> {
  const ticketId = id as TicketId;
  await server.write(async (log) => {
    const { departmentId = SALES, assigneeId = NOBODY } = overrides;
    const [created] = aTicket().history;
    const history = [{ ...created, id: `${id}-born`, to: { departmentId, assigneeId } } as HistoryEntry];
    log.put('tickets', {
      ...aTicket({ id: ticketId, subject: `Subject of ${id}`, history, departmentId, ...overrides }),
      rev: log.stamp(),
      number: log.takeNumber(),
    });
    for (let index = 0; index < messages; index += 1) {
      const message = aMessage({ ticketId, text: `Words of ${id}, part ${String(index)}` });
      log.put('messages', { ...message, id: `${id}-${String(index)}` as MessageId, rev: log.stamp() });
    }
  });
  return ticketId;
}

/** Changes a ticket on the server, as a colleague's desk does. */
export async function changeTicket(server: TestServer, id: string, changes: Partial<Ticket>): Promise<void> {
  await server.write(async (log) => {
    const [stored] = await findDocuments(log.sql, log.workspaceId, 'tickets', [id]);
    if (!stored) throw new Error(`no ticket ${id}`);
    const ticket = documentOf('tickets', stored);
    log.put('tickets', { ...ticket, ...changes, rev: log.stamp(ticket.rev) });
  });
}

/** What somebody may see by the rule, straight from the server's log: rev by id, tickets and messages. */
export async function mayHold(server: TestServer, agentId: AgentId): Promise<Record<string, Rev>> {
  return server.write(async (log) => {
    const [stored] = await findDocuments(log.sql, log.workspaceId, 'settings', [agentId]);
    const agent = stored && documentOf('settings', stored);
    if (agent?.kind !== 'agent') throw new Error(`no agent ${agentId}`);
    const all = async <T>(collection: 'tickets' | 'messages'): Promise<T[]> =>
      (await readCollection(log.sql, log.workspaceId, collection, 0, 100_000)).map(
        (one) => documentOf(collection, one) as T,
      );
    const tickets = (await all<Ticket>('tickets')).filter((ticket) =>
      seesTicket({ ...agent.value, agentId }, ticket),
    );
    const ids = new Set<string>(tickets.map(({ id }) => id));
    const messages = (await all<Message>('messages')).filter(({ ticketId }) => ids.has(ticketId));
    return revs([...tickets, ...messages]);
  });
}

/** What a desk holds: rev by id, tickets and messages. */
export async function holds(desk: TestDesk): Promise<Record<string, Rev>> {
  const { tickets, messages } = desk.workspace.replica.stores;
  return revs([...(await tickets.query({ selector: {} })), ...(await messages.query({ selector: {} }))]);
}

function revs(documents: readonly { readonly id: string; readonly rev: Rev }[]): Record<string, Rev> {
  const sorted = [...documents].sort((a, b) => (a.id < b.id ? -1 : 1));
  return Object.fromEntries(sorted.map(({ id, rev }) => [id, rev]));
}
