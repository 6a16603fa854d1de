import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useText } from '../../../ui/text.ts';
import { FieldGroup } from '../../../ui/FieldGroup.tsx';
import classes from '../serviceLevels.module.css';
import type { CalendarDraft } from './calendarDraft.ts';
import { HoursField } from './HoursField.tsx';

type Exceptions = CalendarDraft['exceptions'];

/** Most days with hours of their own. */
const EXCEPTIONS_MAX = 500;

interface ExceptionFieldsProps {
  readonly exceptions: Exceptions;
  /** Dates that stand there twice. */
  readonly doubled: ReadonlySet<string>;
  readonly hasTried: boolean;
  readonly onChange: (exceptions: Exceptions) => void;
}

/** Days with hours of their own: they win over the weekday and over a holiday. */
export function ExceptionFields({
  exceptions,
  doubled,
  hasTried,
  onChange,
}: ExceptionFieldsProps): ReactElement {
  const t = useText();
  return (
    <FieldGroup title={t('serviceLevels:exceptions.title')} hint={t('serviceLevels:exceptions.hint')}>
      {exceptions.map(({ date, hours }, index) => {
        const number = index + 1;
        const problem =
          date === '' && hasTried
            ? t('serviceLevels:problems.dateMissing')
            : doubled.has(date) && t('serviceLevels:problems.duplicateException');
        return (
          <div
            // Two may hold the same date while they are typed; their places are what tells them apart.
            key={index}
            className={classes['exception']}
            role="group"
            aria-label={t('serviceLevels:exceptions.one', { number })}
          >
            <TextInput
              type="date"
              aria-label={t('serviceLevels:date')}
              value={date}
              error={problem}
              onChange={(event) =>
                onChange(exceptions.with(index, { date: event.currentTarget.value, hours }))
              }
            />
            <HoursField
              label={t('serviceLevels:exceptions.hours')}
              value={hours}
              onChange={(next) => onChange(exceptions.with(index, { date, hours: next }))}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={3}
              aria-label={t('serviceLevels:remove', {
                name: date || t('serviceLevels:exceptions.one', { number }),
              })}
              onClick={() => onChange(exceptions.toSpliced(index, 1))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
        );
      })}
      <div className={classes['tools']}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={exceptions.length >= EXCEPTIONS_MAX}
          onClick={() => onChange([...exceptions, { date: '', hours: '' }])}
        >
          {t('serviceLevels:exceptions.add')}
        </Button>
      </div>
    </FieldGroup>
  );
}
