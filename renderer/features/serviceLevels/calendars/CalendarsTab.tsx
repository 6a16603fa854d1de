import { IconCalendarTime } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CalendarId, TicketId } from '../../../../shared/domain/ids.ts';
import type { CalendarValue } from '../../../../shared/domain/settings.ts';
import { useDirectory } from '../../../live/directory.ts';
import { PaneList } from '../../../ui/PaneList.tsx';
import { useText } from '../../../ui/text.ts';
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
    <PaneList
      label={t('serviceLevels:calendars')}
      entries={calendars.map((calendar) => ({
        id: idOf(calendar),
        name: calendar.value.name,
        sign: <IconCalendarTime size={16} stroke={1.7} style={{ flex: 'none' }} aria-hidden />,
      }))}
      chosen={chosen}
      onChoose={choose}
      newLabel={t('serviceLevels:calendar.new')}
    >
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
    </PaneList>
  );
}
