import type { ReactElement } from 'react';
import { useClock } from './clock.ts';
import { useFormat } from './format.ts';

interface TimeAgoProps {
  /** UTC epoch ms. */
  readonly atMs: number;
  /** `short`: "5m"; `long`: "5 minutes ago". */
  readonly length?: 'short' | 'long';
  readonly className?: string | undefined;
}

/** How long ago something was; the exact moment is its title. */
export function TimeAgo({ atMs, length = 'short', className }: TimeAgoProps): ReactElement {
  const format = useFormat();
  const text = useClock((nowMs) =>
    length === 'short' ? format.ago(atMs, nowMs) : format.relative(atMs, nowMs),
  );
  return (
    <time className={className} dateTime={new Date(atMs).toISOString()} title={format.full(atMs)}>
      {text}
    </time>
  );
}
