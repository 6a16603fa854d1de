import type { DepartmentId } from '../../shared/domain/ids.ts';
import type { Sql } from '../store/schema.ts';
import { newId } from './ids.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** A way in for customers' words. */
export interface Channel {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: 'form' | 'api' | 'email';
  readonly name: string;
  readonly departmentId: DepartmentId;
}

function channels(sql: Sql) {
  return sql
    .selectFrom('channels')
    .select(['id', 'workspace_id as workspaceId', 'kind', 'name', 'department_id as departmentId']);
}

/** The channel that this key opens, if any. */
export async function findChannelByKey(sql: Sql, key: string): Promise<Channel | undefined> {
  const row = await channels(sql).where('key_hash', '=', hashSecret(key)).executeTakeFirst();
  return row && { ...row, departmentId: row.departmentId as DepartmentId };
}

/** The contact-form channel with this id, if any. */
export async function findFormChannel(sql: Sql, id: string): Promise<Channel | undefined> {
  const row = await channels(sql).where('id', '=', id).where('kind', '=', 'form').executeTakeFirst();
  return row && { ...row, departmentId: row.departmentId as DepartmentId };
}

/** The first contact form of a workspace, if it has one. */
export async function firstFormChannel(sql: Sql, workspaceId: string): Promise<Channel | undefined> {
  const row = await channels(sql)
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'form')
    .orderBy('created_at_ms')
    .orderBy('id')
    .executeTakeFirst();
  return row && { ...row, departmentId: row.departmentId as DepartmentId };
}

/** Adds a channel and returns its key, which is stored hashed and cannot be read again; `''` for a form, which has none. */
export async function addChannel(
  sql: Sql,
  channel: Omit<Channel, 'id'> & { readonly id?: string },
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
