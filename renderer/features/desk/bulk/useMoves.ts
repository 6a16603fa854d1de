import { useState } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { needsReason, reasonOf, type ReasonDraft } from '../../../../shared/domain/ticket/transferReason.ts';
import type { BatonError } from '../../../../shared/errors.ts';
import type { BulkLine } from '../../../../shared/ipc/bulk.ts';
import { useSubmit } from '../../../ui/useSubmit.ts';
import { useBulkRun } from './useBulkRun.tsx';

const NONE_LEFT: ReadonlySet<TicketId> = new Set();

/** Moves that somebody looks at, thins out, gives a reason for and has done. */
export interface Moves {
  readonly lines: readonly BulkLine[];
  /** Those that stay where they are, because somebody wants it so. */
  readonly left: ReadonlySet<TicketId>;
  readonly leave: (left: ReadonlySet<TicketId>) => void;
  readonly moving: readonly BulkLine[];
  /** Some of them pass somebody's work on. */
  readonly asksReason: boolean;
  readonly reason: ReasonDraft;
  readonly setReason: (reason: ReasonDraft) => void;
  /** It has been tried without a reason. */
  readonly isChecked: boolean;
  readonly isBusy: boolean;
  readonly error: BatonError | null;
  readonly run: () => void;
}

/** Moves among `lines`; `onDone` when they are done. */
export function useMoves(lines: readonly BulkLine[], initialReason: ReasonDraft, onDone: () => void): Moves {
  const runBulk = useBulkRun();
  const { isBusy, error, submit } = useSubmit();
  const [left, leave] = useState(NONE_LEFT);
  const [reason, setReason] = useState(initialReason);
  const [isChecked, setIsChecked] = useState(false);
  const moving = lines.filter(({ outcome, ticketId }) => outcome === 'moves' && !left.has(ticketId));
  const asksReason = moving.some(({ from, to }) => needsReason(from, to));

  function run(): void {
    const given = asksReason ? reasonOf(reason) : null;
    setIsChecked(true);
    if (asksReason && given === null) return;
    submit(async () => {
      await runBulk(moving, given);
      onDone();
    });
  }

  return { lines, left, leave, moving, asksReason, reason, setReason, isChecked, isBusy, error, run };
}
