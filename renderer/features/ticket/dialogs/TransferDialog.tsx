import { Button, Checkbox, Select, Stack, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconPingPong } from '@tabler/icons-react';
import { useState } from 'react';
import type { SubmitEvent, ReactElement } from 'react';
import type { AgentId, DepartmentId } from '../../../../shared/domain/ids.ts';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { Holder } from '../../../../shared/domain/ticket/ticket.ts';
import { isWorthTelling, transferNotice } from '../../../../shared/domain/ticket/transferNotice.ts';
import type { TransferNotice } from '../../../../shared/domain/ticket/transferNotice.ts';
import { NO_REASON, reasonOf } from '../../../../shared/domain/ticket/transferReason.ts';
import type { TicketDetail } from '../../../../shared/ipc/tickets.ts';
import { textToHtml } from '../../../../shared/text/textToHtml.ts';
import { agentIdOf, departmentIdOf, useDirectory } from '../../../live/directory.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DialogFooter } from '../../../ui/DialogFooter.tsx';
import { LANGUAGE_NAMES } from '../../../ui/languageNames.ts';
import { ReasonField } from '../../../ui/ReasonField.tsx';
import { useText } from '../../../ui/text.ts';
import type { TicketActions } from '../useTicketActions.ts';
import { passingOnWarning } from './passingOn.ts';
import { NOBODY_OPTION, PersonOption } from './PersonOption.tsx';
import { useCandidates } from './useCandidates.ts';
import classes from './TransferDialog.module.css';

interface TransferDialogProps {
  readonly detail: TicketDetail;
  readonly actions: TicketActions;
  /** A department chosen before the dialog opened. */
  readonly initialDepartmentId: DepartmentId | null;
  readonly onClose: () => void;
}

/**
 * Hands the ticket on with a reason. Inside its department it goes to a person; to another department it goes to nobody,
 * and the dialog says so. Source: product design, section 4.
 */
export function TransferDialog({
  detail,
  actions,
  initialDepartmentId,
  onClose,
}: TransferDialogProps): ReactElement {
  const t = useText();
  const { ticket } = detail;
  const { agents, activeAgents, departments, departmentList } = useDirectory();
  const [departmentId, setDepartmentId] = useState<DepartmentId | null>(initialDepartmentId);
  const [person, setPerson] = useState<string | null>(null);
  const [draft, setDraft] = useState(NO_REASON);
  const [note, setNote] = useState('');
  const [tellsCustomer, setTellsCustomer] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);

  const staysHere = departmentId === ticket.departmentId;
  const assigneeId = staysHere && person !== null && person !== NOBODY_OPTION ? (person as AgentId) : NOBODY;
  const offersToTell =
    departmentId !== null && isWorthTelling(ticket, detail.hops, { departmentId, assigneeId });
  const departmentName = (id: string): string => departments.get(id)?.value.name ?? t('unknownDepartment');
  const problems = {
    department: departmentId === null ? t('dialogs:transfer.departmentRequired') : null,
    person: staysHere && person === null ? t('dialogs:transfer.personRequired') : null,
  };
  const candidates = useCandidates(ticket.id, ticket.departmentId);
  const placeOf = (id: string): number => candidates.get(id)?.place ?? candidates.size;
  /** The department's people but the holder: those who can take it, or the others; the best match first. */
  const choicesOf = (isEligible: boolean): { value: string; label: string }[] =>
    activeAgents
      .filter((agent) => agent.value.departmentIds.includes(ticket.departmentId))
      .map((agent) => ({ value: agentIdOf(agent), label: agent.value.name }))
      .filter(({ value }) => value !== ticket.assigneeId)
      .filter(({ value }) => (candidates.get(value)?.isEligible ?? true) === isEligible)
      .sort((a, b) => placeOf(a.value) - placeOf(b.value));
  const shown = (problem: string | null): string | null => (isChecked ? problem : null);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setIsChecked(true);
    const reason = reasonOf(draft);
    if (departmentId === null || reason === null || problems.person !== null) return;
    setIsBusy(true);
    const isDone = await actions.transfer({
      departmentId,
      assigneeId,
      reason,
      noteHtml: note.trim() === '' ? '' : textToHtml(note.trim()),
      tellCustomer: offersToTell && tellsCustomer,
    });
    setIsBusy(false);
    if (isDone) onClose();
  }

  return (
    <Dialog opened onClose={onClose} title={t('dialogs:transfer.title')} size={520} centered>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <Select
            label={t('dialogs:transfer.department')}
            placeholder={t('dialogs:transfer.departmentPlaceholder')}
            data={departmentList.map((department) => ({
              value: departmentIdOf(department),
              label:
                departmentIdOf(department) === ticket.departmentId
                  ? `${department.value.name} (${t('dialogs:transfer.current')})`
                  : department.value.name,
            }))}
            value={departmentId}
            onChange={(value) => {
              setDepartmentId(value);
              setPerson(null);
            }}
            error={shown(problems.department)}
            allowDeselect={false}
            searchable
            data-autofocus={initialDepartmentId === null || undefined}
          />
          {staysHere && (
            <Select
              label={t('dialogs:transfer.person')}
              placeholder={t('dialogs:transfer.personPlaceholder')}
              data={[
                { group: t('assignment:choose.groupFits'), items: choicesOf(true) },
                { group: t('assignment:choose.groupFitsNot'), items: choicesOf(false) },
                { value: NOBODY_OPTION, label: t('nobody'), disabled: ticket.assigneeId === NOBODY },
              ].filter((entry) => !('items' in entry) || entry.items.length > 0)}
              maxDropdownHeight={320}
              value={person}
              onChange={setPerson}
              renderOption={({ option }) => (
                <PersonOption
                  id={option.value}
                  name={option.label}
                  candidate={candidates.get(option.value)}
                />
              )}
              error={shown(problems.person)}
              allowDeselect={false}
              searchable
            />
          )}
          {departmentId !== null && (!staysHere || person !== null) && (
            <Consequences
              detail={detail}
              to={{ departmentId, assigneeId }}
              departmentName={departmentName}
              agents={agents}
            />
          )}
          <ReasonField
            label={t('dialogs:transfer.reason')}
            nameOf={(code) => t(`ticket:reasons.${code}`)}
            reason={draft}
            isChecked={isChecked}
            onChange={setDraft}
          />
          <Textarea
            label={t('dialogs:transfer.note')}
            description={t('dialogs:transfer.noteHint')}
            classNames={{ input: classes['note'] ?? '' }}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            autosize
            minRows={3}
            maxRows={8}
          />
          {offersToTell && (
            <TellCustomer
              notice={transferNotice(ticket, departmentName(departmentId), { departmentId, assigneeId }, [
                ticket.language,
                detail.contact?.language ?? '',
              ])}
              isWanted={tellsCustomer}
              onChange={setTellsCustomer}
            />
          )}
          <DialogFooter>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('dialogs:transfer.confirm')}
            </Button>
          </DialogFooter>
        </Stack>
      </form>
    </Dialog>
  );
}

