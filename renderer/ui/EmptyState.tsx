import type { Icon } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  readonly text?: ReactNode;
  /** Buttons: what to do next. */
  readonly children?: ReactNode;
}

/** What a pane shows when there is nothing to show: why, and what to do next. */
export function EmptyState({ icon: StateIcon, title, text, children }: EmptyStateProps): ReactElement {
  return (
    <div className={classes['empty']}>
      <span className={classes['halo']} aria-hidden>
        <StateIcon size={24} stroke={1.5} />
      </span>
      <p className={classes['title']}>{title}</p>
      {text !== undefined && <p className={classes['text']}>{text}</p>}
      {children !== undefined && <div className={classes['actions']}>{children}</div>}
    </div>
  );
}
