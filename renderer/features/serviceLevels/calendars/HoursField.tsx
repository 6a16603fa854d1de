import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatWindows, parseWindows } from '../../../../shared/domain/sla/windowText.ts';
import { useText } from '../../../ui/text.ts';
import classes from '../serviceLevels.module.css';

interface HoursFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (hours: string) => void;
}

const MINUTES_OF_DAY = 1440;

/** A day's open hours as text, with a strip of the day that shows how they are understood. Empty is closed. */
export function HoursField({ label, value, onChange }: HoursFieldProps): ReactElement {
  const t = useText();
  const { windows, problem } = parseWindows(value);
  return (
    <div className={classes['hours']}>
      <TextInput
        aria-label={label}
        placeholder={t('serviceLevels:calendar.closed')}
        value={value}
        error={problem && t(`serviceLevels:hours.${problem.code}`, { part: problem.part })}
        onChange={(event) => onChange(event.currentTarget.value)}
        // What was understood is written the one way, so that a slip shows.
        onBlur={() => {
          if (windows) onChange(formatWindows(windows));
        }}
      />
      <div className={classes['strip']} aria-hidden>
        {(windows ?? []).map(({ fromMinute, toMinute }) => (
          <span
            key={fromMinute}
            className={classes['stripOpen']}
            style={{
              insetInlineStart: `${String((fromMinute / MINUTES_OF_DAY) * 100)}%`,
              width: `${String(((toMinute - fromMinute) / MINUTES_OF_DAY) * 100)}%`,
            }}
          />
        ))}
      </div>
    </div>
  );
}
