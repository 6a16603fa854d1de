import { useEffect, useRef } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { BULK_MAX } from '../../../../shared/ipc/bulk.ts';
import { indexOfTicket, rowAt, type ListState } from './listSource.ts';

interface MarkingPorts {
  readonly state: ListState;
  readonly marked: ReadonlySet<TicketId>;
  readonly onMark: (marked: ReadonlySet<TicketId>) => void;
  readonly selectedTicketId: TicketId | null;
}

/** Choosing several lines of a list together. */
export interface Marking {
  /** Adds a line or takes it out. `withOpen`: the open ticket comes along when this is the first. */
  readonly toggle: (ticketId: TicketId | null, withOpen?: boolean) => void;
  /** Chooses everything between the open ticket and a line, as far as it is known. */
  readonly extendTo: (index: number) => void;
  readonly clear: () => void;
}

const NOTHING: ReadonlySet<TicketId> = new Set();

/** Marks lines of the list that `state` tells of; at most as many as a bulk takes. */
export function useMarking({ state, marked, onMark, selectedTicketId }: MarkingPorts): Marking {
  /** From where a range goes: the ticket that was open, or toggled, when the choosing began. */
  const anchor = useRef<TicketId | null>(null);
  useEffect(() => {
    if (marked.size === 0) anchor.current = selectedTicketId;
  }, [marked, selectedTicketId]);

  function put(ids: Iterable<TicketId>): void {
    onMark(new Set([...ids].slice(0, BULK_MAX)));
  }

  return {
    toggle: (ticketId, withOpen = false) => {
      if (ticketId === null) return;
      const next = new Set(marked);
      if (next.has(ticketId)) next.delete(ticketId);
      else {
        if (withOpen && next.size === 0 && selectedTicketId !== null) next.add(selectedTicketId);
        next.add(ticketId);
      }
      anchor.current = ticketId;
      put(next);
    },
    extendTo: (index) => {
      const from = anchor.current === null ? -1 : indexOfTicket(state, anchor.current);
      const start = from === -1 ? index : from;
      const [first, last] = [Math.min(start, index), Math.max(start, index)];
      const range: TicketId[] = [];
      for (let at = first; at <= last && range.length < BULK_MAX; at += 1) {
        const row = rowAt(state, at);
        if (row) range.push(row.id);
      }
      put(range);
    },
    clear: () => {
      if (marked.size > 0) onMark(NOTHING);
    },
  };
}
