import { Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, SubmitEvent } from 'react';
import type { AgentId } from '../../../shared/domain/ids.ts';
import type { AgentValue } from '../../../shared/domain/settings.ts';
import { closesCircle } from '../../../shared/domain/substitutes.ts';
import { NOBODY } from '../../../shared/domain/ticket/ticket.ts';
import { invoke } from '../../bridge.ts';
import { agentIdOf, useDirectory } from '../../live/directory.ts';
import { useMe } from '../../live/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { fromLocalInput, toLocalInput } from '../../ui/localInput.ts';
import { Failure } from '../../ui/Failure.tsx';
import { useText } from '../../ui/text.ts';
import { useSubmit } from '../../ui/useSubmit.ts';
import { FormButtons } from './FormButtons.tsx';

const NOBODY_OPTION = '-';

interface SubstituteDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Who takes over while the signed-in agent is away, and when. */
export function SubstituteDialog({ isOpen, onClose }: SubstituteDialogProps): ReactElement {
  const t = useText();
  const { id, setting } = useMe();
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t('departments:substitute.title')} size={460} centered>
      {isOpen && id !== undefined && setting && (
        <SubstituteForm meId={id} me={setting.value} onClose={onClose} />
      )}
    </Dialog>
  );
}

function written(atMs: number | undefined): string {
  return atMs === undefined || atMs === 0 ? '' : toLocalInput(atMs);
}

interface SubstituteFormProps {
  readonly meId: AgentId;
  readonly me: AgentValue;
  readonly onClose: () => void;
}

function SubstituteForm({ meId, me, onClose }: SubstituteFormProps): ReactElement {
  const t = useText();
  const { agents, activeAgents } = useDirectory();
  const [substituteId, setSubstituteId] = useState<AgentId | typeof NOBODY>(me.substituteId);
  const [from, setFrom] = useState(() => written(me.substituteFromMs));
  const [until, setUntil] = useState(() => written(me.substituteUntilMs));
  const { isBusy, error, submit } = useSubmit();
  const fromMs = fromLocalInput(from) ?? 0;
  const untilMs = fromLocalInput(until) ?? 0;
  const wish = { ...me, substituteId, substituteFromMs: fromMs, substituteUntilMs: untilMs };
  const isCircle = closesCircle(meId, wish, (agentId) => agents.get(agentId)?.value);
  const isReversed = untilMs !== 0 && untilMs <= fromMs;
  const name = agents.get(substituteId)?.value.name ?? '';

  function onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (isCircle || isReversed) return;
    submit(async () => {
      await invoke('me.setSubstitute', { substituteId, fromMs, untilMs });
      onClose();
    });
  }

  return (
    <form noValidate onSubmit={onSubmit}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('departments:substitute.text')}
        </Text>
        {error && <Failure error={error} />}
        <Select
          searchable
          data-autofocus
          label={t('departments:substitute.who')}
          allowDeselect={false}
          value={substituteId === NOBODY ? NOBODY_OPTION : substituteId}
          onChange={(value) => setSubstituteId(value === NOBODY_OPTION ? NOBODY : (value as AgentId))}
          data={[
            { value: NOBODY_OPTION, label: t('departments:substitute.nobody') },
            ...activeAgents
              .filter((agent) => agentIdOf(agent) !== meId)
              .map((agent) => ({ value: agentIdOf(agent), label: agent.value.name })),
          ]}
          error={isCircle && t('departments:substitute.circle', { name })}
        />
        {substituteId !== NOBODY && (
          <Group grow align="flex-start">
            <TextInput
              type="datetime-local"
              label={t('departments:substitute.from')}
              description={t('departments:substitute.fromHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              label={t('departments:substitute.until')}
              description={t('departments:substitute.untilHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
              error={isReversed && t('departments:substitute.order')}
            />
          </Group>
        )}
        <FormButtons
          confirm={t('save')}
          isBusy={isBusy}
          isDisabled={isCircle || isReversed}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
