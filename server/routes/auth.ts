import type { FastifyInstance } from 'fastify';
import { BatonError } from '../../shared/errors.ts';
import { InvitationBody, type InvitationFacts } from '../../shared/sync/people.ts';
import { JoinBody, RedeemBody, RefreshBody, SignInBody } from '../../shared/sync/wire.ts';
import type { ServerParts } from '../parts.ts';
import { findAccountByEmail } from '../security/accounts.ts';
import { findInvitation } from '../security/invitations.ts';
import { hasBeenOn } from '../security/devices.ts';
import { openSession, refreshSession } from '../security/sessions.ts';
import { redeemSignInCode } from '../security/signInCodes.ts';
import { acceptInvitation } from '../team/acceptInvitation.ts';
import { findAgent } from '../team/agents.ts';

/** Signing in by password, code or invitation, and exchanging refresh tokens. */
export function authRoutes(
  app: FastifyInstance,
  { store, secrets, clock, passwords, wrongPasswords, limits, streams }: ServerParts,
): void {
  const options = { config: { rateLimit: limits.auth } };

  app.post('/v1/auth/sign-in', options, async (request) => {
    const { email, password, device } = SignInBody.parse(request.body);
    const account = await findAccountByEmail(store.sql, email);
    const isKnown = account !== undefined && (await hasBeenOn(store.sql, account, device.id));
    const attempt = { account: account ?? null, email, knownAs: isKnown ? device.id : '' };
    wrongPasswords.begin(attempt);
    const isRight = await passwords.matches(account?.passwordHash ?? '', password);
    if (!account || !isRight || !(await worksHere(account)))
      throw new BatonError('auth.badCredentials', 'e-mail or password is wrong');
    wrongPasswords.right(attempt);
    return openSession(store.sql, secrets, account, device, clock.nowMs());
  });

  app.post('/v1/auth/redeem', options, async (request) => {
    const { code, device } = RedeemBody.parse(request.body);
    const account = await redeemSignInCode(store.sql, code, clock.nowMs());
    if (!(await worksHere(account)))
      throw new BatonError('auth.codeInvalid', 'this code is of somebody who has left');
    return openSession(store.sql, secrets, account, device, clock.nowMs());
  });

  app.post('/v1/auth/refresh', options, async (request) => {
    const { refreshToken } = RefreshBody.parse(request.body);
    return refreshSession(store.sql, secrets, refreshToken, clock.nowMs());
  });

  app.post('/v1/auth/invitation', options, async (request): Promise<InvitationFacts> => {
    const { code } = InvitationBody.parse(request.body);
    const { workspaceId, workspaceName, agentId, email, expiresAtMs, joinsAs } = await findInvitation(
      store.sql,
      code,
      clock.nowMs(),
    );
    const name = (joinsAs ?? (await findAgent(store.sql, workspaceId, agentId)))?.name ?? email;
    return { kind: joinsAs ? 'join' : 'reset', workspaceName, name, email, expiresAtMs };
  });

  app.post('/v1/auth/join', options, async (request) => {
    const { code, password, device } = JoinBody.parse(request.body);
    const { account, endedSessions } = await acceptInvitation(
      store,
      passwords,
      code,
      password,
      clock.nowMs(),
    );
    for (const sessionId of endedSessions) streams.endSession(sessionId);
    return openSession(store.sql, secrets, account, device, clock.nowMs());
  });

  async function worksHere({
    workspaceId,
    agentId,
  }: {
    workspaceId: string;
    agentId: string;
  }): Promise<boolean> {
    return (await findAgent(store.sql, workspaceId, agentId))?.isActive === true;
  }
}
