import type { ReactElement, ReactNode } from 'react';
import classes from './settings.module.css';

interface SettingLineProps {
  /** Ids of label and help are made from it: `<id>-label`, `<id>-help`. */
  readonly id: string;
  readonly label: string;
  readonly help?: ReactNode;
  /** What keeps the setting from working, for the person to act on. */
  readonly problem?: string | null;
  readonly children: ReactNode;
}

/** One setting: what it is, what it does, and its control on the right. */
export function SettingLine({ id, label, help, problem = null, children }: SettingLineProps): ReactElement {
  return (
    <div className={classes['line']}>
      <div className={classes['words']}>
        <span id={`${id}-label`}>{label}</span>
        {help !== undefined && (
          <span id={`${id}-help`} className={classes['help']}>
            {help}
          </span>
        )}
        {problem !== null && (
          <span role="alert" className={classes['problem']}>
            {problem}
          </span>
        )}
      </div>
      <div className={classes['control']}>{children}</div>
    </div>
  );
}

/** Something that is only shown. */
export function ValueLine({
  id,
  label,
  value,
}: {
  id: string;
  label: string;
  value: ReactNode;
}): ReactElement {
  return (
    <SettingLine id={id} label={label}>
      <span className={classes['value']}>{value}</span>
    </SettingLine>
  );
}
