import type { ReactElement } from 'react';
import { PRIORITIES } from '../../shared/domain/ticket/ticket.ts';
import classes from './PriorityMark.module.css';
import { useText } from './text.ts';
import type { Translate } from './text.ts';

type BuiltInPriority = (typeof PRIORITIES)[number];

/** Bars filled, of three; urgent is a sign of its own. */
const FILLED_BARS: Readonly<Record<string, number>> = { high: 3, normal: 2, low: 1 };

/** A priority's name: translated when it is built in, as the team wrote it otherwise. */
export function priorityName(priority: string, t: Translate): string {
  if (priority === '') return t('priority.none');
  const isBuiltIn = (PRIORITIES as readonly string[]).includes(priority);
  return isBuiltIn ? t(`priority.${priority as BuiltInPriority}`) : priority;
}

interface PriorityMarkProps {
  readonly priority: string;
  /** Shows the name beside the sign. */
  readonly isNamed?: boolean;
}

/** A priority as shape and colour, with its name for screen readers and, when wanted, for everybody. */
export function PriorityMark({ priority, isNamed = false }: PriorityMarkProps): ReactElement {
  const t = useText();
  const name = priorityName(priority, t);
  const label = t('priorityLabel', { priority: name });
  const filled = FILLED_BARS[priority] ?? 0;
  return (
    <span className={classes['priority']} data-priority={priority || 'none'}>
      <svg
        className={classes['sign']}
        width="14"
        height="14"
        viewBox="0 0 14 14"
        {...(isNamed ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      >
        {!isNamed && <title>{label}</title>}
        {priority === 'urgent' ? (
          <>
            <rect x="0.5" y="0.5" width="13" height="13" rx="3.5" fill="currentColor" />
            <path d="M7 3.5v4.2" stroke="var(--baton-surface)" strokeWidth="1.8" strokeLinecap="round" />
            <circle cx="7" cy="10.3" r="1.05" fill="var(--baton-surface)" />
          </>
        ) : (
          [0, 1, 2].map((bar) => (
            <rect
              key={bar}
              x={1 + bar * 4.5}
              y={8.5 - bar * 3.25}
              width="3"
              height={4.5 + bar * 3.25}
              rx="1"
              fill="currentColor"
              opacity={bar < filled ? 1 : 0.28}
            />
          ))
        )}
      </svg>
      {isNamed && <span>{name}</span>}
    </span>
  );
}
