import { VisuallyHidden } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ComponentPropsWithRef, ReactElement, ReactNode } from 'react';
import classes from './FootLine.module.css';

/** How much a line asks for: nothing, patience, understanding, a hand, or a glance. */
export type FootTone = 'calm' | 'busy' | 'offline' | 'attention' | 'news';

interface FootLineProps extends ComponentPropsWithRef<'button'> {
  readonly tone: FootTone;
  readonly sign: Icon;
  /** What the line is about, for those who only hear it. */
  readonly label?: string;
  readonly headline: string;
  readonly quiet: string;
}

/** A line at the foot of the navigation: how something stands, and the way to what can be done about it. */
export function FootLine({
  tone,
  sign: Sign,
  label,
  headline,
  quiet,
  className = '',
  ...button
}: FootLineProps): ReactElement {
  return (
    // What opens from it brings a class of its own.
    <button type="button" className={`${classes['line'] ?? ''} ${className}`} data-tone={tone} {...button}>
      <Sign size={17} stroke={1.7} aria-hidden />
      {label !== undefined && <VisuallyHidden>{label}</VisuallyHidden>}
      <span className={classes['words']} role="status">
        <span className={classes['headline']}>{headline}</span>
        <span className={classes['quiet']}>{quiet}</span>
      </span>
    </button>
  );
}

interface FootDetailsProps {
  readonly title: string;
  /** What keeps it from working. */
  readonly problem: string | null;
  readonly children: ReactNode;
}

/** What opens from such a line. */
export function FootDetails({ title, problem, children }: FootDetailsProps): ReactElement {
  return (
    <div className={classes['details']}>
      <p className={classes['title']}>{title}</p>
      {problem !== null && (
        <p className={classes['problem']} role="alert">
          {problem}
        </p>
      )}
      {children}
    </div>
  );
}
