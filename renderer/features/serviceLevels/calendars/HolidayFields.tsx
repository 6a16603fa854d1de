import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconFileImport, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { CalendarValue } from '../../../../shared/domain/settings.ts';
import { useMinute } from '../../../ui/clock.ts';
import { useText } from '../../../ui/text.ts';
import { useZonedTime } from '../../../ui/useZonedTime.ts';
import { FieldGroup } from '../../../ui/FieldGroup.tsx';
import classes from '../serviceLevels.module.css';
import { byDate } from './calendarDraft.ts';
import { ImportHolidays } from './ImportHolidays.tsx';

type Holidays = CalendarValue['holidays'];

/** Most holidays of one calendar. */
const HOLIDAYS_MAX = 2000;

interface HolidayFieldsProps {
  readonly holidays: Holidays;
  readonly onChange: (holidays: Holidays) => void;
}

/** Days on which nobody works: added one by one, or many at once. */
export function HolidayFields({ holidays, onChange }: HolidayFieldsProps): ReactElement {
  const t = useText();
  const time = useZonedTime();
  const today = new Date(useMinute()).toISOString().slice(0, 10);
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const [isImporting, setIsImporting] = useState(false);
  const [showsPast, setShowsPast] = useState(false);
  const past = holidays.filter((holiday) => holiday.date < today);
  const shown = showsPast ? holidays : holidays.filter((holiday) => holiday.date >= today);

  function add(): void {
    if (date === '' || holidays.length >= HOLIDAYS_MAX) return;
    onChange([...holidays, { date, name: name.trim() }].sort(byDate));
    setDate('');
    setName('');
  }

  /** Enter adds the day; it is not yet time to save. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  }

  return (
    <FieldGroup title={t('serviceLevels:holidays.title')} hint={t('serviceLevels:holidays.hint')}>
      <div className={classes['adding']} onKeyDown={onKeyDown} role="presentation">
        <TextInput
          type="date"
          aria-label={t('serviceLevels:date')}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <TextInput
          aria-label={t('serviceLevels:holidays.name')}
          placeholder={t('serviceLevels:holidays.name')}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={date === ''}
          onClick={add}
        >
          {t('serviceLevels:holidays.add')}
        </Button>
      </div>
      {holidays.length === 0 ? (
        <p className={classes['hint']}>{t('serviceLevels:holidays.none')}</p>
      ) : (
        <ul className={classes['dates']} tabIndex={0} aria-label={t('serviceLevels:holidays.title')}>
          {shown.map((holiday) => (
            <li key={`${holiday.date} ${holiday.name}`} className={classes['date']}>
              <span className={classes['dateDay']}>{time.date(holiday.date)}</span>
              <span className={classes['dateName']}>{holiday.name}</span>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('serviceLevels:remove', { name: `${holiday.name} ${holiday.date}`.trim() })}
                onClick={() => onChange(holidays.filter((other) => other !== holiday))}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <div className={classes['tools']}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFileImport size={14} aria-hidden />}
          onClick={() => setIsImporting(true)}
        >
          {t('serviceLevels:holidays.import')}
        </Button>
        {past.length > 0 && (
          <>
            <Button size="compact-xs" variant="subtle" onClick={() => setShowsPast(!showsPast)}>
              {t(showsPast ? 'serviceLevels:holidays.hidePast' : 'serviceLevels:holidays.showPast', {
                number: past.length,
              })}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              onClick={() => onChange(holidays.filter((holiday) => holiday.date >= today))}
            >
              {t('serviceLevels:holidays.removePast')}
            </Button>
          </>
        )}
      </div>
      <ImportHolidays
        isOpen={isImporting}
        known={holidays}
        most={HOLIDAYS_MAX - holidays.length}
        onClose={() => setIsImporting(false)}
        onTake={(more) => onChange([...holidays, ...more].sort(byDate))}
      />
    </FieldGroup>
  );
}
