import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import type { ToSolve } from '../../../../shared/ipc/assignment.ts';
import type { Format } from '../../../ui/format.ts';
import { priorityName } from '../../../ui/PriorityMark.tsx';
import type { Translate } from '../../../ui/text.ts';

type Next = NonNullable<ToSolve['next']>;

/** From this long on it is worth saying that the customer waits. */
const WAITS_LONG_MS = 60_000;

/** Why this ticket is the next one, the weightiest first: "due at 14:10", "the customer has waited 2h", "reopened". */
export function nextWhy(next: Next, nowMs: number, format: Format, t: Translate): readonly string[] {
  const time = format.moment(next.dueAtMs, nowMs);
  const isDue = next.dueAtMs < NO_DUE_MS;
  const waitedMs = next.waitingSinceMs > 0 ? nowMs - next.waitingSinceMs : 0;
  const priority = next.priority === '' ? '' : priorityName(next.priority, t);
  const words = [
    isDue && t(next.dueAtMs <= nowMs ? 'assignment:toSolve.overdue' : 'assignment:toSolve.due', { time }),
    waitedMs >= WAITS_LONG_MS &&
      t('assignment:toSolve.customerWaits', { duration: format.duration(waitedMs) }),
    next.reopenCount > 0 && t('assignment:toSolve.reopened', { count: next.reopenCount }),
    (next.priority === 'urgent' || next.priority === 'high' || next.why === 'priority') &&
      priority !== '' &&
      t('assignment:toSolve.priority', { priority }),
    next.source === 'pool' && t('assignment:toSolve.fromPool'),
  ].filter((word) => word !== false);
  return words.length === 0 ? [t('assignment:toSolve.oldest')] : words;
}

/** What the ticket is called: its number, or its subject while it has none. */
export function nextName({ number, subject }: Next, t: Translate): string {
  if (number > 0) return `#${String(number)}`;
  return `“${subject === '' ? t('noSubject') : subject}”`;
}
