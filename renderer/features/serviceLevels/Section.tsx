import type { ReactElement, ReactNode } from 'react';
import classes from './serviceLevels.module.css';

interface SectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** Fields that belong together, under their name. */
export function Section({ title, hint, children }: SectionProps): ReactElement {
  return (
    <fieldset className={classes['section']}>
      <legend className={classes['legend']}>{title}</legend>
      {hint !== undefined && <p className={classes['hint']}>{hint}</p>}
      {children}
    </fieldset>
  );
}
