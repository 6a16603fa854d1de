import { useHotkeys } from '@mantine/hooks';
import type { HotkeyItem } from '@mantine/hooks';
import { TICKET_KEYS } from './ticketShortcuts.ts';

type TicketKey = keyof typeof TICKET_KEYS;

/** Places whose keys are their own: an open dialog, menu or list. */
const OWN_KEYS = '[role="dialog"], [role="menu"], [role="listbox"], [role="radiogroup"]';

/** Single keys that act on the open ticket. They rest while somebody writes, and while a dialog or menu is open. */
export function useTicketHotkeys(handlers: Readonly<Partial<Record<TicketKey, () => void>>>): void {
  const items = Object.entries(handlers).map(([name, handler]): HotkeyItem => {
    const run = (event: KeyboardEvent): void => {
      if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
      if (document.querySelector('[aria-modal="true"]')) return;
      event.preventDefault();
      handler();
    };
    return [TICKET_KEYS[name as TicketKey], run, { preventDefault: false }];
  });
  useHotkeys(items);
}
