import { BatonError } from '../../shared/errors.ts';
import { lockSchema } from './dialect.ts';
import { addInvitationsAndDevices } from './peopleSchema.ts';
import { indexAllClosed } from './closedTickets.ts';
import { placeEverything } from './places.ts';
import type { Sql, SqlTransaction } from './schema.ts';
import { createTextIndex } from './textSearch.ts';

/** One step of the schema, run inside a transaction. Steps are never edited once released; a change is a new step. */
export type Migration = (transaction: SqlTransaction) => Promise<void>;

/** All steps in order; the first one makes version 1. */
export const MIGRATIONS: readonly Migration[] = [
  createFirstSchema,
  addInvitationsAndDevices,
  addPlaces,
  addTextIndex,
  addSights,
  addWebhookCalls,
  indexThreads,
];

/**
 * Brings the database to the newest version, each step in its own transaction together with its version number, so that
 * a killed process leaves a whole version behind. Throws `storage.corrupt` when a newer Baton has written the database.
 */
export async function migrate(database: Sql, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const found = await foundVersion(database);
  if (found > migrations.length) {
    throw new BatonError('storage.corrupt', 'this database was written by a newer Baton; update the server', {
      found,
      known: migrations.length,
    });
  }
  for (const [index, step] of migrations.entries()) {
    const version = index + 1;
    if (version <= found) continue;
    await database.transaction().execute(async (transaction) => {
      await lockSchema(transaction);
      // Another process may have taken this step while this one waited for the lock.
      if ((await currentVersion(transaction)) >= version) return;
      await step(transaction);
      await transaction.deleteFrom('schema_version').execute();
      await transaction.insertInto('schema_version').values({ version }).execute();
    });
  }
}

/** The version of the schema, 0 in an empty database, which gets the table that keeps it. */
export async function foundVersion(database: Sql): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    await lockSchema(transaction);
    await transaction.schema
      .createTable('schema_version')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    return currentVersion(transaction);
  });
}

/** True when the database has exactly the version this server works with. Throws when it cannot be asked. */
export async function isMigrated(database: Sql): Promise<boolean> {
  return (await currentVersion(database)) === MIGRATIONS.length;
}

/** The version of the schema of a database that has one. */
export async function currentVersion(database: Sql): Promise<number> {
  const row = await database.selectFrom('schema_version').select('version').executeTakeFirst();
  return row?.version ?? 0;
}

async function createFirstSchema(database: SqlTransaction): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('workspaces')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('next_number', 'bigint', (column) => column.notNull())
    .addColumn('clock_ms', 'bigint', (column) => column.notNull())
    .addColumn('clock_counter', 'bigint', (column) => column.notNull())
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('documents')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('rev', 'text', (column) => column.notNull())
    .addColumn('source_rev', 'text', (column) => column.notNull())
    .addColumn('deleted', 'smallint', (column) => column.notNull())
    .addColumn('parent_id', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('documents_key', ['workspace_id', 'collection', 'id'])
    .execute();
  await schema
    .createIndex('documents_by_collection')
    .on('documents')
    .columns(['workspace_id', 'collection', 'seq'])
    .execute();
  // The event stream reads all collections in one order.
  await schema
    .createIndex('documents_by_seq')
    .on('documents')
    .columns(['workspace_id', 'seq'])
    .unique()
    .execute();
  await schema
    .createIndex('documents_by_parent')
    .on('documents')
    .columns(['workspace_id', 'parent_id'])
    .where('parent_id', 'is not', null)
    .execute();

  await schema
    .createTable('contact_emails')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('contact_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('contact_emails_key', ['workspace_id', 'email', 'contact_id'])
    .execute();
  await schema
    .createIndex('contact_emails_by_contact')
    .on('contact_emails')
    .columns(['workspace_id', 'contact_id'])
    .execute();

  await schema
    .createTable('accounts')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('accounts_key', ['workspace_id', 'agent_id'])
    .execute();

  await schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('device_id', 'text', (column) => column.notNull())
    .addColumn('device_name', 'text', (column) => column.notNull())
    .addColumn('refresh_hash', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('rotated_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('expires_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('revoked_at_ms', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('sessions_by_agent')
    .on('sessions')
    .columns(['workspace_id', 'agent_id', 'device_id'])
    .execute();

  await schema
    .createTable('sign_in_codes')
    .addColumn('code_hash', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('expires_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('used_at_ms', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('channels')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('department_id', 'text', (column) => column.notNull())
    .addColumn('key_hash', 'text', (column) => column.notNull())
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('channels_by_key').on('channels').columns(['key_hash']).execute();
  await schema.createIndex('channels_by_workspace').on('channels').columns(['workspace_id']).execute();

  await schema
    .createTable('intake_receipts')
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('message_key', 'text', (column) => column.notNull())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('at_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('intake_receipts_key', ['channel_id', 'message_key'])
    .execute();
}

/** Says of every ticket and message who may see it, in columns that a query can ask. */
async function addPlaces(database: SqlTransaction): Promise<void> {
  const { schema } = database;
  await schema.alterTable('documents').addColumn('department_id', 'text').execute();
  await schema.alterTable('documents').addColumn('assignee_id', 'text').execute();
  await schema.alterTable('documents').addColumn('closed_ms', 'bigint').execute();
  await schema.alterTable('documents').addColumn('seen_by', 'text').execute();
  await placeEverything(database);
}

/** Lets desks search what they leave to the server. */
async function addTextIndex(database: SqlTransaction): Promise<void> {
  await createTextIndex(database);
  await indexAllClosed(database);
}

/** Remembers when what somebody may see has last changed. */
async function addSights({ schema }: SqlTransaction): Promise<void> {
  await schema
    .createTable('agent_sights')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('agent_sights_key', ['workspace_id', 'agent_id'])
    .execute();
}

/** Keeps what rules have to tell other systems until they have taken it. */
async function addWebhookCalls({ schema }: SqlTransaction): Promise<void> {
  await schema
    .createTable('webhook_calls')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('done_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('webhook_calls_by_time')
    .on('webhook_calls')
    .columns(['done_at_ms', 'next_at_ms'])
    .execute();
}

/** A thread in its order. Without the order in the index, SQLite walks along the sequences of all messages instead. */
async function indexThreads({ schema }: SqlTransaction): Promise<void> {
  await schema.dropIndex('documents_by_parent').execute();
  await schema
    .createIndex('documents_by_parent')
    .on('documents')
    .columns(['workspace_id', 'parent_id', 'collection', 'seq'])
    .where('parent_id', 'is not', null)
    .execute();
}
