import { BatonError } from '../shared/errors.ts';
import type { SessionState } from '../shared/ipc/session.ts';
import type { Desk } from './desk.ts';
import type { DeskNews } from './deskNews.ts';
import type { Environment } from './environment.ts';
import type { Logger } from './log.ts';
import { serverAddress } from './sync/serverClient.ts';

/** Signs in with the code of the start: at once when nobody is signed in to that server, or when that session has ended. */
export interface Redeemer {
  start(desk: Desk, tell: DeskNews): void;
  /** What the session is now. */
  note(session: SessionState): void;
}

/** One that uses the code once; without a code it does nothing. */
export function createRedeemer(connect: Environment['connect'], log: Logger): Redeemer {
  let redeem: (() => void) | undefined;
  return {
    start: (desk, tell) => {
      if (!connect) return;
      redeem = () => {
        redeem = undefined;
        desk.redeem(connect).catch((cause: unknown) => {
          log.error('the sign-in code was not taken', cause);
          const known =
            cause instanceof BatonError ? cause : new BatonError('internal', 'the sign-in failed');
          tell('problem.raised', { code: known.code, detail: connect.server });
        });
      };
      const session = desk.session();
      if (session.name === 'signedOut' || session.server !== serverAddress(connect.server)) redeem();
    },
    note: (session) => {
      if (session.name === 'signedOut' && session.problem !== null) redeem?.();
    },
  };
}
