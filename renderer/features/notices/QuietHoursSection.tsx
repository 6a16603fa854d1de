import { Button, Chip, Switch, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import type { NoticeSettings } from '../../../shared/domain/noticeSettings.ts';
import { useLocale, useText } from '../../ui/text.ts';
import classes from './notices.module.css';
import { ownTimeZone } from './noticeSettingsProps.ts';
import type { NoticeSettingsProps } from './noticeSettingsProps.ts';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
/** A Monday, as UTC. */
const MONDAY_MS = Date.UTC(2026, 2, 2);
const DAY_MS = 24 * 60 * 60 * 1000;

/** When nothing is to pop up or sound, every week. */
export function QuietHoursSection({ settings, onChange }: NoticeSettingsProps): ReactElement {
  const t = useText();
  const locale = useLocale();
  const headingId = useId();
  const daysId = useId();
  const { quietHours } = settings;
  const zone = ownTimeZone();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const change = (changes: Partial<NoticeSettings['quietHours']>): void =>
    onChange({ quietHours: { ...quietHours, ...changes } });

  return (
    <section className={classes['section']} aria-labelledby={headingId}>
      <h3 className={classes['heading']} id={headingId}>
        {t('noticeCentre:quiet.title')}
      </h3>
      <Switch
        size="sm"
        label={t('noticeCentre:quiet.on')}
        checked={quietHours.isOn}
        onChange={({ currentTarget }) => change({ isOn: currentTarget.checked })}
      />
      {quietHours.isOn && (
        <>
          <div className={classes['row']}>
            <TimeField
              label={t('noticeCentre:quiet.from')}
              minute={quietHours.fromMinute}
              onChange={(fromMinute) => change({ fromMinute })}
            />
            <TimeField
              label={t('noticeCentre:quiet.to')}
              minute={quietHours.toMinute}
              onChange={(toMinute) => change({ toMinute })}
            />
            <div>
              <div id={daysId} className={classes['hint']}>
                {t('noticeCentre:quiet.days')}
              </div>
              <Chip.Group
                multiple
                value={quietHours.days.map(String)}
                onChange={(days) => change({ days: days.map(Number).sort((a, b) => a - b) })}
              >
                <div role="group" aria-labelledby={daysId} className={classes['state']}>
                  {WEEKDAYS.map((day) => (
                    <Chip key={day} value={String(day)} size="xs">
                      {weekday.format(MONDAY_MS + day * DAY_MS)}
                    </Chip>
                  ))}
                </div>
              </Chip.Group>
            </div>
          </div>
          <div className={classes['state']}>
            <span className={classes['hint']}>
              {t('noticeCentre:quiet.zone', { zone: quietHours.timeZone })}
            </span>
            {quietHours.timeZone !== zone && (
              <Button size="compact-xs" variant="default" onClick={() => change({ timeZone: zone })}>
                {t('noticeCentre:quiet.useZone', { zone })}
              </Button>
            )}
          </div>
        </>
      )}
      <p className={classes['hint']}>
        {t('noticeCentre:quiet.text')} {t('noticeCentre:quiet.urgent')}
      </p>
    </section>
  );
}

interface TimeFieldProps {
  readonly label: string;
  /** Minutes after midnight. */
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}

/** A time of day. What is typed half stays in the field; a whole time takes effect at once. */
function TimeField({ label, minute, onChange }: TimeFieldProps): ReactElement {
  const two = (value: number): string => String(value).padStart(2, '0');
  const stored = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      type="time"
      size="xs"
      w={120}
      label={label}
      value={typed ?? stored}
      onBlur={() => setTyped(null)}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        const [hours, minutes] = value.split(':').map(Number);
        if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)) return;
        onChange(hours * 60 + minutes);
      }}
    />
  );
}
