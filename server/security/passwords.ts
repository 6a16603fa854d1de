import { hash, verify } from '@node-rs/argon2';

/** Checks and makes password hashes. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for an unknown person (`storedHash` empty) as for a wrong password. */
  matches(storedHash: string, password: string): Promise<boolean>;
}

/** argon2id's cost. Source: OWASP Password Storage Cheat Sheet, first choice of argon2id settings. */
const FULL_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Passwords under argon2id; `cost` is lowered by tests only. */
export function argon2Passwords(
  cost: { readonly memoryCost: number; readonly timeCost: number; readonly parallelism: number } = FULL_COST,
): Passwords {
  let nobody: Promise<string> | undefined;
  return {
    hash: (password) => hash(password, cost),
    async matches(storedHash, password) {
      nobody ??= hash('nobody has this password', cost);
      const isRight = await verify(storedHash === '' ? await nobody : storedHash, password);
      return isRight && storedHash !== '';
    },
  };
}
