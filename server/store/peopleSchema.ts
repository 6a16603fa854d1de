import type { SqlTransaction } from './schema.ts';

/** Invitations, and what a list of devices shows. */
export async function addInvitationsAndDevices(database: SqlTransaction): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('invitations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('expires_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('closed_at_ms', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('invitations_by_workspace')
    .on('invitations')
    .columns(['workspace_id', 'created_at_ms'])
    .execute();
  for (const name of ['platform', 'end_reason'] as const) {
    await schema
      .alterTable('sessions')
      .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
      .execute();
  }
  await schema
    .alterTable('sessions')
    .addColumn('seen_at_ms', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  // A session was seen last when it was renewed last.
  await database
    .updateTable('sessions')
    .set((table) => ({ seen_at_ms: table.ref('rotated_at_ms') }))
    .execute();
}
