import { Button } from '@mantine/core';
import { useId } from 'react';
import type { ReactElement } from 'react';
import { PAUSED_UNTIL_ENDED_MS } from '../../../shared/domain/noticeSettings.ts';
import { rightNowMs, useMinute } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import classes from './notices.module.css';
import type { NoticeSettingsProps } from './noticeSettingsProps.ts';

const HOUR_MS = 60 * 60 * 1000;
/** When a day begins for who is left alone until tomorrow. */
const MORNING_HOUR = 7;

function tomorrowMs(): number {
  const now = new Date(rightNowMs());
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR).getTime();
}

/** Leaves the person alone for a while. */
export function PauseSection({ settings, onChange }: NoticeSettingsProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const headingId = useId();
  const { pausedUntilMs } = settings;
  const isPaused = pausedUntilMs > nowMs;
  const pause = (untilMs: number): void => onChange({ pausedUntilMs: untilMs });

  return (
    <section className={classes['section']} aria-labelledby={headingId}>
      <h3 className={classes['heading']} id={headingId}>
        {t('noticeCentre:pause.title')}
      </h3>
      <p className={classes['state']} role="status">
        {!isPaused
          ? t('noticeCentre:pause.off')
          : pausedUntilMs === PAUSED_UNTIL_ENDED_MS
            ? t('noticeCentre:pause.untilEnded')
            : t('noticeCentre:pause.until', { time: format.moment(pausedUntilMs, nowMs) })}
      </p>
      <div className={classes['state']}>
        {isPaused && (
          <Button size="xs" onClick={() => pause(0)}>
            {t('noticeCentre:pause.end')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => pause(rightNowMs() + HOUR_MS)}>
          {t('noticeCentre:pause.hour')}
        </Button>
        <Button size="xs" variant="default" onClick={() => pause(tomorrowMs())}>
          {t('noticeCentre:pause.tomorrow')}
        </Button>
        <Button size="xs" variant="default" onClick={() => pause(PAUSED_UNTIL_ENDED_MS)}>
          {t('noticeCentre:pause.open')}
        </Button>
      </div>
    </section>
  );
}
