import { Alert, Button, Select, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import type { CalendarId, TicketId } from '../../../../shared/domain/ids.ts';
import type { CalendarValue } from '../../../../shared/domain/settings.ts';
import {
  checkCalendar,
  type CalendarSaveProblem,
  type CalendarUser,
} from '../../../../shared/domain/sla/checkCalendar.ts';
import { isEqualJson } from '../../../../shared/domain/threeWay.ts';
import type { BatonError } from '../../../../shared/errors.ts';
import { asBatonError, invoke } from '../../../bridge.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useText } from '../../../ui/text.ts';
import { useErrorText } from '../../../ui/useErrorText.ts';
import { Impact } from '../Impact.tsx';
import { Section } from '../Section.tsx';
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
  const errorText = useErrorText();
  const { calendars } = useDirectory();
  const formRef = useRef<HTMLFormElement>(null);
  const [start, setStart] = useState(() => draftOf(props.value));
  const [draft, setDraft] = useState(start);
  const [hasTried, setHasTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<BatonError | null>(null);
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

  const name = draft.name.trim() === '' ? t('serviceLevels:calendar.new') : draft.name;
  useEffect(() => onDirty(isDirty ? name : null), [isDirty, name, onDirty]);

  async function save(): Promise<void> {
    setIsBusy(true);
    setError(null);
    try {
      const saved = await invoke('calendar.save', { calendarId, value });
      setStart(draft);
      onDirty(null);
      notifications.show({ message: t('serviceLevels:saved') });
      onSaved(saved.calendarId);
    } catch (thrown) {
      setError(asBatonError(thrown));
    } finally {
      setIsBusy(false);
    }
  }

  async function remove(): Promise<void> {
    if (calendarId === '') return;
    setError(null);
    try {
      const { users: found } = await invoke('calendar.remove', { calendarId });
      setUsers(found);
      if (found.length > 0) return;
      onDirty(null);
      props.onRemoved();
    } catch (thrown) {
      setError(asBatonError(thrown));
    }
  }

  function askToRemove(): void {
    modals.openConfirmModal({
      title: t('serviceLevels:removeTitle', { name: props.value.name }),
      children: <p className={classes['plain']}>{t('serviceLevels:calendar.removeText')}</p>,
      labels: { confirm: t('serviceLevels:delete'), cancel: t('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => void remove(),
    });
  }

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    if (isBusy) return;
    setHasTried(true);
    if (canSave) void save();
    else
      requestAnimationFrame(() =>
        formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
  }

  const nameProblem = hasTried && (has('nameMissing') ? 'nameMissing' : has('nameTaken') && 'nameTaken');
  return (
    <form ref={formRef} className={classes['form']} onSubmit={onSubmit} noValidate aria-label={name}>
      <div className={classes['editor']} data-narrow>
        <div className={classes['fields']} tabIndex={0} role="group" aria-label={name}>
          {error && (
            <Alert color="red" variant="light" role="alert">
              {errorText(error)}
            </Alert>
          )}
          {users.length > 0 && <UsedBy users={users} />}
          {isOvertaken && (
            <Alert color="yellow" variant="light" role="status">
              {t('departments:changedElsewhere')}
            </Alert>
          )}
          <Section title={t('serviceLevels:calendar.one')}>
            <div className={classes['pair']}>
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
            </div>
          </Section>
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
        </div>
        <aside className={classes['aside']} tabIndex={0} aria-label={t('serviceLevels:preview')}>
          {!has('unknownTimeZone') && <OpeningsLine value={value} />}
          {calendarId !== '' && (
            <Impact
              change={isDirty && canSave ? { kind: 'calendar', calendarId, value } : null}
              onOpenTicket={props.onOpenTicket}
            />
          )}
        </aside>
      </div>
      <div className={classes['buttons']}>
        {calendarId !== '' && (
          <Button variant="subtle" color="red" className={classes['first']} onClick={askToRemove}>
            {t('serviceLevels:delete')}
          </Button>
        )}
        {hasTried && !canSave && (
          <p className={classes['problem']} role="status">
            {t('serviceLevels:fix')}
          </p>
        )}
        <Button variant="default" onClick={props.onClose}>
          {t('close')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={!isDirty}>
          {t('save')}
        </Button>
      </div>
    </form>
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
