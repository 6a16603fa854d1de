import { Button, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { MESSAGE_MAX_LENGTH } from '../../../shared/domain/message.ts';
import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import { CHANNELS, NOBODY, PRIORITIES, SUBJECT_MAX_LENGTH } from '../../../shared/domain/ticket/ticket.ts';
import { invoke } from '../../bridge.ts';
import { agentIdOf, departmentIdOf, useDirectory } from '../../live/directory.ts';
import { useMe } from '../../live/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useFormat } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { priorityName } from '../../ui/PriorityMark.tsx';
import { useText } from '../../ui/text.ts';
import { useErrorText } from '../../ui/useErrorText.ts';
import { ContactField } from './ContactField.tsx';
import classes from './NewTicketDialog.module.css';
import { formProblems, isFormTouched, toNewTicket } from './newTicketForm.ts';
import type { FormProblems, NewTicketForm } from './newTicketForm.ts';
import { useNewTicketStore } from './newTicketStore.ts';

interface NewTicketDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onCreated: (ticketId: TicketId) => void;
}

/** Takes down a ticket for a customer who calls. Closing keeps what was typed until it is created or started over. */
export function NewTicketDialog({ isOpen, onClose, onCreated }: NewTicketDialogProps): ReactElement {
  const t = useText();
  return (
    <Dialog
      opened={isOpen}
      onClose={onClose}
      title={t('dialogs:newTicket.title')}
      size={680}
      yOffset="6vh"
      closeOnClickOutside={false}
    >
      <NewTicketFields onClose={onClose} onCreated={onCreated} />
    </Dialog>
  );
}

type NewTicketFieldsProps = Omit<NewTicketDialogProps, 'isOpen'>;

function NewTicketFields({ onClose, onCreated }: NewTicketFieldsProps): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const me = useMe();
  const { form: stored, change, startOver } = useNewTicketStore();
  const [wasRestored] = useState(() => isFormTouched(stored));
  const [isChecked, setIsChecked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  // Most calls are for one's own department.
  const form: NewTicketForm = {
    ...stored,
    departmentId: stored.departmentId ?? me.setting?.value.departmentIds[0] ?? null,
  };
  const problems: FormProblems = isChecked ? formProblems(form) : {};

  async function submit(): Promise<void> {
    setIsChecked(true);
    const ticket = toNewTicket(form);
    if (!ticket || isBusy) return;
    setIsBusy(true);
    try {
      const { ticketId } = await invoke('tickets.create', ticket);
      startOver();
      onClose();
      onCreated(ticketId);
    } catch (problem) {
      notifications.show({ color: 'red', message: errorText(problem) });
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <form
      noValidate
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={getHotkeyHandler([['mod+Enter', () => void submit()]])}
    >
      <p className={classes['intro']} role={wasRestored ? 'status' : undefined}>
        {t(wasRestored ? 'dialogs:newTicket.draftRestored' : 'dialogs:newTicket.intro')}
      </p>
      <ContactField contact={form.contact} problems={problems} onChange={(contact) => change({ contact })} />
      <WordsFields form={form} problems={problems} onChange={change} />
      <RoutingFields form={form} problems={problems} onChange={change} />
      <footer className={classes['footer']}>
        <span className={classes['keep']}>{t('dialogs:newTicket.keepDraft')}</span>
        {isFormTouched(stored) && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              startOver();
              setIsChecked(false);
            }}
          >
            {t('dialogs:newTicket.startOver')}
          </Button>
        )}
        <Button type="submit" loading={isBusy} rightSection={<Kbd keys={['Mod', 'Enter']} />}>
          {t('dialogs:newTicket.create')}
        </Button>
      </footer>
    </form>
  );
}

interface FieldsProps {
  readonly form: NewTicketForm;
  readonly problems: FormProblems;
  readonly onChange: (changes: Partial<NewTicketForm>) => void;
}

