import type { ReactElement, ReactNode } from 'react';
import classes from './FieldGroup.module.css';

interface FieldGroupProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** Fields that belong together, under their name. */
export function FieldGroup({ title, hint, children }: FieldGroupProps): ReactElement {
  return (
    <fieldset className={classes['group']}>
      <legend className={classes['legend']}>{title}</legend>
      {hint !== undefined && <p className={classes['hint']}>{hint}</p>}
      {children}
    </fieldset>
  );
}

/** Two fields side by side. */
export function FieldPair({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className={classes['pair']}>{children}</div>;
}
