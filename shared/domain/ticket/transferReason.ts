import { NOBODY, type Holder, type TransferReason } from './ticket.ts';

/** A reason while somebody chooses it: `code` is `null` until they have. */
export interface ReasonDraft {
  readonly code: TransferReason['code'] | null;
  readonly text: string;
}

/** Nothing chosen yet. */
export const NO_REASON: ReasonDraft = { code: null, text: '' };

/**
 * True for a move that passes somebody's work on: to another department, or from one agent to another. Taking what nobody
 * has, and giving back to one's own department, explain themselves. Source: product design, section 4.
 */
export function needsReason(from: Holder, to: Holder): boolean {
  if (from.departmentId !== to.departmentId) return true;
  return from.assigneeId !== to.assigneeId && from.assigneeId !== NOBODY && to.assigneeId !== NOBODY;
}

/** The reason that was chosen; `null` while none is, or while words are missing that its code does not say. */
export function reasonOf({ code, text }: ReasonDraft): TransferReason | null {
  const words = text.trim();
  return code === null || (code === 'other' && words === '') ? null : { code, text: words };
}
