import { BatonError } from '../../shared/errors.ts';

/** Wrong passwords for an account before anybody has to wait. */
const FREE_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** After so long without an attempt they are forgotten. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60_000;
/** Addresses nobody has are as many as somebody likes to try; of those the oldest are forgotten. */
const UNKNOWN_KEPT = 10_000;

interface Attempts {
  readonly count: number;
  readonly lastAtMs: number;
}

/** Who tries to get into what. */
export interface Attempt {
  /** The account, `null` when nobody has the address: they are slowed down alike, so that nothing can be read from it. */
  readonly account: { readonly workspaceId: string; readonly agentId: string } | null;
  readonly email: string;
  /**
   * A device or session this person was signed in on before, `''` for any other. It has a count of its own: whoever else
   * tries out passwords cannot keep people out of their own devices.
   */
  readonly knownAs: string;
}

/** Slows down guessing the password of one account, from however many addresses. Counts in this process. */
export interface WrongPasswords {
  /**
   * Counts an attempt as wrong before the password is looked at, so that many at once gain nothing. Throws `rate.limited`
   * while a pause lasts; such an attempt does not count.
   */
  begin(attempt: Attempt): void;
  /** It was the right one: all is forgotten. */
  right(attempt: Attempt): void;
}

/** Starts with nobody having tried anything. */
export function createWrongPasswords(nowMs: () => number): WrongPasswords {
  const ofAccounts = new Map<string, Attempts>();
  const ofUnknown = new Map<string, Attempts>();

  const placeOf = ({ account, email, knownAs }: Attempt): readonly [Map<string, Attempts>, string] =>
    account
      ? [ofAccounts, [account.workspaceId, account.agentId, knownAs].join(' ')]
      : [ofUnknown, email.trim().toLowerCase()];

  return {
    begin: (attempt) => {
      const [attempts, key] = placeOf(attempt);
      const found = attempts.get(key);
      const isForgotten = !found || nowMs() - found.lastAtMs >= FORGOTTEN_AFTER_MS;
      const { count, lastAtMs } = isForgotten ? { count: 0, lastAtMs: 0 } : found;
      if (nowMs() < lastAtMs + pauseAfter(count))
        throw new BatonError('rate.limited', 'too many wrong passwords for this account; wait a moment');
      // Behind all others, so that the one that was tried least lately goes first.
      attempts.delete(key);
      attempts.set(key, { count: count + 1, lastAtMs: nowMs() });
      if (ofUnknown.size > UNKNOWN_KEPT)
        for (const oldest of ofUnknown.keys()) {
          ofUnknown.delete(oldest);
          break;
        }
    },
    right: (attempt) => {
      const [attempts, key] = placeOf(attempt);
      attempts.delete(key);
    },
  };
}

/** How long nobody may try again after so many wrong ones: twice as long with each, up to a quarter of an hour. */
function pauseAfter(wrong: number): number {
  if (wrong < FREE_ATTEMPTS) return 0;
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (wrong - FREE_ATTEMPTS));
}
