import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import type { TargetReckoning } from '../../../../shared/ipc/sla.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';

/** One line of a reckoning in the viewer's words and time zone. */
export interface ReckoningRow {
  readonly key: string;
  readonly when: string;
  readonly what: string;
  /** What it adds to the sum, or what it leaves out. */
  readonly length: string;
  readonly isCounted: boolean;
}

/** The lines of a reckoning in order of time. */
export function useReckoningLines({ lines, mode }: TargetReckoning): readonly ReckoningRow[] {
  const t = useText();
  const { exact, locale } = useFormat();
  const moment = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  // A calendar's date is a date, wherever the viewer is.
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const range = (fromMs: number, toMs: number): string => moment.formatRange(fromMs, toMs);
  return lines.map((line, index): ReckoningRow => {
    const key = String(index);
    switch (line.kind) {
      case 'counted':
        return {
          key,
          when: range(line.fromMs, line.toMs),
          what: t(mode === 'business' ? 'due:why.counted' : 'due:why.countedWall'),
          length: exact(line.lengthMs),
          isCounted: true,
        };
      case 'countedRest':
        return {
          key,
          when: range(line.fromMs, line.toMs),
          what: t('due:why.countedRest'),
          length: exact(line.lengthMs),
          isCounted: true,
        };
      case 'stopped': {
        const isOver = line.toMs < NO_DUE_MS;
        const status = t(`status.${line.status}`);
        return {
          key,
          when: isOver ? range(line.fromMs, line.toMs) : moment.format(line.fromMs),
          what: t(isOver ? 'due:why.stopped' : 'due:why.stoppedOpen', { status }),
          length: isOver ? t('due:why.notCounted', { duration: exact(line.lengthMs) }) : '',
          isCounted: false,
        };
      }
      case 'holiday':
        return {
          key,
          when: day.format(Date.parse(line.date)),
          what: line.name === '' ? t('due:why.holidayUnnamed') : t('due:why.holiday', { name: line.name }),
          length: '',
          isCounted: false,
        };
      case 'exception':
        return {
          key,
          when: day.format(Date.parse(line.date)),
          what: t(line.isClosed ? 'due:why.closedDay' : 'due:why.specialDay'),
          length: '',
          isCounted: false,
        };
    }
  });
}
