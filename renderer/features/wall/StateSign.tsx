import type { ReactElement } from 'react';
import type { ClockState } from './clockLines.ts';
import classes from './lines.module.css';

const SHAPES: Readonly<Record<ClockState, ReactElement>> = {
  running: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <path d="M8 4.6V8l2.3 1.6" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  soon: (
    <>
      <path d="M8 1.8 15 14H1Z" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinejoin="round" />
      <path d="M8 6v3.6M8 11.6v.1" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  over: (
    <>
      <path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2Z" fill="currentColor" />
      <path
        d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"
        stroke="var(--wall-surface)"
        strokeWidth="1.9"
        strokeLinecap="round"
      />
    </>
  ),
};

/** The shape of a state: a clock, a warning triangle, a crossed-out octagon. Its word stands beside it. */
export function StateSign({ state }: { readonly state: ClockState }): ReactElement {
  return (
    <svg className={classes['sign']} data-shape={state} viewBox="0 0 16 16" aria-hidden>
      {SHAPES[state]}
    </svg>
  );
}
