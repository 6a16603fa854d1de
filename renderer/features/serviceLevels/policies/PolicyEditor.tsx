import { Checkbox, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CalendarId, PolicyId, TicketId } from '../../../../shared/domain/ids.ts';
import { SlaPolicyValue } from '../../../../shared/domain/settings.ts';
import { checkPolicy, type PolicyProblem } from '../../../../shared/domain/sla/checkPolicy.ts';
import type { SlaChange } from '../../../../shared/domain/sla/slaImpact.ts';
import { isEqualJson } from '../../../../shared/domain/threeWay.ts';
import { invoke } from '../../../bridge.ts';
import { useDirectory } from '../../../live/directory.ts';
import { SettingForm } from '../../../ui/SettingForm.tsx';
import { useText } from '../../../ui/text.ts';
import { Impact } from '../Impact.tsx';
import { FieldGroup, FieldPair } from '../../../ui/FieldGroup.tsx';
import { EscalationFields } from './EscalationFields.tsx';
import { MatchFields } from './MatchFields.tsx';
import { SamplePreview } from './SamplePreview.tsx';
import { TargetFields } from './TargetFields.tsx';
import { WarningFields } from './WarningFields.tsx';

interface PolicyEditorProps {
  /** `''` for a policy that is not stored yet. */
  readonly policyId: PolicyId | '';
  readonly saved: SlaPolicyValue;
  /** The policy's name while it holds changes that are not saved, else `null`. */
  readonly onDirty: (name: string | null) => void;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** One policy, beside what it means for a new ticket and for the open ones. What is typed stays when it cannot be saved. */
export function PolicyEditor(props: PolicyEditorProps): ReactElement {
  const { policyId, saved, onDirty, onSaved, onCancel, onOpenTicket } = props;
  const t = useText();
  const { calendars, policies } = useDirectory();
  const [value, setValue] = useState(saved);
  const [hasTried, setHasTried] = useState(false);
  const set = (changes: Partial<SlaPolicyValue>): void => setValue((known) => ({ ...known, ...changes }));
  const isChanged = !isEqualJson(saved, value);
  const stored = policies.find(({ id }) => (id as string) === policyId)?.value;
  // Its place in the order is not changed here.
  const isOvertaken = stored !== undefined && !isEqualJson({ ...stored, order: 0 }, { ...saved, order: 0 });
  const problems = checkPolicy(value, (id) => calendars.some((calendar) => (calendar.id as string) === id));
  const canSave = problems.length === 0 && SlaPolicyValue.safeParse(value).success;
  const shown = hasTried ? problems : [];
  const has = (code: PolicyProblem['code']): boolean => shown.some((problem) => problem.code === code);
  const change: SlaChange = { kind: 'policy', policyId, value };

  async function save(): Promise<void> {
    await invoke('policy.save', { policyId, value });
    onDirty(null);
    notifications.show({ message: t('serviceLevels:saved') });
    onSaved();
  }

  return (
    <SettingForm
      name={value.name.trim() === '' ? t('serviceLevels:policy.new') : value.name}
      isChanged={isChanged}
      isNew={policyId === ''}
      isOvertaken={isOvertaken}
      canSave={canSave}
      hasTried={hasTried}
      onTry={() => setHasTried(true)}
      save={save}
      onCancel={onCancel}
      cancelLabel={t('cancel')}
      onDirty={onDirty}
      aside={
        <>
          <Impact
            change={(isChanged || policyId === '') && canSave && !isEqualJson(stored, value) ? change : null}
            onOpenTicket={onOpenTicket}
          />
          <SamplePreview
            change={change}
            canCount={!problems.some(({ code }) => code === 'calendarMissing')}
          />
        </>
      }
      first={
        <Checkbox
          label={t('serviceLevels:policy.isActive')}
          checked={value.isActive}
          onChange={(event) => set({ isActive: event.currentTarget.checked })}
        />
      }
    >
      <FieldGroup title={t('serviceLevels:policy.one')}>
        <FieldPair>
          <TextInput
            label={t('serviceLevels:name')}
            maxLength={120}
            data-autofocus
            value={value.name}
            error={has('nameMissing') && t('serviceLevels:problems.nameMissing')}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Select
            label={t('serviceLevels:policy.calendar')}
            allowDeselect={false}
            data={calendars.map((calendar) => ({
              value: calendar.id as string as CalendarId,
              label: calendar.value.name,
            }))}
            value={calendars.some(({ id }) => (id as string) === value.calendarId) ? value.calendarId : null}
            error={has('calendarMissing') && t('serviceLevels:problems.calendarMissing')}
            onChange={(calendarId) => {
              if (calendarId !== null) set({ calendarId });
            }}
          />
        </FieldPair>
      </FieldGroup>
      <MatchFields match={value.match} onChange={(match) => set({ match })} />
      <TargetFields
        targets={value.targets}
        problem={has('noTargets') ? t('serviceLevels:problems.noTargets') : undefined}
        onChange={(targets) => set({ targets })}
      />
      <WarningFields value={value} set={set} />
      <EscalationFields
        steps={value.escalation ?? []}
        problems={shown}
        onChange={(escalation) => set({ escalation })}
      />
    </SettingForm>
  );
}
