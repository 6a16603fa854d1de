import type { EventName, EventPayload } from '../../shared/ipc/contract.ts';
import type { DeskNews } from '../deskNews.ts';

/** What is for the desk only: a ticket to open, a dialog that the menu asks for. */
export interface DeskDoor {
  /** Brings the desk before the person's eyes and tells it; one that does not listen yet hears it as soon as it does. */
  tell<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** The desk listens now. */
  ready(): void;
}

/** The desk as a window. */
interface DeskPort {
  /** The window itself, undefined while none is open. */
  readonly window: () => object | undefined;
  /** Opens it, or brings it forward. */
  readonly show: () => void;
}

/** The way to the desk, whether it is open or not. */
export function createDeskDoor(desk: DeskPort, tellWindows: DeskNews): DeskDoor {
  const waiting = new Map<EventName, () => void>();
  /** The window whose page listens: one that has just opened, or still fetches its first copy, does not. */
  let listening: object | undefined;
  return {
    tell: (name, payload) => {
      const isListening = listening !== undefined && desk.window() === listening;
      desk.show();
      // Of each kind only the latest counts: there is one desk and it shows one ticket.
      if (isListening) tellWindows(name, payload);
      else
        waiting.set(name, () => {
          tellWindows(name, payload);
        });
    },
    ready: () => {
      listening = desk.window();
      const news = [...waiting.values()];
      waiting.clear();
      for (const tell of news) tell();
    },
  };
}
