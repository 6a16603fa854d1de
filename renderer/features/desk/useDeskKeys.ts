import { useEffect, useEffectEvent } from 'react';
import { useDeskStore } from './deskStore.ts';
import { isTyping } from './isTyping.ts';
import { useOpenNext } from './toSolve/useOpenNext.ts';
import { useDeskActions } from './useDeskActions.ts';
import { useNamedViews } from './viewNames.ts';

/** The desk's own keys: new ticket, next ticket to solve, help, and the views by their position. */
export function useDeskKeys(): void {
  const views = useNamedViews();
  const openDialog = useDeskStore((state) => state.openDialog);
  const { goTo } = useDeskActions();
  const openNext = useOpenNext();

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      const view = /^[1-9]$/u.test(event.key) ? views[Number(event.key) - 1] : undefined;
      if (!view) return;
      event.preventDefault();
      goTo(view.id);
      return;
    }
    if (isTyping(event)) return;
    if (event.key === 'c') openDialog('newTicket');
    else if (event.key === 's') openNext();
    else if (event.key === '?') openDialog('shortcuts');
    else return;
    event.preventDefault();
  });

  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
