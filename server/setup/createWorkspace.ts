import { randomUUID } from 'node:crypto';
import type { AgentId, CalendarId, DepartmentId, PolicyId } from '../../shared/domain/ids.ts';
import { addAccount } from '../security/accounts.ts';
import { addChannel } from '../security/channels.ts';
import { newId } from '../security/ids.ts';
import type { Store } from '../store/store.ts';
import { defaultSettings, FIRST_EMAIL } from './defaultSettings.ts';

/** The number of a workspace's first ticket: three digits look like a toy, five are hard to say. */
const FIRST_NUMBER = 1001;

/** A workspace as the command line sees it. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** False between `addWorkspace` and the first write into it, also when a process was killed there. */
  readonly isFurnished: boolean;
}

/** The workspace with this id or, without one, the first that was made; `undefined` when there is none. */
export async function findWorkspace(store: Store, id?: string): Promise<Workspace | undefined> {
  const workspaces = store.sql
    .selectFrom('workspaces')
    .select(['id', 'name', 'seq'])
    .orderBy('created_at_ms');
  const row = await (id === undefined ? workspaces : workspaces.where('id', '=', id)).executeTakeFirst();
  return row && { id: row.id, name: row.name, isFurnished: row.seq > 0 };
}

/** Makes a workspace with nothing in it. */
export async function addWorkspace(store: Store, name: string, nowMs: number): Promise<Workspace> {
  const id = randomUUID();
  await store.sql
    .insertInto('workspaces')
    .values({
      id,
      name,
      seq: 0,
      next_number: FIRST_NUMBER,
      clock_ms: 0,
      clock_counter: 0,
      created_at_ms: nowMs,
    })
    .execute();
  return { id, name, isFurnished: false };
}

/** Gives a new workspace what makes it usable at once: an administrator without a password, a department, office hours, a policy and a contact form. */
export async function furnishWorkspace(
  store: Store,
  workspaceId: string,
  timeZone: string,
  nowMs: number,
  email: string = FIRST_EMAIL,
): Promise<void> {
  const ids = {
    agentId: newId(nowMs) as AgentId,
    departmentId: newId(nowMs) as DepartmentId,
    calendarId: newId(nowMs) as CalendarId,
    policyId: newId(nowMs) as PolicyId,
  };
  await store.write(workspaceId, async (log) => {
    for (const setting of defaultSettings(ids, timeZone, () => log.stamp(), nowMs, email))
      log.put('settings', setting);
    await addAccount(log.sql, { workspaceId, agentId: ids.agentId, email, passwordHash: '' }, nowMs);
    const form = { workspaceId, kind: 'form', name: 'Contact form', departmentId: ids.departmentId } as const;
    await addChannel(log.sql, form, nowMs);
  });
}
