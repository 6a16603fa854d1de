import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { DueFilter, TicketSort, ViewId } from '../../../../shared/domain/views.ts';
import type { CommandOutput, EventPayload } from '../../../../shared/ipc/contract.ts';
import { asBatonError, invoke, subscribe } from '../../../bridge.ts';
import { createAudience } from '../../../live/audience.ts';
import { UNKNOWN_LIST, type ListRow, type ListSource, type ListState } from './listSource.ts';

/** Rows known at a time. */
const WINDOW_ROWS = 160;
/** Nearer than this to an end of what is known, more is asked for. */
const MARGIN_ROWS = 40;

type Shown = CommandOutput<'list.show'>;

/** What is shown after a change; undefined when the change does not follow on it. */
function afterChange(shown: Shown, change: EventPayload<'list.changed'>): Shown | undefined {
  if (change.version !== shown.version + 1) return undefined;
  const known = new Map<TicketId, ListRow>([...shown.rows, ...change.rows].map((row) => [row.id, row]));
  const rows = change.ids.flatMap((id) => known.get(id) ?? []);
  const { version, total, offset } = change;
  return rows.length === change.ids.length ? { version, total, offset, rows } : undefined;
}

/** A view in one order, narrowed by due time or not. The host keeps the part around what is on the screen current; nothing is asked again. */
export function createTicketWindow(view: ViewId, sort: TicketSort, due: DueFilter | null = null): ListSource {
  const listId = crypto.randomUUID();
  const audience = createAudience({ start, stop });
  let state: ListState = UNKNOWN_LIST;
  let shown: Shown | undefined;
  let first = 0;
  let last = 0;
  let isAsking = false;
  /** What is known cannot be followed any more. */
  let isLost = true;
  /** The latest change heard of while an answer is on its way. */
  let heardVersion = 0;
  let stops: (() => void)[] = [];

  function publish(next: Partial<ListState>): void {
    state = { ...state, ...next };
    audience.tell();
  }

  function take(next: Shown): void {
    shown = next;
    publish({ total: next.total, parts: [{ offset: next.offset, rows: next.rows }], error: null });
  }

  /** Where the known part should begin; undefined when it is well where it is. */
  function wantedOffset(): number | undefined {
    const wanted = Math.max(0, Math.floor((first + last - WINDOW_ROWS) / 2));
    if (isLost || !shown) return wanted;
    const { offset, total, rows } = shown;
    const isBefore = Math.max(0, first - MARGIN_ROWS) < offset;
    const isBehind = Math.min(total - 1, last + MARGIN_ROWS) >= offset + rows.length;
    return (isBefore || isBehind) && wanted !== offset ? wanted : undefined;
  }

  async function ask(): Promise<void> {
    const offset = wantedOffset();
    if (offset === undefined || isAsking || audience.isEmpty()) return;
    isAsking = true;
    isLost = false;
    heardVersion = 0;
    try {
      const answer = await invoke('list.show', {
        listId,
        view,
        ...(due !== null && { due }),
        sort,
        offset,
        limit: WINDOW_ROWS,
      });
      // A change may overtake the answer it follows on.
      isLost ||= heardVersion > answer.version;
      take(answer);
    } catch (thrown) {
      isLost = true;
      publish({ error: asBatonError(thrown) });
      return;
    } finally {
      isAsking = false;
    }
    void ask();
  }

  function onChange(change: EventPayload<'list.changed'>): void {
    if (change.listId !== listId) return;
    heardVersion = change.version;
    const next = shown && afterChange(shown, change);
    if (next) take(next);
    else if (!isAsking) isLost = true;
    void ask();
  }

  function askAnew(): void {
    isLost = true;
    void ask();
  }

  function start(): void {
    stops = [
      subscribe('list.changed', onChange),
      // The host may have opened the replica anew, and knows nothing of this list then.
      subscribe('directory.changed', askAnew),
      subscribe('session.changed', askAnew),
    ];
    askAnew();
  }

  function stop(): void {
    for (const end of stops) end();
    stops = [];
    // A host that has nothing open has nothing to close.
    invoke('list.close', { listId }).catch(() => undefined);
  }

  return {
    subscribe: audience.subscribe,
    getState: () => state,
    show(firstIndex, lastIndex) {
      first = Math.max(0, firstIndex);
      last = Math.max(0, lastIndex);
      void ask();
    },
  };
}
