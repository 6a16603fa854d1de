import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { useShortcuts } from '../../../live/shortcuts.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useText } from '../../../ui/text.ts';
import { useErrorText } from '../../../ui/useErrorText.ts';
import classes from './TicketList.module.css';
import { indexOfTicket, rowAt } from './listSource.ts';
import type { ListSource, ListState } from './listSource.ts';
import { TicketRowLine } from './TicketRowLine.tsx';
import { useMarking } from './useMarking.ts';

/** Heights of a line in px; fixed, so that any of 100,000 lines can be found without measuring. */
const ROW_HEIGHT = { comfortable: 77, compact: 53 } as const;

/** Lines kept ready above and below the visible part. */
const OVERSCAN = 8;

/** A ticket and where it stood. */
interface Anchor {
  readonly ticketId: TicketId;
  readonly index: number;
}

/** By how many lines most of the anchors have moved. One of them may itself have gone elsewhere; it takes nobody along. */
function commonShift(anchors: readonly Anchor[], state: ListState): number {
  const votes = new Map<number, number>();
  for (const { ticketId, index } of anchors) {
    const now = indexOfTicket(state, ticketId);
    if (now !== -1) votes.set(now - index, (votes.get(now - index) ?? 0) + 1);
  }
  return [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best), [0, 0])[0];
}

interface TicketListProps {
  readonly source: ListSource;
  /** Stands there when the list is empty. */
  readonly empty: ReactNode;
  readonly density: keyof typeof ROW_HEIGHT;
  /** What the list is called for screen readers. */
  readonly label: string;
  readonly selectedTicketId: TicketId | null;
  readonly onSelect: (ticketId: TicketId) => void;
  /** Tickets chosen together. */
  readonly marked: ReadonlySet<TicketId>;
  readonly onMark: (marked: ReadonlySet<TicketId>) => void;
  /** Enter: the person wants to go into the selected ticket. */
  readonly onOpen: () => void;
  /** The first rows, or the empty state, are on the screen. */
  readonly onPainted: () => void;
}

