import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ShortcutId } from '../../../shared/ipc/shortcuts.ts';
import { ShortcutKeys } from '../../live/ShortcutKeys.tsx';
import classes from './KeyTip.module.css';

interface KeyTipProps {
  readonly label: string;
  /** The shortcut that does the same. */
  readonly shortcut: ShortcutId;
  readonly children: ReactElement;
}

/** A tooltip that says what a control does and which keys do the same. */
export function KeyTip({ label, shortcut, children }: KeyTipProps): ReactElement {
  return (
    <Tooltip
      label={
        <span className={classes['tip']}>
          {label}
          <ShortcutKeys id={shortcut} />
        </span>
      }
    >
      {children}
    </Tooltip>
  );
}
