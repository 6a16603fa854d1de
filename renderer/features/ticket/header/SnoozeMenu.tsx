import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconAlarm,
  IconCalendarTime,
  IconMoon,
  IconSunrise,
  IconSunset2,
  IconBellRinging,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { SubmitEvent, ReactElement } from 'react';
import { rightNowMs, useMinute } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { fromLocalInput, toLocalInput } from '../../../ui/localInput.ts';
import { useText } from '../../../ui/text.ts';
import { KeyTip } from '../KeyTip.tsx';
import { snoozeChoices } from './snoozeChoices.ts';
import type { SnoozeChoice } from './snoozeChoices.ts';
import classes from './SnoozeMenu.module.css';

const ICONS: Readonly<Record<SnoozeChoice['key'], Icon>> = {
  oneHour: IconAlarm,
  thisAfternoon: IconSunset2,
  tomorrowMorning: IconSunrise,
  nextMonday: IconCalendarTime,
};

interface SnoozeMenuProps {
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly isSnoozed: boolean;
  readonly isDisabled: boolean;
  /** UTC epoch ms; 0 wakes the ticket. */
  readonly onSnooze: (untilMs: number) => void;
}

/** Hides the ticket until a time: four offered ones, or any other. */
export function SnoozeMenu({
  isOpen,
  onOpen,
  isSnoozed,
  isDisabled,
  onSnooze,
}: SnoozeMenuProps): ReactElement {
  const t = useText();
  const nowMs = useMinute();
  const [isCustom, setIsCustom] = useState(false);
  function open(wish: boolean): void {
    setIsCustom(false);
    onOpen(wish);
  }
  function choose(untilMs: number): void {
    open(false);
    onSnooze(untilMs);
  }
  return (
    <Menu opened={isOpen} onChange={open} position="bottom-end" width={264} withinPortal>
      <KeyTip label={t('ticket:actions.snooze')} shortcut="snooze">
        <span>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              disabled={isDisabled}
              aria-label={t('ticket:actions.snooze')}
            >
              <IconMoon size={17} stroke={1.8} />
            </ActionIcon>
          </Menu.Target>
        </span>
      </KeyTip>
      <Menu.Dropdown>
        {isCustom ? (
          <CustomTime startMs={nowMs + 3_600_000} onChoose={choose} />
        ) : (
          <>
            <Menu.Label>{t('ticket:snooze.title')}</Menu.Label>
            {snoozeChoices(nowMs).map((choice) => (
              <SnoozeItem key={choice.key} choice={choice} nowMs={nowMs} onChoose={choose} />
            ))}
            <Menu.Item
              leftSection={<IconCalendarTime size={15} />}
              closeMenuOnClick={false}
              onClick={() => setIsCustom(true)}
            >
              {t('ticket:snooze.custom')}
            </Menu.Item>
            {isSnoozed && (
              <>
                <Menu.Divider />
                <Menu.Item leftSection={<IconBellRinging size={15} />} onClick={() => choose(0)}>
                  {t('ticket:header.wake')}
                </Menu.Item>
              </>
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface SnoozeItemProps {
  readonly choice: SnoozeChoice;
  readonly nowMs: number;
  readonly onChoose: (untilMs: number) => void;
}

function SnoozeItem({ choice, nowMs, onChoose }: SnoozeItemProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const ChoiceIcon = ICONS[choice.key];
  return (
    <Menu.Item
      leftSection={<ChoiceIcon size={15} />}
      rightSection={<span className={classes['when']}>{format.moment(choice.untilMs, nowMs)}</span>}
      onClick={() => onChoose(choice.untilMs)}
    >
      {t(`ticket:snooze.${choice.key}`)}
    </Menu.Item>
  );
}

interface CustomTimeProps {
  readonly startMs: number;
  readonly onChoose: (untilMs: number) => void;
}

function CustomTime({ startMs, onChoose }: CustomTimeProps): ReactElement {
  const t = useText();
  const [value, setValue] = useState(() => toLocalInput(startMs));
  const [isBad, setIsBad] = useState(false);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const untilMs = fromLocalInput(value);
    if (untilMs === undefined || untilMs <= rightNowMs()) setIsBad(true);
    else onChoose(untilMs);
  }
  return (
    <form className={classes['custom']} onSubmit={submit}>
      <label className={classes['label']}>
        {t('ticket:snooze.customLabel')}
        <input
          className={classes['input']}
          type="datetime-local"
          value={value}
          autoFocus
          aria-invalid={isBad}
          onKeyDown={(event) => event.stopPropagation()}
          onChange={(event) => {
            setValue(event.currentTarget.value);
            setIsBad(false);
          }}
        />
      </label>
      {isBad && (
        <p className={classes['problem']} role="alert">
          {t('ticket:snooze.inThePast')}
        </p>
      )}
      <Button type="submit" fullWidth>
        {t('ticket:snooze.confirm')}
      </Button>
    </form>
  );
}
