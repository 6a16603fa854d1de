import type { TicketId } from '../../shared/domain/ids.ts';
import type { Workspace } from '../workspace.ts';

/** A draft that has rested for so long is not being written any more. */
const DRAFT_RESTS_MS = 5 * 60_000;

/** True while somebody at this desk is in the middle of something that a restart would interrupt. */
export function isWriting({ drafts, sends }: Pick<Workspace, 'drafts' | 'sends'>, nowMs: number): boolean {
  if (sends.all().length > 0) return true;
  return [...drafts.ticketIds()].some((ticketId) =>
    drafts.of(ticketId as TicketId).some(({ savedAtMs }) => savedAtMs > nowMs - DRAFT_RESTS_MS),
  );
}
