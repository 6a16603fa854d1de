import type { DepartmentId } from '../../shared/domain/ids.ts';
import type { Sql } from '../store/schema.ts';
import { newId } from './ids.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** A way in for customers' words. */
export interface Channel {
  readonly id: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly kind: 'form' | 'api' | 'email';
  readonly name: string;
  readonly departmentId: DepartmentId;
}

function channels(sql: Sql) {
  return sql
    .selectFrom('channels')
    .innerJoin('workspaces', 'workspaces.id', 'channels.workspace_id')
    .select([
      'channels.id as id',
      'channels.workspace_id as workspaceId',
      'workspaces.name as workspaceName',
      'channels.kind as kind',
      'channels.name as name',
      'channels.department_id as departmentId',
    ]);
}

/** The channel that this key opens, if any. */
export async function findChannelByKey(sql: Sql, key: string): Promise<Channel | undefined> {
  const row = await channels(sql).where('channels.key_hash', '=', hashSecret(key)).executeTakeFirst();
  return row && { ...row, departmentId: row.departmentId as DepartmentId };
}

/** The contact-form channel with this id, if any. */
export async function findFormChannel(sql: Sql, id: string): Promise<Channel | undefined> {
  const row = await channels(sql)
    .where('channels.id', '=', id)
    .where('channels.kind', '=', 'form')
    .executeTakeFirst();
  return row && { ...row, departmentId: row.departmentId as DepartmentId };
}

/** The first contact form of a workspace, if it has one. */
export async function firstFormChannel(sql: Sql, workspaceId: string): Promise<Channel | undefined> {
  const row = await channels(sql)
    .where('channels.workspace_id', '=', workspaceId)
    .where('channels.kind', '=', 'form')
    .orderBy('channels.created_at_ms')
    .orderBy('channels.id')
    .executeTakeFirst();
  return row && { ...row, departmentId: row.departmentId as DepartmentId };
}

/** Adds a channel and returns its key, which is stored hashed and cannot be read again; `''` for a form, which has none. */
export async function addChannel(
  sql: Sql,
  channel: Omit<Channel, 'id' | 'workspaceName'> & { readonly id?: string },
  nowMs: number,
): Promise<{ readonly id: string; readonly key: string }> {
  const id = channel.id ?? newId(nowMs);
  const key = channel.kind === 'form' ? '' : `bk_${newSecret()}`;
  await sql
    .insertInto('channels')
    .values({
      id,
      workspace_id: channel.workspaceId,
      kind: channel.kind,
      name: channel.name,
      department_id: channel.departmentId,
      key_hash: key === '' ? '' : hashSecret(key),
      created_at_ms: nowMs,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { id, key };
}
