import { useEffect, useEffectEvent } from 'react';
import type { ShortcutId } from '../../../shared/ipc/shortcuts.ts';
import { useShortcuts } from '../../live/shortcuts.ts';
import { isTyping } from '../../ui/isTyping.ts';

type TicketHandlers = Readonly<Partial<Record<ShortcutId | 'back', () => void>>>;

/** Keys that act on the open ticket, and Escape, which goes `back`. They rest while somebody writes or a dialog is open. */
export function useTicketHotkeys({ back, ...handlers }: TicketHandlers): void {
  useShortcuts(handlers);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !back || isTyping(event)) return;
    event.preventDefault();
    back();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
