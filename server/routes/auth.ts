import type { FastifyInstance } from 'fastify';
import { BatonError } from '../../shared/errors.ts';
import { RedeemBody, RefreshBody, SignInBody } from '../../shared/sync/wire.ts';
import type { ServerParts } from '../parts.ts';
import { findAccountByEmail } from '../security/accounts.ts';
import { openSession, refreshSession } from '../security/sessions.ts';
import { redeemSignInCode } from '../security/signInCodes.ts';

/** Signing in by password or code, and exchanging refresh tokens. */
export function authRoutes(
  app: FastifyInstance,
  { store, secrets, clock, passwords, limits }: ServerParts,
): void {
  const options = { config: { rateLimit: limits.auth } };

  app.post('/v1/auth/sign-in', options, async (request) => {
    const { email, password, device } = SignInBody.parse(request.body);
    const account = await findAccountByEmail(store.sql, email);
    const isRight = await passwords.matches(account?.passwordHash ?? '', password);
    if (!account || !isRight) throw new BatonError('auth.badCredentials', 'e-mail or password is wrong');
    return openSession(store.sql, secrets, account, device, clock.nowMs());
  });

  app.post('/v1/auth/redeem', options, async (request) => {
    const { code, device } = RedeemBody.parse(request.body);
    const account = await redeemSignInCode(store.sql, code, clock.nowMs());
    return openSession(store.sql, secrets, account, device, clock.nowMs());
  });

  app.post('/v1/auth/refresh', options, async (request) => {
    const { refreshToken } = RefreshBody.parse(request.body);
    return refreshSession(store.sql, secrets, refreshToken, clock.nowMs());
  });
}
