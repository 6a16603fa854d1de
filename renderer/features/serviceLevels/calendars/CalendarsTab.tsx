import { Button, UnstyledButton } from '@mantine/core';
import { IconCalendarTime, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CalendarId, TicketId } from '../../../../shared/domain/ids.ts';
import type { CalendarValue } from '../../../../shared/domain/settings.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useText } from '../../../ui/text.ts';
import classes from '../serviceLevels.module.css';
import { CalendarForm } from './CalendarForm.tsx';

const WORKDAY = [{ fromMinute: 9 * 60, toMinute: 17 * 60 }];

interface CalendarsTabProps {
  /** Goes on at once, or asks first where something would be lost. */
  readonly go: (step: () => void) => void;
  readonly onDirty: (name: string | null) => void;
  readonly onClose: () => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** Which hours count: the team's calendars and one of them in full. */
export function CalendarsTab({ go, onDirty, onClose, onOpenTicket }: CalendarsTabProps): ReactElement {
  const t = useText();
  const { calendars } = useDirectory();
  const idOf = (calendar: (typeof calendars)[number]): CalendarId => calendar.id as string as CalendarId;
  const [chosen, setChosen] = useState<CalendarId | ''>(() => (calendars[0] ? idOf(calendars[0]) : ''));
  /** A new empty form each time one is begun. */
  const [begun, setBegun] = useState(0);
  const setting = calendars.find((calendar) => idOf(calendar) === chosen);
  const choose = (next: CalendarId | ''): void => {
    if (next !== chosen || next === '')
      go(() => {
        setChosen(next);
        setBegun(begun + 1);
      });
  };
  const fresh: CalendarValue = {
    name: '',
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, [], []],
    holidays: [],
    exceptions: [],
  };
  return (
    <div className={classes['panes']}>
      <nav className={classes['list']} aria-label={t('serviceLevels:calendars')}>
        {calendars.map((calendar) => (
          <UnstyledButton
            key={calendar.id}
            className={classes['item']}
            aria-current={idOf(calendar) === chosen || undefined}
            onClick={() => choose(idOf(calendar))}
          >
            <IconCalendarTime size={16} stroke={1.7} aria-hidden />
            <span className={classes['itemName']}>{calendar.value.name}</span>
          </UnstyledButton>
        ))}
        <Button
          size="xs"
          variant="default"
          mt={8}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => choose('')}
        >
          {t('serviceLevels:calendar.new')}
        </Button>
      </nav>
      <CalendarForm
        key={`${chosen} ${String(begun)} ${setting ? 'stored' : 'new'}`}
        calendarId={setting ? chosen : ''}
        value={setting?.value ?? fresh}
        onDirty={onDirty}
        onSaved={setChosen}
        onRemoved={() => setChosen(calendars.map(idOf).find((id) => id !== chosen) ?? '')}
        onClose={onClose}
        onOpenTicket={onOpenTicket}
      />
    </div>
  );
}
