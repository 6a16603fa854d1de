import { describe, expect, it } from 'vitest';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { createDeskDoor, type DeskDoor } from '../../../../electron/windows/deskDoor.ts';

interface Scene {
  readonly door: DeskDoor;
  readonly told: unknown[];
  readonly shown: () => number;
  readonly close: () => void;
}

function aDesk(isOpen: boolean): Scene {
  const told: unknown[] = [];
  let shown = 0;
  let window: object | undefined = isOpen ? {} : undefined;
  const show = (): void => {
    shown += 1;
    window ??= {};
  };
  const close = (): void => {
    window = undefined;
  };
  const door = createDeskDoor({ window: () => window, show }, (...news) => told.push(news));
  return { door, told, shown: () => shown, close };
}

const ask = (id: string): { ticketId: TicketId } => ({ ticketId: id as TicketId });

describe('the way to the desk', () => {
  it('tells a desk that listens at once', () => {
    const { door, told, shown } = aDesk(true);
    door.ready();
    door.tell('ticket.openRequested', ask('t1'));
    expect(told).toEqual([['ticket.openRequested', ask('t1')]]);
    expect(shown()).toBe(1);
  });

  it('tells one that is open but does not listen yet as soon as it does', () => {
    const { door, told } = aDesk(true);
    door.tell('ticket.openRequested', ask('t1'));
    expect(told).toEqual([]);
    door.ready();
    expect(told).toEqual([['ticket.openRequested', ask('t1')]]);
  });

  it('opens a closed one, also one that has listened before, and tells it once it listens', () => {
    const { door, told, close } = aDesk(true);
    door.ready();
    close();
    door.tell('ticket.openRequested', ask('t1'));
    expect(told).toEqual([]);
    door.ready();
    door.ready();
    expect(told).toEqual([['ticket.openRequested', ask('t1')]]);
  });
});
