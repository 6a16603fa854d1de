import { isDistributionLine, isOnlyDistribution } from '../../shared/domain/ticket/distribution.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';

/**
 * True for a claim that was decided by another picture of who is online than `picture`, the one that holds. A claim that says
 * none, and one with which somebody's own deeds come, are judged by the ticket alone. Without a picture here nobody can tell.
 */
export function isOutdatedClaim(next: Ticket, master: Ticket | null, picture: string | null): boolean {
  if (master === null || picture === null || !isOnlyDistribution(master, next)) return false;
  const known = new Set<string>(master.history.map(({ id }) => id));
  return next.history.some((line) => {
    if (known.has(line.id) || !isDistributionLine(line)) return false;
    const assumed = line.grounds?.picture;
    return assumed !== undefined && assumed !== picture;
  });
}
