import { ID_MAX_LENGTH, type HistoryId } from '../ids.ts';
import { effectiveHistory, sortHistory } from './history.ts';
import type { Ticket } from './ticket.ts';

const PREFIX = 'return-';

/**
 * Id of the history line by which distribution takes a ticket from its present holder. It hangs on the line that gave it to
 * them, so every machine makes the same and each holding ends this way at most once.
 */
export function returnLineId(ticket: Ticket): HistoryId {
  const given = sortHistory(effectiveHistory(ticket.history)).findLast(
    ({ kind }) => kind === 'holder' || kind === 'created',
  );
  return `${PREFIX}${given?.id ?? ticket.id}`.slice(0, ID_MAX_LENGTH) as HistoryId;
}