interface TellCustomerProps {
  readonly notice: TransferNotice;
  readonly isWanted: boolean;
  readonly onChange: (isWanted: boolean) => void;
}

/** The offer to tell the customer, with the very words they would get. */
function TellCustomer({ notice, isWanted, onChange }: TellCustomerProps): ReactElement {
  const t = useText();
  return (
    <div>
      <Checkbox
        label={t('dialogs:transfer.tell')}
        description={t('dialogs:transfer.tellHint', { language: LANGUAGE_NAMES[notice.locale] })}
        checked={isWanted}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {isWanted && (
        <blockquote className={classes['words']} lang={notice.locale}>
          {notice.text}
        </blockquote>
      )}
    </div>
  );
}

interface ConsequencesProps {
  readonly detail: TicketDetail;
  readonly to: Holder;
  readonly departmentName: (id: string) => string;
  readonly agents: ReturnType<typeof useDirectory>['agents'];
}

/** Who will be responsible, and what speaks against passing it on once more. */
function Consequences({ detail, to, departmentName, agents }: ConsequencesProps): ReactElement {
  const t = useText();
  const { ticket } = detail;
  const department = departmentName(to.departmentId);
  const name = to.assigneeId === NOBODY ? '' : (agents.get(to.assigneeId)?.value.name ?? t('formerAgent'));
  const warning = passingOnWarning(ticket, detail.hops, to);
  return (
    <Stack gap={6} aria-live="polite">
      <p className={classes['notice']} data-tone="info">
        <IconInfoCircle size={16} aria-hidden />
        {to.assigneeId !== NOBODY
          ? t('dialogs:transfer.personNotice', { name })
          : to.departmentId === ticket.departmentId
            ? t('dialogs:transfer.poolNotice', { department })
            : t('dialogs:transfer.nobodyNotice', { department })}
      </p>
      {warning.hops > 0 && (
        <p className={classes['notice']} data-tone="warning">
          <IconAlertTriangle size={16} aria-hidden />
          {t('dialogs:transfer.thirdHop', { count: warning.hops })}
        </p>
      )}
      {warning.returnsTo !== null && (
        <p className={classes['notice']} data-tone="danger">
          <IconPingPong size={16} aria-hidden />
          {t('dialogs:transfer.pingPong', { name: warning.returnsTo === 'person' ? name : department })}
        </p>
      )}
    </Stack>
  );
}
