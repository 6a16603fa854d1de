import type { ReactElement, ReactNode } from 'react';
import classes from './Dialog.module.css';

/** The buttons of a dialog: in sight however long what stands above them is. */
export function DialogFooter({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className={classes['footer']}>{children}</div>;
}
