import { ActionIcon, Menu } from '@mantine/core';
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
import type { ReactElement } from 'react';
import { useMinute } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { KeyTip } from '../KeyTip.tsx';
import { CustomTime } from './CustomTime.tsx';
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
          <CustomTime
            startMs={nowMs + 3_600_000}
            label={t('ticket:snooze.customLabel')}
            confirm={t('ticket:snooze.confirm')}
            inThePast={t('ticket:snooze.inThePast')}
            onChoose={choose}
          />
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
