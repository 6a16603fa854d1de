import { jwtVerify, SignJWT } from 'jose';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { BatonError } from '../../shared/errors.ts';

/** How long an access token lives. */
export const ACCESS_LIFETIME_MS = 15 * 60 * 1000;

const ISSUER = 'baton';
const ALGORITHM = 'HS256';

const Claims = z.object({ sid: z.string(), ws: z.string(), sub: z.string() });

/** What an access token says: which session of whom, in which workspace. */
export interface AccessClaims {
  readonly sessionId: string;
  readonly workspaceId: string;
  readonly agentId: string;
}

/** Signs a token that is good for `ACCESS_LIFETIME_MS` from `nowMs`. */
export async function issueAccessToken(
  key: KeyObject,
  claims: AccessClaims,
  nowMs: number,
): Promise<{ readonly token: string; readonly expiresAtMs: number }> {
  const nowSeconds = Math.floor(nowMs / 1000);
  const expiresSeconds = nowSeconds + ACCESS_LIFETIME_MS / 1000;
  const token = await new SignJWT({ sid: claims.sessionId, ws: claims.workspaceId })
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setSubject(claims.agentId)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(expiresSeconds)
    .sign(key);
  return { token, expiresAtMs: expiresSeconds * 1000 };
}

/** Reads a token. Throws `auth.expired` for one that is too old, forged or no token at all. */
export async function readAccessToken(key: KeyObject, token: string, nowMs: number): Promise<AccessClaims> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      currentDate: new Date(nowMs),
    });
    const claims = Claims.parse(payload);
    return { sessionId: claims.sid, workspaceId: claims.ws, agentId: claims.sub };
  } catch (cause) {
    throw new BatonError('auth.expired', 'sign in again', {}, { cause });
  }
}
