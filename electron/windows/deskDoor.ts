import type { EventName, EventPayload } from '../../shared/ipc/contract.ts';
import type { DeskNews } from '../deskNews.ts';

/** What is for the desk only: a ticket to open, a dialog that the menu asks for. */
export interface DeskDoor {
  /** Brings the desk before the person's eyes and tells it; one that has to open first hears it as soon as it listens. */
  tell<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** The desk listens now. */
  ready(): void;
}

/** The desk as a window. */
interface DeskPort {
  readonly isOpen: () => boolean;
  /** Opens it, or brings it forward. */
  readonly show: () => void;
}

/** The way to the desk, whether it is open or not. */
export function createDeskDoor(desk: DeskPort, tellWindows: DeskNews): DeskDoor {
  const waiting = new Map<EventName, () => void>();
  return {
    tell: (name, payload) => {
      const isOpen = desk.isOpen();
      desk.show();
      // Of each kind only the latest counts: there is one desk and it shows one ticket.
      if (isOpen) tellWindows(name, payload);
      else
        waiting.set(name, () => {
          tellWindows(name, payload);
        });
    },
    ready: () => {
      const news = [...waiting.values()];
      waiting.clear();
      for (const tell of news) tell();
    },
  };
}
