import { Alert, Button, Select, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { CalendarId, TicketId } from '../../../../shared/domain/ids.ts';
import type { CalendarValue } from '../../../../shared/domain/settings.ts';
import {
  checkCalendar,
  type CalendarSaveProblem,
  type CalendarUser,
} from '../../../../shared/domain/sla/checkCalendar.ts';
import { isEqualJson } from '../../../../shared/domain/threeWay.ts';
import { invoke } from '../../../bridge.ts';
import { useDirectory } from '../../../live/directory.ts';
import { Failure } from '../../../ui/Failure.tsx';
import { SettingForm } from '../../../ui/SettingForm.tsx';
import { useText } from '../../../ui/text.ts';
import { useSubmit } from '../../../ui/useSubmit.ts';
import { Impact } from '../Impact.tsx';
import { FieldGroup, FieldPair } from '../../../ui/FieldGroup.tsx';
import classes from '../serviceLevels.module.css';
import { draftOf, isReadable, valueOf } from './calendarDraft.ts';
import { ExceptionFields } from './ExceptionFields.tsx';
import { HolidayFields } from './HolidayFields.tsx';
import { OpeningsLine } from './OpeningsLine.tsx';
import { timeZones } from './timeZones.ts';
import { WeekFields } from './WeekFields.tsx';

interface CalendarFormProps {
  readonly calendarId: CalendarId | '';
  readonly value: CalendarValue;
  /** The calendar's name while it holds changes that are not saved, else `null`. */
  readonly onDirty: (name: string | null) => void;
  readonly onSaved: (calendarId: CalendarId) => void;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** Everything about one calendar. What is typed stays when it cannot be saved. */
export function CalendarForm(props: CalendarFormProps): ReactElement {
  const { calendarId, onDirty, onSaved } = props;
  const t = useText();
  const { calendars } = useDirectory();
  const [start, setStart] = useState(() => draftOf(props.value));
  const [draft, setDraft] = useState(start);
  const [hasTried, setHasTried] = useState(false);
  const removal = useSubmit();
  const [users, setUsers] = useState<readonly CalendarUser[]>([]);
  const isDirty = !isEqualJson(start, draft);
  const isOvertaken = calendarId !== '' && isDirty && !isEqualJson(draftOf(props.value), start);
  const value = useMemo(() => valueOf(draft), [draft]);
  const others = calendars.map((calendar) => [calendar.id, calendar.value] as const);
  const problems = checkCalendar(calendarId, value, others);
  const hasDates = draft.exceptions.every(({ date }) => date !== '');
  const canSave = problems.length === 0 && isReadable(draft) && hasDates;
  const has = (code: CalendarSaveProblem['code']): boolean =>
    problems.some((problem) => problem.code === code);
  const doubled = new Set(
    problems.flatMap((problem) => (problem.code === 'duplicateException' ? [problem.date] : [])),
  );

  async function save(): Promise<void> {
    const saved = await invoke('calendar.save', { calendarId, value });
    setStart(draft);
    onDirty(null);
    notifications.show({ message: t('serviceLevels:saved') });
    onSaved(saved.calendarId);
  }

  async function remove(): Promise<void> {
    if (calendarId === '') return;
    const { users: found } = await invoke('calendar.remove', { calendarId });
    setUsers(found);
    if (found.length > 0) return;
    onDirty(null);
    props.onRemoved();
  }

  function askToRemove(): void {
    modals.openConfirmModal({
      title: t('serviceLevels:removeTitle', { name: props.value.name }),
      children: <p className={classes['plain']}>{t('serviceLevels:calendar.removeText')}</p>,
      labels: { confirm: t('serviceLevels:delete'), cancel: t('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => removal.submit(remove),
    });
  }

  const nameProblem = hasTried && (has('nameMissing') ? 'nameMissing' : has('nameTaken') && 'nameTaken');
  return (
    <SettingForm
      name={draft.name.trim() === '' ? t('serviceLevels:calendar.new') : draft.name}
      isChanged={isDirty}
      isNew={calendarId === ''}
      isOvertaken={isOvertaken}
      canSave={canSave}
      hasTried={hasTried}
      onTry={() => setHasTried(true)}
      save={save}
      onCancel={props.onClose}
      cancelLabel={t('close')}
      onDirty={onDirty}
      asideWidth={290}
      aside={
        <>
          {!has('unknownTimeZone') && <OpeningsLine value={value} />}
          {calendarId !== '' && (
            <Impact
              change={isDirty && canSave ? { kind: 'calendar', calendarId, value } : null}
              onOpenTicket={props.onOpenTicket}
            />
          )}
        </>
      }
      first={
        calendarId !== '' && (
          <Button variant="subtle" color="red" loading={removal.isBusy} onClick={askToRemove}>
            {t('serviceLevels:delete')}
          </Button>
        )
      }
    >
      {removal.error && <Failure error={removal.error} />}
      {users.length > 0 && <UsedBy users={users} />}
      <FieldGroup title={t('serviceLevels:calendar.one')}>
        <FieldPair>
          <TextInput
            label={t('serviceLevels:name')}
            maxLength={120}
            value={draft.name}
            error={nameProblem && t(`serviceLevels:problems.${nameProblem}`)}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          <Select
            label={t('serviceLevels:calendar.timeZone')}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('serviceLevels:calendar.noZone')}
            limit={60}
            maxDropdownHeight={300}
            data={timeZones(draft.timeZone)}
            value={draft.timeZone}
            error={has('unknownTimeZone') && t('serviceLevels:problems.unknownTimeZone')}
            onChange={(timeZone) => {
              if (timeZone !== null) setDraft({ ...draft, timeZone });
            }}
          />
        </FieldPair>
      </FieldGroup>
      <WeekFields week={draft.week} onChange={(week) => setDraft({ ...draft, week })} />
      {has('noOpenTime') && (
        <p className={classes['problem']} role="alert">
          {t('serviceLevels:problems.noOpenTime')}
        </p>
      )}
      <HolidayFields
        holidays={draft.holidays}
        onChange={(holidays) => setDraft((known) => ({ ...known, holidays }))}
      />
      <ExceptionFields
        exceptions={draft.exceptions}
        doubled={doubled}
        hasTried={hasTried}
        onChange={(exceptions) => setDraft({ ...draft, exceptions })}
      />
    </SettingForm>
  );
}

function UsedBy({ users }: { readonly users: readonly CalendarUser[] }): ReactElement {
  const t = useText();
  return (
    <Alert color="yellow" variant="light" role="alert" title={t('serviceLevels:calendar.inUse')}>
      <ul className={classes['users']}>
        {users.map(({ kind, id, name }) => (
          <li key={`${kind} ${id}`}>{t(`serviceLevels:calendar.user.${kind}`, { name })}</li>
        ))}
      </ul>
    </Alert>
  );
}
