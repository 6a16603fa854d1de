import { describe, expect, it } from 'vitest';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { createDeskDoor, type DeskDoor } from '../../../../electron/windows/deskDoor.ts';

interface Scene {
  readonly door: DeskDoor;
  readonly told: unknown[];
  readonly shown: () => number;
}

function aDesk(isOpen: boolean): Scene {
  const told: unknown[] = [];
  let shown = 0;
  const door = createDeskDoor(
    { isOpen: () => isOpen || shown > 0, show: () => void (shown += 1) },
    (...news) => told.push(news),
  );
  return { door, told, shown: () => shown };
}

const ask = (id: string): { ticketId: TicketId } => ({ ticketId: id as TicketId });

describe('the way to the desk', () => {
  it('tells an open desk at once', () => {
    const { door, told, shown } = aDesk(true);
    door.tell('ticket.openRequested', ask('t1'));
    expect(told).toEqual([['ticket.openRequested', ask('t1')]]);
    expect(shown()).toBe(1);
  });

  it('opens a closed one and tells it once it listens', () => {
    const { door, told } = aDesk(false);
    door.tell('ticket.openRequested', ask('t1'));
    expect(told).toEqual([]);
    door.ready();
    door.ready();
    expect(told).toEqual([['ticket.openRequested', ask('t1')]]);
  });
});
