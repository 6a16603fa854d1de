import type { ReactElement } from 'react';
import type { AgentId } from '../../../../shared/domain/ids.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { seesTicket } from '../../../../shared/domain/visibility.ts';
import { agentIdOf, useDirectory } from '../../../live/directory.ts';
import { useMe } from '../../../live/session.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { useText } from '../../../ui/text.ts';
import { PillsField, type PillOption } from './PillsField.tsx';

const NAME_MAX_LENGTH = 200;

interface FollowersFieldProps {
  readonly ticket: Ticket;
  readonly isDisabled: boolean;
  readonly onChange: (agentId: AgentId, isFollowing: boolean) => void;
}

/** Who hears of what happens to the ticket besides its assignee: whoever was mentioned, and whoever is added here. */
export function FollowersField({ ticket, isDisabled, onChange }: FollowersFieldProps): ReactElement {
  const t = useText();
  const me = useMe();
  const { agents, activeAgents } = useDirectory();
  const option = (id: string): PillOption => {
    const name = agents.get(id)?.value.name ?? t('formerAgent');
    return {
      value: id,
      label: id === me.id ? t('sidePanel:followerMe', { name }) : name,
      mark: <Avatar id={id} name={name} size={18} isLabelled={false} />,
    };
  };
  const colleagues = activeAgents
    .filter((agent) => seesTicket({ ...agent.value, agentId: agentIdOf(agent) }, ticket))
    .map((agent) => agentIdOf(agent))
    // Oneself first: that is the most frequent choice.
    .sort((a, b) => Number(b === me.id) - Number(a === me.id));
  return (
    <PillsField
      label={t('sidePanel:followers')}
      placeholder={t('sidePanel:followersAdd')}
      chosen={ticket.followerIds.map(option)}
      options={colleagues.map(option)}
      removeLabel={(name) => t('sidePanel:followerRemove', { name })}
      maxLength={NAME_MAX_LENGTH}
      isDisabled={isDisabled}
      onAdd={(id) => onChange(id as AgentId, true)}
      onRemove={(id) => onChange(id as AgentId, false)}
    />
  );
}
