import { IconUserQuestion } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { AgentId, DepartmentId } from '../../../../shared/domain/ids.ts';
import { nextStatuses } from '../../../../shared/domain/statusMoves.ts';
import { NOBODY, PRIORITIES } from '../../../../shared/domain/ticket/ticket.ts';
import type { Status, Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { agentIdOf, useDirectory } from '../../../live/directory.ts';
import { useConnection } from '../../../live/presence.ts';
import { useMe } from '../../../live/session.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { ConnectionDot } from '../../../ui/ConnectionDot.tsx';
import { DepartmentDot } from '../../../ui/DepartmentDot.tsx';
import { PriorityMark, priorityName } from '../../../ui/PriorityMark.tsx';
import { StatusMark } from '../../../ui/StatusBadge.tsx';
import { useText } from '../../../ui/text.ts';
import type { TicketActions } from '../useTicketActions.ts';
import { WhyLine } from '../assignment/WhyLine.tsx';
import { FollowersField } from './FollowersField.tsx';
import { PropertyPicker } from './PropertyPicker.tsx';
import type { PickerOption } from './PropertyPicker.tsx';
import { TagsField } from './TagsField.tsx';

interface PropertiesSectionProps {
  readonly ticket: Ticket;
  readonly actions: TicketActions;
  /** Changing the department is a transfer: it asks for the reason. */
  readonly onTransfer: (departmentId: DepartmentId) => void;
}

/** Status, priority, department, assignee, tags and followers, each changed in place. */
export function PropertiesSection({ ticket, actions, onTransfer }: PropertiesSectionProps): ReactElement {
  const t = useText();
  const isClosed = ticket.status === 'closed';
  const statusOption = (status: Status): PickerOption => ({
    value: status,
    label: t(`status.${status}`),
    mark: <StatusMark status={status} isLabelled={false} />,
  });
  const priorityOption = (priority: string): PickerOption => ({
    value: priority,
    label: priorityName(priority, t),
    mark: <PriorityMark priority={priority} />,
  });
  return (
    <>
      <PropertyPicker
        label={t('sidePanel:status')}
        current={statusOption(ticket.status)}
        options={[ticket.status, ...nextStatuses(ticket.status)].map(statusOption)}
        isDisabled={isClosed}
        onChange={(status) => void actions.setStatus(status as Status)}
      />
      <PropertyPicker
        label={t('sidePanel:priority')}
        current={priorityOption(ticket.priority)}
        options={[...PRIORITIES, ''].map(priorityOption)}
        isDisabled={isClosed}
        onChange={(priority) => void actions.setPriority(priority)}
      />
      <HolderPickers ticket={ticket} actions={actions} onTransfer={onTransfer} />
      <WhyLine ticket={ticket} />
      <TagsField tags={ticket.tags} isDisabled={isClosed} onChange={(tags) => void actions.setTags(tags)} />
      <FollowersField
        ticket={ticket}
        isDisabled={isClosed}
        onChange={(agentId, isFollowing) => void actions.follow(agentId, isFollowing)}
      />
    </>
  );
}

function HolderPickers({ ticket, actions, onTransfer }: PropertiesSectionProps): ReactElement {
  const t = useText();
  const me = useMe();
  const isConnected = useConnection();
  const { agents, activeAgents, departments, departmentList } = useDirectory();
  const isClosed = ticket.status === 'closed';
  const departmentOption = (id: string): PickerOption => {
    const department = departments.get(id)?.value;
    return {
      value: id,
      label: department?.name ?? t('unknownDepartment'),
      mark: <DepartmentDot color={department?.color ?? ''} />,
    };
  };
  const agentOption = (id: string): PickerOption => {
    if (id === NOBODY) {
      return { value: id, label: t('nobody'), mark: <IconUserQuestion size={16} stroke={1.8} aria-hidden /> };
    }
    const name = agents.get(id)?.value.name ?? t('formerAgent');
    return {
      value: id,
      label: name,
      mark: (
        <ConnectionDot isOnline={isConnected(id)}>
          <Avatar id={id} name={name} size={18} isLabelled={false} />
        </ConnectionDot>
      ),
      ...(id === me.id && { hint: t('you') }),
    };
  };
  const colleagues = activeAgents
    .filter(({ value }) => value.departmentIds.includes(ticket.departmentId))
    .map((agent) => agentIdOf(agent))
    // Oneself first: that is the most frequent choice.
    .sort((a, b) => Number(b === me.id) - Number(a === me.id));
  return (
    <>
      <PropertyPicker
        label={t('sidePanel:department')}
        current={departmentOption(ticket.departmentId)}
        options={departmentList.map(({ id }) => departmentOption(id))}
        isDisabled={isClosed}
        onChange={(id) => onTransfer(id as DepartmentId)}
      />
      <PropertyPicker
        label={t('sidePanel:assignee')}
        current={agentOption(ticket.assigneeId)}
        options={[NOBODY, ...colleagues].map(agentOption)}
        isDisabled={isClosed}
        onChange={(id) => void actions.assign(id as AgentId | typeof NOBODY)}
      />
    </>
  );
}
