import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** This close to the end counts as being there. */
const AT_END_PX = 48;
/** This close to the beginning of what is rendered, more of the thread is rendered. */
const NEAR_TOP_PX = 600;

/** Messages rendered when a thread opens, and more at a time while the reader scrolls up. */
const FIRST_MESSAGES = 30;
const MORE_MESSAGES = 40;

export interface ThreadScroll {
  readonly scrollerRef: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** How many of the newest messages to render. */
  readonly shown: number;
  readonly showMore: () => void;
  /** Messages that came in below while the reader was further up. */
  readonly unseen: number;
  readonly toNewest: () => void;
}

/**
 * Keeps a conversation where a reader expects it: at the newest message unless they have scrolled up, and still under
 * their eyes when earlier messages are rendered above. `count` is the number of messages, `tail` anything else at the end.
 */
export function useThreadScroll(count: number, tail: number): ThreadScroll {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  /** Distance from the end before more was rendered above. */
  const keepFromEndPx = useRef<number | null>(null);
  const [shown, setShown] = useState(FIRST_MESSAGES);
  const [seen, setSeen] = useState(count);

  const toNewest = useCallback(() => {
    const scroller = scrollerRef.current;
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
    isAtEnd.current = true;
    setSeen(Number.POSITIVE_INFINITY);
  }, []);

  const showMore = useCallback(() => {
    const scroller = scrollerRef.current;
    if (scroller) keepFromEndPx.current = scroller.scrollHeight - scroller.scrollTop;
    setShown((now) => now + MORE_MESSAGES);
  }, []);

  const onScroll = useCallback(() => {
    const scroller = scrollerRef.current;
    if (!scroller) return;
    isAtEnd.current = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= AT_END_PX;
    setSeen((now) => (isAtEnd.current ? Number.POSITIVE_INFINITY : Math.min(now, count)));
    if (scroller.scrollTop < NEAR_TOP_PX && shown < count && keepFromEndPx.current === null) showMore();
  }, [count, shown, showMore]);

  useLayoutEffect(() => {
    if (isAtEnd.current) toNewest();
  }, [count, tail, toNewest]);

  useLayoutEffect(() => {
    const scroller = scrollerRef.current;
    if (scroller && keepFromEndPx.current !== null)
      scroller.scrollTop = scroller.scrollHeight - keepFromEndPx.current;
    keepFromEndPx.current = null;
  }, [shown]);

  useEffect(() => {
    const scroller = scrollerRef.current;
    if (!scroller) return;
    // The composer below grows and shrinks; the newest message stays above it.
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) scroller.scrollTop = scroller.scrollHeight;
    });
    observer.observe(scroller);
    return () => observer.disconnect();
  }, []);

  return { scrollerRef, onScroll, shown, showMore, unseen: Math.max(0, count - seen), toNewest };
}
