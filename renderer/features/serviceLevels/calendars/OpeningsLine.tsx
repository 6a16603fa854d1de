import { IconDoor, IconDoorOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { CalendarValue } from '../../../../shared/domain/settings.ts';
import { compileCalendar } from '../../../../shared/domain/sla/calendar.ts';
import { openingsAt } from '../../../../shared/domain/sla/openings.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import { useMinute } from '../../../ui/clock.ts';
import { useText } from '../../../ui/text.ts';
import { useZonedTime } from '../../../ui/useZonedTime.ts';
import classes from '../serviceLevels.module.css';

/** Whether a calendar is open now, and when that changes, by the clocks of its zone. The zone has to be a known one. */
export function OpeningsLine({ value }: { readonly value: CalendarValue }): ReactElement {
  const t = useText();
  const time = useZonedTime();
  const nowMs = useMinute();
  const compiled = useMemo(() => compileCalendar(value), [value]);
  const { isOpen, opensAtMs, closesAtMs } = openingsAt(compiled, nowMs);
  const at = (atMs: number): string =>
    atMs >= NO_DUE_MS ? t('serviceLevels:openings.never') : time.moment(atMs, value.timeZone);
  const Sign = isOpen ? IconDoor : IconDoorOff;
  return (
    <div className={classes['openings']} role="status" data-open={isOpen}>
      <Sign size={17} aria-hidden />
      <strong>{t(isOpen ? 'serviceLevels:openings.open' : 'serviceLevels:openings.closed')}</strong>
      <span>{t('serviceLevels:openings.closes', { time: at(closesAtMs) })}</span>
      <span>{t('serviceLevels:openings.opens', { time: at(opensAtMs) })}</span>
      <span className={classes['hint']}>
        {t('serviceLevels:openings.there', { time: time.time(nowMs, value.timeZone), zone: value.timeZone })}
      </span>
    </div>
  );
}
