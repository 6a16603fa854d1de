import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { isShortcut } from '../../live/shortcuts.ts';
import classes from './lines.module.css';

interface TicketLinesProps {
  readonly label: string;
  readonly onOpen: (ticketId: TicketId) => void;
  /** Asks who should have the ticket. */
  readonly onGive: (ticketId: TicketId) => void;
  readonly children: ReactNode;
}

const LINE = '[data-ticket]';

/** How many tickets a key leads on; 0 for other keys. */
function stepOf(event: KeyboardEvent): number {
  if (event.key === 'ArrowDown' || isShortcut('next', event.nativeEvent)) return 1;
  return event.key === 'ArrowUp' || isShortcut('previous', event.nativeEvent) ? -1 : 0;
}

/** A region of tickets that is one stop of the Tab key; inside it the arrows lead from ticket to ticket. */
export function TicketLines({ label, onOpen, onGive, children }: TicketLinesProps): ReactElement {
  const ref = useRef<HTMLDivElement>(null);

  // Lines come and go without this component: one of them can always be reached.
  useEffect(() => {
    const lines = ref.current?.querySelectorAll<HTMLElement>(LINE) ?? [];
    if (![...lines].some(({ tabIndex }) => tabIndex === 0)) lines[0]?.setAttribute('tabindex', '0');
  });

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
    const line = event.target.closest<HTMLElement>(LINE);
    if (!line) return;
    const ticketId = line.dataset['ticket'] as TicketId;
    const step = stepOf(event);
    if (step !== 0) {
      const lines = [...(ref.current?.querySelectorAll<HTMLElement>(LINE) ?? [])];
      const next = lines[lines.indexOf(line) + step];
      next?.focus();
      next?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' || event.key === ' ') onOpen(ticketId);
    else if (isShortcut('assign', event.nativeEvent)) onGive(ticketId);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={ref}
      role="group"
      aria-label={label}
      className={classes['lines']}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const line = target.closest<HTMLElement>(LINE);
        if (!line) return;
        for (const other of ref.current?.querySelectorAll(`${LINE}[tabindex="0"]`) ?? [])
          other.setAttribute('tabindex', '-1');
        line.setAttribute('tabindex', '0');
      }}
      onDoubleClick={({ target }) => {
        const line = target instanceof Element ? target.closest<HTMLElement>(LINE) : null;
        if (line) onOpen(line.dataset['ticket'] as TicketId);
      }}
    >
      {children}
    </div>
  );
}