function WordsFields({ form, problems, onChange }: FieldsProps): ReactElement {
  const t = useText();
  const format = useFormat();
  return (
    <>
      <TextInput
        label={t('dialogs:newTicket.subject')}
        placeholder={t('dialogs:newTicket.subjectPlaceholder')}
        value={form.subject}
        error={
          problems.subject &&
          t(`dialogs:newTicket.required.${problems.subject}`, { limit: format.number(SUBJECT_MAX_LENGTH) })
        }
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('dialogs:newTicket.words')}
        placeholder={t('dialogs:newTicket.wordsPlaceholder')}
        value={form.words}
        rows={4}
        error={
          problems.words &&
          t(`dialogs:newTicket.required.${problems.words}`, {
            size: format.number(form.words.length),
            limit: format.number(MESSAGE_MAX_LENGTH),
          })
        }
        onChange={(event) => onChange({ words: event.currentTarget.value })}
      />
    </>
  );
}

/** A select holds no empty value; this stands for nobody and for no priority inside one. */
const NONE = '-';

function RoutingFields({ form, problems, onChange }: FieldsProps): ReactElement {
  const t = useText();
  const me = useMe();
  const { activeAgents, departmentList, tags } = useDirectory();
  const colleagues = activeAgents.filter(
    (agent) => agentIdOf(agent) !== me.id && agent.value.departmentIds.some((id) => id === form.departmentId),
  );
  const canBeMine = me.setting?.value.departmentIds.some((id) => id === form.departmentId) === true;
  return (
    <div className={classes['routing']}>
      <Select
        label={t('dialogs:newTicket.department')}
        data={departmentList.map((department) => ({
          value: String(department.id),
          label: department.value.name,
        }))}
        value={form.departmentId}
        error={problems.department && t('dialogs:newTicket.required.department')}
        allowDeselect={false}
        searchable
        onChange={(id) => {
          const department = departmentList.find((known) => (known.id as string) === id);
          // Whoever was chosen may not work there.
          if (department) onChange({ departmentId: departmentIdOf(department), assigneeId: NOBODY });
        }}
      />
      <Select
        label={t('dialogs:newTicket.assignee')}
        data={[
          { value: NONE, label: t('nobody') },
          ...(canBeMine && me.id !== undefined
            ? [{ value: me.id as string, label: t('dialogs:newTicket.assigneeMe') }]
            : []),
          ...colleagues.map((agent) => ({ value: agentIdOf(agent), label: agent.value.name })),
        ]}
        value={form.assigneeId === NOBODY ? NONE : form.assigneeId}
        allowDeselect={false}
        searchable
        onChange={(id) => onChange({ assigneeId: id === null || id === NONE ? NOBODY : (id as AgentId) })}
      />
      <Select
        label={t('dialogs:newTicket.priority')}
        data={[...PRIORITIES, ''].map((priority) => ({
          value: priority || NONE,
          label: priorityName(priority, t),
        }))}
        value={form.priority || NONE}
        allowDeselect={false}
        onChange={(priority) =>
          onChange({ priority: priority === null || priority === NONE ? '' : priority })
        }
      />
      <Select
        label={t('dialogs:newTicket.channel')}
        data={CHANNELS.filter((channel) => channel !== 'import' && channel !== 'api').map((channel) => ({
          value: channel,
          label: t(`channel.${channel}`),
        }))}
        value={form.channel}
        allowDeselect={false}
        onChange={(value) => {
          const channel = CHANNELS.find((known) => known === value);
          if (channel) onChange({ channel });
        }}
      />
      <TagsInput
        className={classes['tags'] ?? ''}
        label={t('dialogs:newTicket.tags')}
        {...(form.tags.length === 0 && { placeholder: t('dialogs:newTicket.tagsPlaceholder') })}
        data={[...tags.keys()]}
        value={[...form.tags]}
        maxTags={50}
        onChange={(values) => onChange({ tags: values })}
      />
    </div>
  );
}
