import type { AgentId, DepartmentId, SettingId } from '../../shared/domain/ids.ts';
import { BatonError } from '../../shared/errors.ts';
import type { generateDemo } from '../demo/generateDemo.ts';
import { addAccount } from '../security/accounts.ts';
import { addChannel } from '../security/channels.ts';
import { newId } from '../security/ids.ts';
import type { Passwords } from '../security/passwords.ts';
import { hasTickets } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { administrator, FIRST_EMAIL } from './defaultSettings.ts';

/** The demo's content as its generator makes it. */
export type Demo = ReturnType<typeof generateDemo>;

/** The seed of the demo everybody sees; a fixed one, so that screenshots and bug reports speak of the same tickets. */
const DEMO_SEED = 20_260;

/** How much a demo brought. */
export interface DemoReport {
  readonly tickets: number;
  readonly messages: number;
  readonly accounts: number;
}

/** Makes the demo as of `nowMs`. Loaded here and not at the top: its texts are large, and a server in earnest never needs them. */
export async function loadDemo(nowMs: number): Promise<Demo> {
  const { generateDemo } = await import('../demo/generateDemo.ts');
  return generateDemo({ seed: DEMO_SEED, nowMs });
}

/**
 * Writes the demo into a workspace, in one transaction. Accounts that exist stay as they are; where the first account does
 * not exist, it becomes an administrator of all departments. Throws `workspace.notEmpty` when there are tickets.
 */
export async function fillWithDemo(
  store: Store,
  workspaceId: string,
  passwords: Passwords,
  demo: Demo,
): Promise<DemoReport> {
  const hashes = await Promise.all(demo.accounts.map(({ password }) => passwords.hash(password)));
  return store.write(workspaceId, async (log) => {
    if (await hasTickets(log.sql, workspaceId)) {
      throw new BatonError('workspace.notEmpty', 'the demo goes into a workspace without tickets only');
    }
    for (const setting of demo.settings) log.put('settings', { ...setting, rev: log.stamp() });
    for (const contact of demo.contacts) log.put('contacts', { ...contact, rev: log.stamp() });
    for (const message of demo.messages) log.put('messages', { ...message, rev: log.stamp() });
    for (const ticket of demo.tickets) {
      log.put('tickets', { ...ticket, number: log.takeNumber(), rev: log.stamp() });
    }

    let added = 0;
    for (const [index, { agentId, email }] of demo.accounts.entries()) {
      const account = { workspaceId, agentId, email, passwordHash: hashes[index] ?? '' };
      if (await addAccount(log.sql, account, log.nowMs)) added += 1;
    }
    const you = newId(log.nowMs) as AgentId;
    if (
      await addAccount(
        log.sql,
        { workspaceId, agentId: you, email: FIRST_EMAIL, passwordHash: '' },
        log.nowMs,
      )
    ) {
      const value = administrator('You', FIRST_EMAIL, departmentsOf(demo));
      log.put('settings', {
        id: you as string as SettingId,
        rev: log.stamp(),
        updatedAtMs: log.nowMs,
        kind: 'agent',
        value,
      });
      added += 1;
    }
    for (const channel of demo.channels) await addChannel(log.sql, { ...channel, workspaceId }, log.nowMs);
    return { tickets: demo.tickets.length, messages: demo.messages.length, accounts: added };
  });
}

function departmentsOf(demo: Demo): DepartmentId[] {
  return demo.settings.flatMap(({ id, kind }) =>
    kind === 'department' ? [id as string as DepartmentId] : [],
  );
}