/** The tickets of one list. Give it a `key` of the list and the density: another list starts at its own top. */
export function TicketList({
  source,
  empty,
  density,
  label,
  selectedTicketId,
  onSelect,
  marked,
  onMark,
  onOpen,
  onPainted,
}: TicketListProps): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const state = useSyncExternalStore(source.subscribe, source.getState);
  const total = state.total ?? 0;
  const rowHeight = ROW_HEIGHT[density];
  const scroller = useRef<HTMLDivElement>(null);
  /** The lines of the visible part, so that they can stay there when others come and go above them. */
  const anchors = useRef<readonly Anchor[]>([]);
  /** Where the selection was last seen: where it goes on when its ticket has left the view. */
  const lastIndex = useRef(-1);
  /** A line to select as soon as its page is here. */
  const awaitedIndex = useRef<number | null>(null);

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    initialRect: { width: 0, height: 900 },
  });
  const items = virtualizer.getVirtualItems();
  const firstIndex = items[0]?.index ?? 0;
  const lastVisibleIndex = items.at(-1)?.index ?? 0;

  useEffect(() => {
    source.show(firstIndex, lastVisibleIndex);
  }, [source, firstIndex, lastVisibleIndex]);

  const isKnown = state.total !== undefined;
  const announcePaint = useEffectEvent(onPainted);
  useEffect(() => {
    if (!isKnown) return undefined;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => announcePaint());
    });
    return () => cancelAnimationFrame(frame);
  }, [isKnown]);

  const settleAfterChange = useEffectEvent(() => {
    const element = scroller.current;
    // At the very top the newest lines are what somebody wants to see.
    if (element && element.scrollTop > rowHeight / 2) {
      const shift = commonShift(anchors.current, state);
      if (shift !== 0) element.scrollTop += shift * rowHeight;
    }
    rememberAnchors();
    if (awaitedIndex.current !== null) {
      const row = rowAt(state, Math.min(awaitedIndex.current, total - 1));
      if (row) {
        awaitedIndex.current = null;
        onSelect(row.id);
      }
    }
    if (selectedTicketId !== null) {
      const index = indexOfTicket(state, selectedTicketId);
      if (index !== -1) lastIndex.current = index;
    }
  });
  useLayoutEffect(() => settleAfterChange(), [state, selectedTicketId]);

  function rememberAnchors(): void {
    const first = Math.floor((scroller.current?.scrollTop ?? 0) / rowHeight);
    anchors.current = Array.from({ length: pageStep() }, (_, step) => first + step).flatMap((index) => {
      const row = rowAt(state, index);
      return row ? [{ ticketId: row.id, index }] : [];
    });
  }

  function moveTo(wanted: number): void {
    if (total === 0) return;
    const index = Math.max(0, Math.min(total - 1, wanted));
    lastIndex.current = index;
    virtualizer.scrollToIndex(index, { align: 'auto' });
    const row = rowAt(state, index);
    awaitedIndex.current = row ? null : index;
    if (row) onSelect(row.id);
  }

  function move(step: number): void {
    const known = selectedTicketId === null ? -1 : indexOfTicket(state, selectedTicketId);
    if (known !== -1) moveTo(known + step);
    // The selected ticket has left this view: its successor has taken its place.
    else moveTo(step > 0 ? Math.max(0, lastIndex.current + step - 1) : lastIndex.current + step);
  }

  const marking = useMarking({ state, marked, onMark, selectedTicketId });

  /** Lines that a page key moves by. */
  function pageStep(): number {
    return Math.max(1, Math.floor((scroller.current?.clientHeight ?? 600) / rowHeight) - 1);
  }

  const listKeys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    PageDown: () => move(pageStep()),
    PageUp: () => move(-pageStep()),
    Home: () => moveTo(0),
    End: () => moveTo(total - 1),
    Enter: onOpen,
  };

  function onListKey(event: KeyboardEvent): void {
    if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const index = Math.max(
        0,
        Math.min(total - 1, lastIndex.current + (event.key === 'ArrowDown' ? 1 : -1)),
      );
      marking.extendTo(index);
      moveTo(index);
      return;
    }
    if (event.key === 'Escape' && marked.size > 0) {
      event.preventDefault();
      marking.clear();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = listKeys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  useShortcuts({
    next: () => move(1),
    previous: () => move(-1),
    mark: () => marking.toggle(selectedTicketId),
  });

  // Only a line that is on the page can be pointed at.
  const isSelectedDrawn =
    selectedTicketId !== null && items.some(({ index }) => rowAt(state, index)?.id === selectedTicketId);
  if (state.total === undefined && state.error) {
    return (
      <EmptyState icon={IconPlugConnectedX} title={t('list:failed')} text={errorText(state.error)}>
        <Button variant="default" onClick={() => source.show(0, 0)}>
          {t('retry')}
        </Button>
      </EmptyState>
    );
  }
  if (state.total === 0) return <>{empty}</>;

  return (
    <div
      ref={scroller}
      className={classes['scroller']}
      role="grid"
      aria-multiselectable
      tabIndex={0}
      aria-label={label}
      aria-busy={!isKnown}
      aria-rowcount={total}
      aria-activedescendant={isSelectedDrawn ? `row-${selectedTicketId}` : undefined}
      onKeyDown={onListKey}
      onScroll={rememberAnchors}
    >
      <div role="rowgroup" className={classes['runway']} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rowAt(state, index);
          const style = { height: rowHeight, transform: `translateY(${String(start)}px)` };
          if (!row) {
            return <div key={index} role="presentation" className={classes['unknown']} style={style} />;
          }
          return (
            <div
              key={index}
              id={`row-${row.id}`}
              role="row"
              aria-selected={row.id === selectedTicketId || marked.has(row.id)}
              data-marked={marked.has(row.id) || undefined}
              data-current={row.id === selectedTicketId || undefined}
              aria-rowindex={index + 1}
              className={classes['row']}
              style={style}
              onClick={(event) => {
                if (event.shiftKey) marking.extendTo(index);
                else if (event.ctrlKey || event.metaKey) marking.toggle(row.id, true);
                else {
                  marking.clear();
                  onSelect(row.id);
                }
              }}
              onDoubleClick={onOpen}
            >
              <div role="gridcell" className={classes['cell']}>
                <TicketRowLine row={row} isCompact={density === 'compact'} />
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
