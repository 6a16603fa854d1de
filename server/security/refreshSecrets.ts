import { isSame, newSecret, sign, type Secrets } from './secrets.ts';

/**
 * A new refresh secret of a session. It carries the server's signature, so that one which was really given out and used
 * up can be told from one that somebody has made up: only the first gives a thief away, and nobody can end a session by
 * guessing.
 */
export function newRefreshSecret({ refreshTokenKey }: Secrets, sessionId: string): string {
  const random = newSecret();
  return `${random}.${sign(refreshTokenKey, `${sessionId}.${random}`)}`;
}

/** True for a secret that this server has once given out under this id. */
export function isRefreshSecret({ refreshTokenKey }: Secrets, sessionId: string, presented: string): boolean {
  const [random = '', signature = ''] = presented.split('.');
  return isSame(signature, sign(refreshTokenKey, `${sessionId}.${random}`));
}
