import { parseThemeColor, useMantineTheme } from '@mantine/core';
import type { ReactElement } from 'react';
import classes from './DepartmentDot.module.css';

/** A department's colour as a dot; its name stands beside it or in the line it marks. `color` is a Mantine colour name. */
export function DepartmentDot({ color }: { readonly color: string }): ReactElement {
  const theme = useMantineTheme();
  const value = parseThemeColor({ color: color || 'gray', theme }).value;
  return <span className={classes['dot']} style={{ background: value }} aria-hidden />;
}
