import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconAlarm,
  IconCalendarEvent,
  IconCalendarTime,
  IconChevronDown,
  IconCircleOff,
  IconHelpCircle,
  IconSunset2,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { isOpenStatus, NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import type { TicketDetail } from '../../../../shared/ipc/tickets.ts';
import { useMinute } from '../../../ui/clock.ts';
import { DueLabel, PausedLabel } from '../../../ui/DueLabel.tsx';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { CustomTime } from '../header/CustomTime.tsx';
import { dueChoices } from './dueChoices.ts';
import type { DueChoice } from './dueChoices.ts';
import classes from './DueMenu.module.css';

const ICONS: Readonly<Record<DueChoice['key'], Icon>> = {
  oneHour: IconAlarm,
  endOfToday: IconSunset2,
  endOfTomorrow: IconCalendarTime,
  inAWeek: IconCalendarEvent,
};

interface DueMenuProps {
  readonly detail: TicketDetail;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onExplain: () => void;
  /** UTC epoch ms; 0 takes away what was set by hand. */
  readonly onSet: (dueAtMs: number) => void;
}

/** The nearest due time with its countdown. It opens what can be done about it: ask why, set it by hand, take that back. */
export function DueMenu({ detail, isOpen, onOpen, onExplain, onSet }: DueMenuProps): ReactElement | null {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const [isCustom, setIsCustom] = useState(false);
  const { ticket } = detail;
  if (!isOpenStatus(ticket.status)) return null;
  const open = (wish: boolean): void => {
    setIsCustom(false);
    onOpen(wish);
  };
  const choose = (dueAtMs: number): void => {
    open(false);
    onSet(dueAtMs);
  };
  return (
    <Menu opened={isOpen} onChange={open} position="bottom-start" width={284} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes['target']}>
          <TimeLeft detail={detail} />
          <IconChevronDown className={classes['chevron']} size={12} stroke={2} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {isCustom ? (
          <CustomTime
            startMs={ticket.manualDueAtMs > nowMs ? ticket.manualDueAtMs : nowMs + 3_600_000}
            label={t('due:menu.customLabel')}
            confirm={t('due:menu.confirm')}
            inThePast={t('due:menu.inThePast')}
            onChoose={choose}
          />
        ) : (
          <>
            <Menu.Item leftSection={<IconHelpCircle size={15} />} onClick={onExplain}>
              {t('due:why.question')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Label>{t('due:menu.title')}</Menu.Label>
            {dueChoices(nowMs).map(({ key, dueAtMs }) => {
              const ChoiceIcon = ICONS[key];
              return (
                <Menu.Item
                  key={key}
                  leftSection={<ChoiceIcon size={15} />}
                  rightSection={<span className={classes['when']}>{format.moment(dueAtMs, nowMs)}</span>}
                  onClick={() => choose(dueAtMs)}
                >
                  {t(`due:menu.${key}`)}
                </Menu.Item>
              );
            })}
            <Menu.Item
              leftSection={<IconCalendarTime size={15} />}
              closeMenuOnClick={false}
              onClick={() => setIsCustom(true)}
            >
              {t('due:menu.custom')}
            </Menu.Item>
            {ticket.manualDueAtMs > 0 && (
              <>
                <Menu.Divider />
                <Menu.Item leftSection={<IconCircleOff size={15} />} onClick={() => choose(0)}>
                  {t('due:menu.remove')}
                </Menu.Item>
              </>
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The nearest due instant with its countdown, or why there is none. */
function TimeLeft({ detail }: { readonly detail: TicketDetail }): ReactElement {
  const t = useText();
  const { ticket, sla } = detail;
  if (ticket.nextDueAtMs < NO_DUE_MS) {
    const isByHand = ticket.manualDueAtMs === ticket.nextDueAtMs;
    return <DueLabel dueAtMs={ticket.nextDueAtMs} isByHand={isByHand} />;
  }
  const paused = sla.targets.find((target) => target.state === 'paused');
  return paused ? (
    <PausedLabel leftMs={paused.remainingMs} />
  ) : (
    <span className={classes['quiet']}>{t('due.none')}</span>
  );
}
