import { addWorkspace, furnishWorkspace } from '../../server/setup/createWorkspace.ts';
import type { ContactId, DepartmentId, MessageId, SettingId, TicketId } from '../../shared/domain/ids.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { SessionAnswer } from '../../shared/sync/wire.ts';
import { aContact, aMessage, aTicket } from './builders.ts';
import { startTestServer, type TestPerson, type TestServer } from './serverHarness.ts';

/** Words that stand in every document the attacker may not see. */
export const SECRET = 'XyzzyHidden';

/** A server with something to steal: another workspace, another department, other people. */
export interface AttackScene {
  readonly server: TestServer;
  /** An agent of one department, who turns against the rest. */
  readonly attacker: TestPerson;
  readonly victim: TestPerson;
  readonly administrator: TestPerson;
  /** A ticket the attacker may see, created by the victim, with a message of the victim. */
  readonly shared: Ticket;
  /** Ids of what the attacker may not see, or may not be. */
  readonly foreignIds: readonly string[];
  /** Everything in the database that a refused request must leave alone, as text. */
  snapshot(): Promise<string>;
  /** What of the workspace is not the attacker's: the other workspace, hidden tickets, people, accounts, invitations. */
  protectedPart(): Promise<string>;
}

const VAULT = 'vault' as DepartmentId;

function sessionIdOf(session: SessionAnswer): string {
  return session.refreshToken.split('.')[0] ?? '';
}

/** Builds the scene. Close its server after the test. */
export async function setTheScene(): Promise<AttackScene> {
  const server = await startTestServer();
  const attacker = await server.person('agent');
  const victim = await server.person('agent', { name: 'Victim' });
  const administrator = await server.person('administrator');
  await server.person('agent', { departmentIds: [VAULT], name: 'Keeper' });

  await administrator.push('contacts', [aContact()]);
  await victim.push('tickets', [aTicket({ id: 'shared' as TicketId, messageCount: 1 })]);
  await victim.push('messages', [
    aMessage({
      id: 'theirs' as MessageId,
      ticketId: 'shared' as TicketId,
      kind: 'reply',
      by: { kind: 'agent', id: victim.agentId },
    }),
  ]);
  await administrator.push('tickets', [
    aTicket({ id: 'hidden' as TicketId, departmentId: VAULT, subject: SECRET, preview: SECRET }),
  ]);
  await administrator.push('messages', [
    aMessage({
      id: 'hiddenNote' as MessageId,
      ticketId: 'hidden' as TicketId,
      kind: 'note',
      by: { kind: 'agent', id: administrator.agentId },
      text: SECRET,
    }),
  ]);
  const other = await addWorkspace(server.store, `Other ${SECRET}`, server.clock.nowMs());
  await furnishWorkspace(server.store, other.id, 'UTC', server.clock.nowMs(), 'other@example.com');
  await server.store.write(other.id, async (log) => {
    const rev = (): Rev => log.stamp();
    log.put('contacts', aContact({ id: 'otherContact' as ContactId, name: SECRET, rev: rev() }));
    log.put('tickets', aTicket({ id: 'otherTicket' as TicketId, subject: SECRET, rev: rev() }));
    log.put('messages', aMessage({ id: 'otherMessage' as MessageId, text: SECRET, rev: rev() }));
    log.put('settings', {
      id: 'otherRule' as SettingId,
      rev: rev(),
      updatedAtMs: log.nowMs,
      kind: 'tag',
      value: { name: SECRET, color: 'red' },
    });
  });
  const { documents } = await attacker.pull('tickets');
  const { _deleted, ...shared } = documents.find(({ id }) => id === 'shared') as unknown as Ticket & {
    _deleted: boolean;
  };

  const rowsOf = (query: { execute(): Promise<object[]> }): Promise<object[]> => query.execute();
  async function people(): Promise<object> {
    const { sql } = server.store;
    return {
      accounts: await rowsOf(sql.selectFrom('accounts').selectAll().orderBy('agent_id')),
      invitations: await rowsOf(sql.selectFrom('invitations').selectAll().orderBy('id')),
      channels: await rowsOf(sql.selectFrom('channels').selectAll().orderBy('id')),
    };
  }

  return {
    server,
    attacker,
    victim,
    administrator,
    shared,
    foreignIds: [
      other.id,
      server.workspaceId,
      'hidden',
      'hiddenNote',
      'otherTicket',
      'otherMessage',
      'otherContact',
      'otherRule',
      'shared',
      'theirs',
      VAULT,
      victim.agentId,
      administrator.agentId,
      // Their session is no secret; the secret of it is.
      `${sessionIdOf(administrator.session)}.made-up.made-up`,
      '__proto__',
    ],
    async snapshot() {
      const documents = await rowsOf(
        server.store.sql.selectFrom('documents').selectAll().orderBy('workspace_id').orderBy('seq'),
      );
      return JSON.stringify([documents, await people()]);
    },
    async protectedPart() {
      const documents = await server.store.sql
        .selectFrom('documents')
        .select(['workspace_id', 'collection', 'id', 'body', 'seq'])
        .orderBy('workspace_id')
        .orderBy('seq')
        .execute();
      const own = attacker.agentId as string;
      const kept = documents.filter(
        ({ workspace_id: workspaceId, collection, id, body }) =>
          workspaceId !== server.workspaceId ||
          (collection === 'settings' && id !== own) ||
          (collection === 'messages' && !body.includes(`"id":"${own}"`)) ||
          body.includes(SECRET),
      );
      return JSON.stringify([kept, await people()]);
    },
  };
}
