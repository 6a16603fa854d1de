import { Button, FileButton, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CalendarValue } from '../../../../shared/domain/settings.ts';
import { parseHolidays } from '../../../../shared/domain/sla/parseHolidays.ts';
import { rightNowMs } from '../../../ui/clock.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useText } from '../../../ui/text.ts';
import { useAttempt } from '../../../ui/useAttempt.ts';
import { useZonedTime } from '../../../ui/useZonedTime.ts';
import classes from '../serviceLevels.module.css';

type Holidays = CalendarValue['holidays'];

interface ImportHolidaysProps {
  readonly isOpen: boolean;
  readonly known: Holidays;
  /** How many more there is room for. */
  readonly most: number;
  readonly onClose: () => void;
  readonly onTake: (holidays: Holidays) => void;
}

/** Holidays from an iCalendar file or from lines: shows what was understood, and what not, before anything is added. */
export function ImportHolidays({ isOpen, known, most, onClose, onTake }: ImportHolidaysProps): ReactElement {
  const t = useText();
  const [text, setText] = useState('');
  const close = (): void => {
    setText('');
    onClose();
  };
  return (
    <Dialog
      opened={isOpen}
      onClose={close}
      title={t('serviceLevels:holidays.importTitle')}
      size={720}
      centered
    >
      {isOpen && (
        <Import
          text={text}
          setText={setText}
          known={known}
          most={most}
          onClose={close}
          onTake={(holidays) => {
            onTake(holidays);
            close();
          }}
        />
      )}
    </Dialog>
  );
}

interface ImportProps extends Omit<ImportHolidaysProps, 'isOpen'> {
  readonly text: string;
  readonly setText: (text: string) => void;
}

function Import({ text, setText, known, most, onClose, onTake }: ImportProps): ReactElement {
  const t = useText();
  const time = useZonedTime();
  const attempt = useAttempt();
  const year = new Date(rightNowMs()).getUTCFullYear();
  const { holidays, unread } = parseHolidays(text, year);
  // A day closes only once, whatever it is called.
  const isKnown = new Set(known.map(({ date }) => date));
  const fresh = holidays.filter(({ date }) => !isKnown.has(date));
  const isPast = (date: string): boolean => Number(date.slice(0, 4)) < year;
  // Files reach back for decades; what is over closes no office any more.
  const wanted = fresh.filter(({ date }) => !isPast(date)).slice(0, Math.max(0, most));
  const pastCount = fresh.filter(({ date }) => isPast(date)).length;
  return (
    <>
      <Text size="sm" mb={10}>
        {t('serviceLevels:holidays.importHint')}
      </Text>
      <div className={classes['tools']}>
        <FileButton
          accept=".ics,.txt,.csv,text/calendar,text/plain"
          onChange={(file) => {
            if (file) attempt(async () => setText(await file.text()));
          }}
        >
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<IconFile size={14} aria-hidden />}>
              {t('serviceLevels:holidays.file')}
            </Button>
          )}
        </FileButton>
      </div>
      <Textarea
        mt={8}
        aria-label={t('serviceLevels:holidays.text')}
        placeholder={`2026-12-25 ${t('serviceLevels:holidays.example')}`}
        rows={6}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <div className={classes['understood']}>
          <p className={classes['outcome']} role="status">
            <IconCheck size={15} aria-hidden />
            {t('serviceLevels:holidays.understood', { number: holidays.length })}
            {holidays.length > fresh.length &&
              ` · ${t('serviceLevels:holidays.known', { number: holidays.length - fresh.length })}`}
            {pastCount > 0 && ` · ${t('serviceLevels:holidays.past', { number: pastCount })}`}
          </p>
          {wanted.length > 0 && (
            <ul
              className={classes['dates']}
              tabIndex={0}
              aria-label={t('serviceLevels:holidays.understood', { number: wanted.length })}
            >
              {wanted.map(({ date, name }) => (
                <li key={`${date} ${name}`} className={classes['date']}>
                  <span className={classes['dateDay']}>{time.date(date)}</span>
                  <span className={classes['dateName']}>{name}</span>
                </li>
              ))}
            </ul>
          )}
          {unread.length > 0 && (
            <>
              <p className={classes['outcome']} data-kind="problem">
                <IconAlertTriangle size={15} aria-hidden />
                {t('serviceLevels:holidays.unread', { number: unread.length })}
              </p>
              <ul
                className={classes['dates']}
                tabIndex={0}
                aria-label={t('serviceLevels:holidays.unread', { number: unread.length })}
              >
                {unread.map(({ line, text: words, why }) => (
                  <li key={line} className={classes['date']}>
                    <span className={classes['dateDay']}>{t('serviceLevels:holidays.line', { line })}</span>
                    <span className={classes['dateName']}>
                      {words} – {t(`serviceLevels:holidays.why.${why}`)}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      <div className={classes['buttons']}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button disabled={wanted.length === 0} onClick={() => onTake(wanted)}>
          {t('serviceLevels:holidays.take', { number: wanted.length })}
        </Button>
      </div>
    </>
  );
}
