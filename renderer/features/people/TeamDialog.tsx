import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SettingOf } from '../../../shared/domain/settings.ts';
import type { IssuedInvitation } from '../../../shared/ipc/people.ts';
import { invoke } from '../../bridge.ts';
import { agentIdOf } from '../../live/directory.ts';
import { useMe } from '../../live/session.ts';
import { useCommand } from '../../live/useCommand.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { DeviceList } from './DeviceList.tsx';
import { PersonForm, type PersonFields } from './PersonForm.tsx';
import { ShareLink } from './ShareLink.tsx';
import { TeamList, type TeamActions } from './TeamList.tsx';
import { WorkForm } from './WorkForm.tsx';
import classes from './people.module.css';

/** What the dialog shows. */
type Place =
  | { readonly name: 'list' | 'invite' }
  | { readonly name: 'edit' | 'devices' | 'work'; readonly agent: SettingOf<'agent'> }
  | { readonly name: 'link'; readonly issued: IssuedInvitation; readonly whose: string };

const LIST: Place = { name: 'list' };

interface TeamDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Who is in the team and who is invited. Administrators change it, supervisors look. */
export function TeamDialog({ isOpen, onClose }: TeamDialogProps): ReactElement {
  const t = useText();
  const [place, setPlace] = useState<Place>(LIST);
  const close = (): void => {
    setPlace(LIST);
    onClose();
  };
  return (
    <Dialog opened={isOpen} onClose={close} title={titleOf(t, place)} size={680} centered>
      {isOpen && <TeamPlace place={place} onGo={setPlace} />}
    </Dialog>
  );
}

function titleOf(t: ReturnType<typeof useText>, place: Place): string {
  switch (place.name) {
    case 'list':
      return t('team:title');
    case 'invite':
      return t('team:invite');
    case 'edit':
      return place.agent.value.name;
    case 'work':
      return t('departments:work.title', { name: place.agent.value.name });
    case 'devices':
      return t('team:devicesOf', { name: place.agent.value.name });
    case 'link':
      return t('team:linkTitle', { name: place.whose });
  }
}

function TeamPlace({
  place,
  onGo,
}: {
  readonly place: Place;
  readonly onGo: (place: Place) => void;
}): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const me = useMe();
  const isAdministrator = me.setting?.value.role === 'administrator';
  const team = useCommand('team.get', {}, { refreshOn: { 'directory.changed': true } });
  const back = (): void => onGo(LIST);

  async function invite(fields: PersonFields): Promise<void> {
    const { name, email, role, departmentIds, level, languages, days } = fields;
    const wish = { name, email, role, departmentIds, level, languages, days };
    onGo({ name: 'link', issued: await invoke('team.invite', wish), whose: name });
    team.refresh();
  }

  async function save(agent: SettingOf<'agent'>, fields: PersonFields): Promise<void> {
    const { name, role, departmentIds, level, languages } = fields;
    const changes = { name, role, departmentIds, level, languages };
    await invoke('team.change', { agentId: agentIdOf(agent), changes });
    back();
  }

  function setActive(agent: SettingOf<'agent'>, isActive: boolean): void {
    const change = (): void =>
      attempt(async () => {
        await invoke('team.change', { agentId: agentIdOf(agent), changes: { isActive } });
        team.refresh();
      });
    if (isActive) {
      change();
      return;
    }
    modals.openConfirmModal({
      title: t('team:deactivateTitle', { name: agent.value.name }),
      children: <Text size="sm">{t('team:deactivateText')}</Text>,
      labels: { confirm: t('team:deactivate'), cancel: t('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: change,
    });
  }

  const actions: TeamActions = {
    invite: () => onGo({ name: 'invite' }),
    edit: (agent) => onGo({ name: 'edit', agent }),
    devices: (agent) => onGo({ name: 'devices', agent }),
    setActive,
    newLink: (agent) =>
      attempt(async () => {
        const issued = await invoke('team.resetPassword', { agentId: agentIdOf(agent) });
        onGo({ name: 'link', issued, whose: agent.value.name });
        team.refresh();
      }),
    takeBack: ({ id }) =>
      attempt(async () => {
        await invoke('team.revokeInvitation', { id });
        team.refresh();
      }),
  };

  switch (place.name) {
    case 'list':
      return (
        <>
          {team.error && <Failure error={team.error} onRetry={team.refresh} />}
          <TeamList
            team={team.value}
            onWork={(agent) => onGo({ name: 'work', agent })}
            {...(isAdministrator && { actions })}
          />
        </>
      );
    case 'invite':
      return <PersonForm onSave={invite} onCancel={back} />;
    case 'edit':
      return (
        <PersonForm
          person={place.agent.value}
          onSave={(fields) => save(place.agent, fields)}
          onCancel={back}
        />
      );
    case 'work':
      return <WorkForm agent={place.agent} onDone={back} />;
    case 'devices':
      return (
        <>
          <DeviceList agentId={agentIdOf(place.agent)} />
          <BackButton onClick={back} />
        </>
      );
    case 'link':
      return (
        <>
          <ShareLink issued={place.issued} />
          <BackButton onClick={back} />
        </>
      );
  }
}

function BackButton({ onClick }: { readonly onClick: () => void }): ReactElement {
  const t = useText();
  return (
    <div className={classes['buttons']}>
      <Button variant="default" mt={12} onClick={onClick}>
        {t('back')}
      </Button>
    </div>
  );
}
