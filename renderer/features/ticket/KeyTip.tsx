import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { Kbd } from '../../ui/Kbd.tsx';
import classes from './KeyTip.module.css';
import { keysOf } from './ticketShortcuts.ts';

interface KeyTipProps {
  readonly label: string;
  /** As Mantine's hotkeys are written; nothing is shown for `''`. */
  readonly hotkey?: string;
  readonly children: ReactElement;
}

/** A tooltip that says what a control does and which keys do the same. */
export function KeyTip({ label, hotkey = '', children }: KeyTipProps): ReactElement {
  return (
    <Tooltip
      label={
        <span className={classes['tip']}>
          {label}
          {hotkey !== '' && <Kbd keys={keysOf(hotkey)} />}
        </span>
      }
    >
      {children}
    </Tooltip>
  );
}
