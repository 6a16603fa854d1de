import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, SubmitEvent } from 'react';
import { rightNowMs } from '../../../ui/clock.ts';
import { fromLocalInput, toLocalInput } from '../../../ui/localInput.ts';
import classes from './CustomTime.module.css';

interface CustomTimeProps {
  /** What stands there first, UTC epoch ms. */
  readonly startMs: number;
  readonly label: string;
  readonly confirm: string;
  /** What is said about a time that has passed. */
  readonly inThePast: string;
  readonly onChoose: (atMs: number) => void;
}

/** Any date and time to come, inside a menu. */
export function CustomTime({ startMs, label, confirm, inThePast, onChoose }: CustomTimeProps): ReactElement {
  const [value, setValue] = useState(() => toLocalInput(startMs));
  const [isBad, setIsBad] = useState(false);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const atMs = fromLocalInput(value);
    if (atMs === undefined || atMs <= rightNowMs()) setIsBad(true);
    else onChoose(atMs);
  }
  return (
    <form className={classes['custom']} onSubmit={submit}>
      <label className={classes['label']}>
        {label}
        <input
          className={classes['input']}
          type="datetime-local"
          value={value}
          autoFocus
          aria-invalid={isBad}
          onKeyDown={(event) => event.stopPropagation()}
          onChange={(event) => {
            setValue(event.currentTarget.value);
            setIsBad(false);
          }}
        />
      </label>
      {isBad && (
        <p className={classes['problem']} role="alert">
          {inThePast}
        </p>
      )}
      <Button type="submit" fullWidth>
        {confirm}
      </Button>
    </form>
  );
}
