import type { ReactElement, ReactNode } from 'react';
import classes from './ConnectionDot.module.css';
import { useText } from './text.ts';

interface ConnectionDotProps {
  /** `null`: not known, then there is no dot. */
  readonly isOnline: boolean | null;
  /** False when the word stands beside it; the dot is then silent for screen readers. */
  readonly isLabelled?: boolean;
  /** A picture of the person; the dot lies on its edge. */
  readonly children?: ReactNode;
}

/** Whether somebody's Baton is connected, which says nothing about their availability. Full or hollow, not by colour alone. */
export function ConnectionDot({
  isOnline,
  isLabelled = true,
  children,
}: ConnectionDotProps): ReactElement | null {
  const t = useText();
  const text = t(isOnline === true ? 'presence:online' : 'presence:offline');
  const label = isLabelled ? { role: 'img', 'aria-label': text, title: text } : { 'aria-hidden': true };
  const dot = isOnline !== null && (
    <span {...label} className={classes['dot']} data-online={isOnline || undefined} />
  );
  if (children === undefined) return dot || null;
  return (
    <span className={classes['holder']}>
      {children}
      {dot}
    </span>
  );
}
