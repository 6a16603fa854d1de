import { BatonError } from '../../shared/errors.ts';
import { isAcceptablePassword } from '../../shared/sync/people.ts';
import { addAccount, findAccountOf, setPassword, type Account } from '../security/accounts.ts';
import { closeInvitations, findInvitation } from '../security/invitations.ts';
import type { Passwords } from '../security/passwords.ts';
import { endSessions } from '../security/sessions.ts';
import type { Store } from '../store/store.ts';
import { findAgent } from './agents.ts';
import { emailTaken, joinedAgent } from './people.ts';

/** Somebody who has just chosen their password, and the sessions that ended with the old one. */
export interface Accepted {
  readonly account: Account;
  readonly endedSessions: readonly string[];
}

/**
 * Uses an invitation up: somebody new becomes an agent with an account, somebody known gets a new password and is signed
 * out wherever the old one was used. Throws `auth.weakPassword`, `auth.codeInvalid`, and `auth.emailTaken` when the address
 * got an account meanwhile.
 */
export async function acceptInvitation(
  store: Store,
  passwords: Passwords,
  code: string,
  password: string,
  nowMs: number,
): Promise<Accepted> {
  if (!isAcceptablePassword(password)) throw new BatonError('auth.weakPassword', 'the password is too short');
  const invitation = await findInvitation(store.sql, code, nowMs);
  const { workspaceId, agentId, email, joinsAs } = invitation;
  // Costly on purpose, so it is done before the workspace is locked.
  const passwordHash = await passwords.hash(password);
  return store.write(workspaceId, async (log) => {
    // Of two who come with the same link, one closes it.
    if ((await closeInvitations(log.sql, workspaceId, { id: invitation.id }, nowMs)) === 0) throw usedUp();
    if (joinsAs) log.put('settings', joinedAgent(agentId, joinsAs, log));
    else if ((await findAgent(log.sql, workspaceId, agentId))?.isActive !== true) throw usedUp();
    const isChanged = await setPassword(log.sql, workspaceId, agentId, passwordHash);
    const isHere =
      isChanged || (await addAccount(log.sql, { workspaceId, agentId, email, passwordHash }, nowMs));
    if (!isHere) throw emailTaken();
    const endedSessions = await endSessions(log.sql, workspaceId, { agentId }, 'signedOut', nowMs);
    const account = await findAccountOf(log.sql, workspaceId, agentId);
    if (!account) throw new BatonError('internal', 'an account that was just made is not there');
    return { account, endedSessions };
  });
}

function usedUp(): BatonError {
  return new BatonError('auth.codeInvalid', 'this invitation was used or taken back');
}
