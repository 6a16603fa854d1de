import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useText } from '../../../ui/text.ts';
import { useZonedTime } from '../../../ui/useZonedTime.ts';
import { FieldGroup } from '../../../ui/FieldGroup.tsx';
import classes from '../serviceLevels.module.css';
import { HoursField } from './HoursField.tsx';

interface WeekFieldsProps {
  readonly week: readonly string[];
  readonly onChange: (week: readonly string[]) => void;
}

const WORKDAYS = 5;

/** The hours of each weekday, and copying them to others. */
export function WeekFields({ week, onChange }: WeekFieldsProps): ReactElement {
  const t = useText();
  const time = useZonedTime();
  return (
    <FieldGroup title={t('serviceLevels:calendar.week')} hint={t('serviceLevels:calendar.weekHint')}>
      <div className={classes['week']}>
        {week.map((hours, index) => {
          const day = time.weekday(index);
          const copyTo = (isMeant: (other: number) => boolean) => (): void =>
            onChange(week.map((own, other) => (isMeant(other) ? hours : own)));
          return (
            <div key={day} className={classes['day']}>
              <span className={classes['dayName']} aria-hidden>
                {day}
              </span>
              <HoursField label={day} value={hours} onChange={(next) => onChange(week.with(index, next))} />
              <Menu position="bottom-end" width={240}>
                <Menu.Target>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    mt={3}
                    aria-label={t('serviceLevels:calendar.copy', { day })}
                  >
                    <IconCopy size={16} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Label>{t('serviceLevels:calendar.copy', { day })}</Menu.Label>
                  <Menu.Item onClick={copyTo((other) => other < WORKDAYS)}>
                    {t('serviceLevels:calendar.toWorkdays', { from: time.weekday(0), to: time.weekday(4) })}
                  </Menu.Item>
                  <Menu.Item onClick={copyTo(() => true)}>{t('serviceLevels:calendar.toAll')}</Menu.Item>
                  <Menu.Divider />
                  {week.map((_, other) =>
                    other === index ? null : (
                      <Menu.Item key={time.weekday(other)} onClick={copyTo((one) => one === other)}>
                        {time.weekday(other)}
                      </Menu.Item>
                    ),
                  )}
                </Menu.Dropdown>
              </Menu>
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}
