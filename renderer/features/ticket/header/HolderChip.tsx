import { UnstyledButton } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useMe } from '../../../live/session.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { DepartmentDot } from '../../../ui/DepartmentDot.tsx';
import { useText } from '../../../ui/text.ts';
import { KeyTip } from '../KeyTip.tsx';
import classes from './HolderChip.module.css';

interface HolderChipProps {
  readonly ticket: Ticket;
  readonly onAssign: () => void;
}

/** Who is responsible at this moment: department and person, or plainly nobody. A click changes it. */
export function HolderChip({ ticket, onAssign }: HolderChipProps): ReactElement {
  const t = useText();
  const me = useMe();
  const { agents, departments } = useDirectory();
  const department = departments.get(ticket.departmentId)?.value;
  const departmentName = department?.name ?? t('unknownDepartment');
  const isNobody = ticket.assigneeId === NOBODY;
  const agentName = isNobody ? t('nobody') : (agents.get(ticket.assigneeId)?.value.name ?? t('formerAgent'));
  const assignee = ticket.assigneeId === me.id ? t('you') : agentName;
  return (
    <KeyTip label={t('ticket:actions.assignHint')} shortcut="assign">
      <UnstyledButton
        className={classes['chip']}
        data-holder={isNobody ? 'nobody' : ticket.assigneeId === me.id ? 'me' : 'other'}
        aria-label={t('ticket:header.holder', { department: departmentName, assignee })}
        disabled={ticket.status === 'closed'}
        onClick={onAssign}
      >
        <DepartmentDot color={department?.color ?? ''} />
        <span className={classes['department']}>{departmentName}</span>
        <span className={classes['separator']}>›</span>
        {isNobody ? (
          <IconUserQuestion size={16} stroke={1.9} aria-hidden />
        ) : (
          <Avatar id={ticket.assigneeId} name={agentName} size={18} isLabelled={false} />
        )}
        <span className={classes['assignee']}>{assignee}</span>
      </UnstyledButton>
    </KeyTip>
  );
}
