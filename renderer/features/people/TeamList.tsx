import { ActionIcon, Badge, Button, Menu, Text } from '@mantine/core';
import { IconDots, IconUserPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { AgentId } from '../../../shared/domain/ids.ts';
import type { SettingOf } from '../../../shared/domain/settings.ts';
import type { OpenInvitation, TeamAnswer } from '../../../shared/sync/people.ts';
import { agentIdOf, useDirectory } from '../../live/directory.ts';
import { useMe } from '../../live/session.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useClock } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import classes from './people.module.css';

type Agent = SettingOf<'agent'>;

/** What can be done from the list. */
export interface TeamActions {
  readonly invite: () => void;
  readonly edit: (agent: Agent) => void;
  readonly newLink: (agent: Agent) => void;
  readonly devices: (agent: Agent) => void;
  readonly setActive: (agent: Agent, isActive: boolean) => void;
  readonly takeBack: (invitation: OpenInvitation) => void;
}

interface TeamListProps {
  readonly team: TeamAnswer | undefined;
  /** Opens what distribution goes by in somebody; supervisors change it too. */
  readonly onWork: (agent: Agent) => void;
  /** Left out for those who only look. */
  readonly actions?: TeamActions;
}

/** Everybody in the team, open invitations, and who has left. */
export function TeamList({ team, onWork, actions }: TeamListProps): ReactElement {
  const t = useText();
  const { agents } = useDirectory();
  const everybody = [...agents.values()];
  const active = everybody.filter(({ value }) => value.isActive);
  const left = everybody.filter(({ value }) => !value.isActive);
  const lines = (people: readonly Agent[]): ReactElement => (
    <ul className={classes['list']}>
      {people.map((agent) => (
        <PersonLine
          key={agent.id}
          agent={agent}
          account={team?.accounts.find(({ agentId }) => agentId === agentIdOf(agent))}
          isKnown={team !== undefined}
          onWork={onWork}
          {...(actions && { actions })}
        />
      ))}
    </ul>
  );
  return (
    <>
      <div className={classes['bar']}>
        {actions ? (
          <Button leftSection={<IconUserPlus size={16} />} data-autofocus onClick={actions.invite}>
            {t('team:invite')}
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {t('team:readOnly')}
          </Text>
        )}
      </div>
      {team !== undefined && team.invitations.length > 0 && (
        <>
          <h3 className={classes['heading']}>{t('team:invitations')}</h3>
          <ul className={classes['list']}>
            {team.invitations.map((invitation) => (
              <InvitationLine key={invitation.id} invitation={invitation} {...(actions && { actions })} />
            ))}
          </ul>
        </>
      )}
      <h3 className={classes['heading']}>{t('team:people')}</h3>
      {lines(active)}
      {left.length > 0 && (
        <>
          <h3 className={classes['heading']}>{t('team:left')}</h3>
          {lines(left)}
        </>
      )}
    </>
  );
}

interface PersonLineProps {
  readonly agent: Agent;
  readonly account: TeamAnswer['accounts'][number] | undefined;
  /** The server has said who can sign in. */
  readonly isKnown: boolean;
  readonly onWork: (agent: Agent) => void;
  readonly actions?: TeamActions;
}

function PersonLine({ agent, account, isKnown, onWork, actions }: PersonLineProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const { departments } = useDirectory();
  const { name, email, role, departmentIds } = agent.value;
  const seenAtMs = account?.lastSeenAtMs ?? 0;
  const when = useClock((nowMs) => (seenAtMs === 0 ? '' : format.relative(Math.min(seenAtMs, nowMs), nowMs)));
  const where = departmentIds
    .map((id) => departments.get(id)?.value.name ?? t('unknownDepartment'))
    .join(', ');
  const seen = !account ? t('team:noAccount') : when === '' ? t('team:neverSeen') : t('team:seen', { when });
  return (
    <li className={classes['line']}>
      <Avatar id={agent.id} name={name} size={30} isLabelled={false} />
      <div className={classes['who']}>
        <div className={classes['name']}>
          {name}
          {role !== 'agent' && (
            <Badge size="sm" variant="default" tt="none" fw={550}>
              {t(`role.${role}`)}
            </Badge>
          )}
        </div>
        <div className={classes['quiet']}>{email}</div>
      </div>
      <div className={classes['facts']}>
        <div className={classes['quiet']}>{where || t('team:noDepartment')}</div>
        {isKnown && (
          <div className={classes['quiet']}>
            {seen}
            {account && account.devices > 0 && ` · ${t('team:devices', { count: account.devices })}`}
          </div>
        )}
      </div>
      {actions ? (
        <PersonMenu agent={agent} actions={actions} onWork={onWork} />
      ) : (
        agent.value.isActive &&
        agent.value.role !== 'administrator' && (
          <Button
            size="xs"
            variant="default"
            aria-label={t('departments:work.title', { name })}
            onClick={() => onWork(agent)}
          >
            {t('departments:work.open')}
          </Button>
        )
      )}
    </li>
  );
}

function PersonMenu({
  agent,
  actions,
  onWork,
}: {
  readonly agent: Agent;
  readonly actions: TeamActions;
  readonly onWork: (agent: Agent) => void;
}): ReactElement {
  const t = useText();
  const me = useMe();
  const { isActive, name } = agent.value;
  const isMe = me.id === (agentIdOf(agent) satisfies AgentId);
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('team:actions', { name })}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isActive ? (
          <>
            <Menu.Item onClick={() => actions.edit(agent)}>{t('team:edit')}</Menu.Item>
            <Menu.Item onClick={() => onWork(agent)}>{t('departments:work.open')}</Menu.Item>
            <Menu.Item onClick={() => actions.newLink(agent)}>{t('team:newLink')}</Menu.Item>
            <Menu.Item onClick={() => actions.devices(agent)}>{t('team:devicesOf', { name })}</Menu.Item>
            {!isMe && (
              <Menu.Item color="red" onClick={() => actions.setActive(agent, false)}>
                {t('team:deactivate')}
              </Menu.Item>
            )}
          </>
        ) : (
          <Menu.Item onClick={() => actions.setActive(agent, true)}>{t('team:reactivate')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function InvitationLine({
  invitation,
  actions,
}: {
  readonly invitation: OpenInvitation;
  readonly actions?: TeamActions;
}): ReactElement {
  const t = useText();
  const format = useFormat();
  const { name, email, kind, role, expiresAtMs } = invitation;
  const date = useClock((nowMs) => format.moment(expiresAtMs, nowMs));
  return (
    <li className={classes['line']}>
      <div className={classes['who']}>
        <div className={classes['name']}>
          {name}
          <Badge size="sm" variant="default" tt="none" fw={550}>
            {kind === 'reset' ? t('team:reset') : t(`role.${role}`)}
          </Badge>
        </div>
        <div className={classes['quiet']}>
          {email} · {t('team:until', { date })}
        </div>
      </div>
      {actions && (
        <Button
          size="xs"
          variant="default"
          aria-label={t('team:revokeOf', { name })}
          onClick={() => actions.takeBack(invitation)}
        >
          {t('team:revoke')}
        </Button>
      )}
    </li>
  );
}
