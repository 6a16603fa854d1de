import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconSearch, IconUserQuestion } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ReactElement } from 'react';
import type { AgentId, DepartmentId } from '../../../../shared/domain/ids.ts';
import type { SettingOf } from '../../../../shared/domain/settings.ts';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { agentIdOf, useDirectory } from '../../../live/directory.ts';
import { useConnection } from '../../../live/presence.ts';
import { useMe } from '../../../live/session.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Avatar } from '../../../ui/Avatar.tsx';
import { ConnectionDot } from '../../../ui/ConnectionDot.tsx';
import { useText } from '../../../ui/text.ts';
import type { TicketActions } from '../useTicketActions.ts';
import classes from './AssignDialog.module.css';
import { useCandidates } from './useCandidates.ts';
import type { Candidate } from './useCandidates.ts';

const NOBODY_OPTION = '-';

interface AssignDialogProps {
  readonly ticket: Ticket;
  readonly actions: TicketActions;
  /** Somebody of another department was chosen: that is a transfer, with its reason. */
  readonly onTransfer: (departmentId: DepartmentId) => void;
  readonly onClose: () => void;
}

/** Chooses who is responsible, by typing a few letters and Enter. */
export function AssignDialog({ ticket, actions, onTransfer, onClose }: AssignDialogProps): ReactElement {
  const t = useText();
  const me = useMe();
  const { activeAgents, departments } = useDirectory();
  const [search, setSearch] = useState('');
  const combobox = useCombobox({ opened: true });
  const department = departments.get(ticket.departmentId)?.value.name ?? t('unknownDepartment');

  const candidates = useCandidates(ticket.id, ticket.departmentId);
  const wanted = search.trim().toLocaleLowerCase();
  // The best match first, who has it already last; oneself first while nobody has been ranked.
  const rank = (agent: SettingOf<'agent'>): number =>
    agentIdOf(agent) === ticket.assigneeId
      ? Number.NEGATIVE_INFINITY
      : candidates.size > 0
        ? -(candidates.get(agentIdOf(agent))?.place ?? candidates.size)
        : Number(agentIdOf(agent) === me.id);
  const found = activeAgents
    .filter((agent) => wanted === '' || searchText(agent, departments).includes(wanted))
    .sort((a, b) => rank(b) - rank(a));
  const isHere = (agent: SettingOf<'agent'>): boolean =>
    agent.value.departmentIds.includes(ticket.departmentId);
  const here = found.filter(isHere);
  const fits = here.filter((agent) => candidates.get(agentIdOf(agent))?.isEligible !== false);
  const fitsNot = here.filter((agent) => candidates.get(agentIdOf(agent))?.isEligible === false);
  // People elsewhere are in the way until somebody looks for them.
  const elsewhere = wanted === '' ? [] : found.filter((agent) => !isHere(agent));
  const offersNobody =
    ticket.assigneeId !== NOBODY && (wanted === '' || t('nobody').toLocaleLowerCase().includes(wanted));

  // The list under the cursor changes with every letter.
  const selectFirst = useEffectEvent(() => void combobox.selectFirstOption());
  useEffect(() => selectFirst(), [wanted]);

  function choose(value: string): void {
    const agent = activeAgents.find((known) => known.id === value);
    const elsewhereId = agent && !isHere(agent) ? agent.value.departmentIds[0] : undefined;
    onClose();
    if (elsewhereId !== undefined) onTransfer(elsewhereId);
    else void actions.assign(value === NOBODY_OPTION ? NOBODY : (value as AgentId));
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      onEnterTransitionEnd={() => void combobox.selectFirstOption()}
      title={t('dialogs:assign.title')}
      size={440}
      yOffset="14vh"
      padding="md"
    >
      <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
        <Combobox.EventsTarget>
          <TextInput
            value={search}
            placeholder={t('dialogs:assign.search')}
            aria-label={t('dialogs:assign.search')}
            leftSection={<IconSearch size={15} aria-hidden />}
            onChange={(event) => setSearch(event.currentTarget.value)}
            // An open list keeps Escape to itself; this one never closes, so it is meant for the dialog.
            onKeyDown={(event) => {
              if (event.key === 'Escape') onClose();
            }}
            data-autofocus
          />
        </Combobox.EventsTarget>
        <Combobox.Options
          className={classes['options'] ?? ''}
          aria-label={t('dialogs:assign.label')}
          // It scrolls, and a keyboard must reach whatever scrolls.
          tabIndex={0}
        >
          {fits.length > 0 && (
            <Combobox.Group label={t('assignment:choose.fits', { department })}>
              {fits.map((agent) => (
                <AgentOption
                  key={agent.id}
                  agent={agent}
                  candidate={candidates.get(agentIdOf(agent))}
                  isCurrent={agentIdOf(agent) === ticket.assigneeId}
                />
              ))}
            </Combobox.Group>
          )}
          {fitsNot.length > 0 && (
            <Combobox.Group label={t('assignment:choose.fitsNot', { department })}>
              {fitsNot.map((agent) => (
                <AgentOption
                  key={agent.id}
                  agent={agent}
                  candidate={candidates.get(agentIdOf(agent))}
                  isCurrent={agentIdOf(agent) === ticket.assigneeId}
                />
              ))}
            </Combobox.Group>
          )}
          {offersNobody && (
            <Combobox.Option value={NOBODY_OPTION}>
              <span className={classes['agent']}>
                <IconUserQuestion size={24} stroke={1.5} aria-hidden />
                <span className={classes['name']}>{t('nobody')}</span>
                <span className={classes['facts']}>{t('dialogs:assign.nobodyHint', { department })}</span>
              </span>
            </Combobox.Option>
          )}
          {elsewhere.length > 0 && (
            <Combobox.Group label={t('dialogs:assign.elsewhere')}>
              {elsewhere.map((agent) => (
                <AgentOption
                  key={agent.id}
                  agent={agent}
                  candidate={undefined}
                  isCurrent={agentIdOf(agent) === ticket.assigneeId}
                />
              ))}
            </Combobox.Group>
          )}
          {here.length + elsewhere.length === 0 && !offersNobody && (
            <Combobox.Empty>{t('dialogs:assign.empty')}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox>
      <p className={classes['hint']}>{t('dialogs:assign.hint')}</p>
    </Dialog>
  );
}

type Departments = ReturnType<typeof useDirectory>['departments'];

function searchText({ value }: SettingOf<'agent'>, departments: Departments): string {
  const names = value.departmentIds.map((id) => departments.get(id)?.value.name ?? '');
  return [value.name, value.email, ...names, ...value.skills, ...value.languages]
    .join(' ')
    .toLocaleLowerCase();
}

interface AgentOptionProps {
  readonly agent: SettingOf<'agent'>;
  /** How they stand to the ticket; undefined while that is not known, and for people elsewhere. */
  readonly candidate: Candidate | undefined;
  readonly isCurrent: boolean;
}

function AgentOption({ agent, candidate, isCurrent }: AgentOptionProps): ReactElement {
  const t = useText();
  const me = useMe();
  const { departments } = useDirectory();
  const isConnected = useConnection();
  const { name, level, availability, departmentIds } = agent.value;
  const isMe = agentIdOf(agent) === me.id;
  const isOnline = isConnected(agent.id);
  const facts = [
    ...(candidate
      ? [candidate.line]
      : [
          departmentIds.map((id) => departments.get(id)?.value.name ?? t('unknownDepartment')).join(', '),
          t('dialogs:assign.level', { level }),
        ]),
    ...(isOnline === null ? [] : [t(isOnline ? 'presence:online' : 'presence:offline')]),
  ];
  return (
    <Combobox.Option value={agent.id} disabled={isCurrent}>
      <span className={classes['agent']}>
        <ConnectionDot isOnline={isOnline} isLabelled={false}>
          <Avatar id={agent.id} name={name} size={24} isLabelled={false} />
        </ConnectionDot>
        <span className={classes['name']}>
          {name}
          {isMe && <span className={classes['aside']}> · {t('you')}</span>}
          {candidate?.place === 0 && candidate.isEligible && (
            <span className={classes['aside']}> · {t('assignment:choose.best')}</span>
          )}
          {isCurrent && <span className={classes['aside']}> · {t('dialogs:assign.current')}</span>}
        </span>
        <span className={classes['availability']} data-availability={availability}>
          {t(`availability.${availability}`)}
        </span>
        <span className={classes['facts']}>{facts.join(' · ')}</span>
      </span>
    </Combobox.Option>
  );
}
