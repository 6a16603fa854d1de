import { useState } from 'react';
import type { BatonError } from '../../shared/errors.ts';
import { asBatonError } from '../bridge.ts';

/** How sending a form stands. */
export interface Submission {
  readonly isBusy: boolean;
  /** What went wrong the last time, until it is tried again. */
  readonly error: BatonError | null;
  /** Does it, unless it is being done already. What fails is kept as `error`, and what was typed is the form's to keep. */
  readonly submit: (work: () => Promise<unknown>) => void;
}

/** Sends a form: once at a time, and with what went wrong beside it. */
export function useSubmit(): Submission {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<BatonError | null>(null);

  async function send(work: () => Promise<unknown>): Promise<void> {
    setIsBusy(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(asBatonError(thrown));
    } finally {
      setIsBusy(false);
    }
  }

  return {
    isBusy,
    error,
    submit: (work) => {
      if (!isBusy) void send(work);
    },
  };
}
