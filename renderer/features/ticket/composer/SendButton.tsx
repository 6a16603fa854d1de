import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { nextStatuses } from '../../../../shared/domain/statusMoves.ts';
import type { Status } from '../../../../shared/domain/ticket/ticket.ts';
import { ShortcutKeys } from '../../../live/ShortcutKeys.tsx';
import { StatusMark } from '../../../ui/StatusBadge.tsx';
import { useText } from '../../../ui/text.ts';
import { KeyTip } from '../KeyTip.tsx';
import type { DraftKind } from './draftKeeper.ts';
import classes from './SendButton.module.css';

const OFFERED = ['pending', 'onHold', 'solved'] as const;

const TEXTS = {
  reply: {
    send: 'composer:send',
    pending: 'composer:sendPending',
    onHold: 'composer:sendOnHold',
    solved: 'composer:sendSolved',
  },
  note: {
    send: 'composer:sendNote',
    pending: 'composer:notePending',
    onHold: 'composer:noteOnHold',
    solved: 'composer:noteSolved',
  },
} as const;

interface SendButtonProps {
  readonly kind: DraftKind;
  readonly status: Status;
  readonly isDisabled: boolean;
  readonly onSend: (setStatus: Status | null) => void;
}

/** Sends, or sends and sets a status in the same step. Offers only statuses the ticket can take. */
export function SendButton({ kind, status, isDisabled, onSend }: SendButtonProps): ReactElement {
  const t = useText();
  const texts = TEXTS[kind];
  const legal = nextStatuses(status);
  const offered = OFFERED.filter((to) => to === status || legal.includes(to));
  return (
    <span className={classes['split']} data-kind={kind}>
      <KeyTip label={t(texts.send)} shortcut="send">
        <Button className={classes['send'] ?? ''} disabled={isDisabled} onClick={() => onSend(null)}>
          {t(texts.send)}
        </Button>
      </KeyTip>
      {offered.length > 0 && (
        <Menu position="top-end" withinPortal>
          <Menu.Target>
            <ActionIcon
              className={classes['more'] ?? ''}
              disabled={isDisabled}
              aria-label={t('composer:sendMenu')}
            >
              <IconChevronDown size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map((to) => (
              <Menu.Item
                key={to}
                leftSection={<StatusMark status={to} isLabelled={false} />}
                rightSection={to === 'solved' ? <ShortcutKeys id="sendAndSolve" /> : undefined}
                onClick={() => onSend(to)}
              >
                {t(texts[to])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}
