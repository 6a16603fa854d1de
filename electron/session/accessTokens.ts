import { BatonError } from '../../shared/errors.ts';
import type { SessionAnswer } from '../../shared/sync/wire.ts';
import type { AccessToken, ServerClient } from '../sync/serverClient.ts';
import type { Clock } from '../time.ts';
import type { KnownSession, SessionFile } from './sessionFile.ts';

/** A token that ends sooner than this is renewed before it is used. */
const RENEW_EARLY_MS = 30_000;

/** What a sign-in's answer says about the session. */
export function toSession(server: string, answer: SessionAnswer): KnownSession {
  const { email, workspaceId, workspaceName, agentId, refreshToken } = answer;
  return { server, email, workspaceId, workspaceName, agentId, refreshToken };
}

/**
 * Gives access tokens for the session in the file. However many ask at once, one refresh runs; the rotated refresh token
 * is on disk before anybody uses what came with it. `first` is what a fresh sign-in has just answered.
 */
export function createAccessTokens(
  file: SessionFile,
  client: ServerClient,
  serverClock: Clock,
  first: SessionAnswer | null,
): AccessToken {
  let current = first ? { token: first.accessToken, expiresAtMs: first.accessExpiresAtMs } : null;
  let renewing: Promise<string> | undefined;

  async function renew(): Promise<string> {
    const session = file.session();
    if (!session) throw new BatonError('auth.signedOut', 'nobody is signed in');
    const answer = await client.refresh(session.refreshToken);
    await file.keep(toSession(session.server, answer));
    current = { token: answer.accessToken, expiresAtMs: answer.accessExpiresAtMs };
    return answer.accessToken;
  }

  return async (options) => {
    if (renewing) return renewing;
    if (!options.renew && current && current.expiresAtMs - serverClock.nowMs() > RENEW_EARLY_MS)
      return current.token;
    renewing = renew().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
}
