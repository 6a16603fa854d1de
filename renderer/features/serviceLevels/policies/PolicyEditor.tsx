import { Alert, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import type { CalendarId, PolicyId, TicketId } from '../../../../shared/domain/ids.ts';
import { SlaPolicyValue } from '../../../../shared/domain/settings.ts';
import { checkPolicy, type PolicyProblem } from '../../../../shared/domain/sla/checkPolicy.ts';
import type { SlaChange } from '../../../../shared/domain/sla/slaImpact.ts';
import { isEqualJson } from '../../../../shared/domain/threeWay.ts';
import type { BatonError } from '../../../../shared/errors.ts';
import { asBatonError, invoke } from '../../../bridge.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useText } from '../../../ui/text.ts';
import { useErrorText } from '../../../ui/useErrorText.ts';
import { Impact } from '../Impact.tsx';
import { Section } from '../Section.tsx';
import classes from '../serviceLevels.module.css';
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
  const errorText = useErrorText();
  const { calendars, policies } = useDirectory();
  const formRef = useRef<HTMLFormElement>(null);
  const [value, setValue] = useState(saved);
  const [hasTried, setHasTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<BatonError | null>(null);
  const set = (changes: Partial<SlaPolicyValue>): void => setValue((known) => ({ ...known, ...changes }));
  const isDirty = policyId === '' || !isEqualJson(saved, value);
  const stored = policies.find(({ id }) => (id as string) === policyId)?.value;
  // Its place in the order is not changed here.
  const isOvertaken = stored !== undefined && !isEqualJson({ ...stored, order: 0 }, { ...saved, order: 0 });
  const problems = checkPolicy(value, (id) => calendars.some((calendar) => (calendar.id as string) === id));
  const canSave = problems.length === 0 && SlaPolicyValue.safeParse(value).success;
  const shown = hasTried ? problems : [];
  const has = (code: PolicyProblem['code']): boolean => shown.some((problem) => problem.code === code);
  const change: SlaChange = { kind: 'policy', policyId, value };

  const name = value.name.trim() === '' ? t('serviceLevels:policy.new') : value.name;
  useEffect(() => onDirty(isEqualJson(saved, value) ? null : name), [saved, value, name, onDirty]);

  async function save(): Promise<void> {
    setIsBusy(true);
    setError(null);
    try {
      await invoke('policy.save', { policyId, value });
      onDirty(null);
      notifications.show({ message: t('serviceLevels:saved') });
      onSaved();
    } catch (thrown) {
      setError(asBatonError(thrown));
    } finally {
      setIsBusy(false);
    }
  }

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    if (isBusy) return;
    setHasTried(true);
    if (canSave) void save();
    else
      requestAnimationFrame(() =>
        formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')?.focus(),
      );
  }

  return (
    <form ref={formRef} className={classes['form']} onSubmit={onSubmit} noValidate aria-label={name}>
      <div className={classes['editor']}>
        <div className={classes['fields']} tabIndex={0} role="group" aria-label={name}>
          {error && (
            <Alert color="red" variant="light" role="alert">
              {errorText(error)}
            </Alert>
          )}
          {isOvertaken && (
            <Alert color="yellow" variant="light" role="status">
              {t('departments:changedElsewhere')}
            </Alert>
          )}
          <Section title={t('serviceLevels:policy.one')}>
            <div className={classes['pair']}>
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
                value={
                  calendars.some(({ id }) => (id as string) === value.calendarId) ? value.calendarId : null
                }
                error={has('calendarMissing') && t('serviceLevels:problems.calendarMissing')}
                onChange={(calendarId) => {
                  if (calendarId !== null) set({ calendarId });
                }}
              />
            </div>
          </Section>
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
        </div>
        <aside className={classes['aside']} tabIndex={0} aria-label={t('serviceLevels:preview')}>
          <Impact
            change={isDirty && canSave && !isEqualJson(stored, value) ? change : null}
            onOpenTicket={onOpenTicket}
          />
          <SamplePreview
            change={change}
            canCount={!problems.some(({ code }) => code === 'calendarMissing')}
          />
        </aside>
      </div>
      <div className={classes['buttons']}>
        <Checkbox
          className={classes['first']}
          label={t('serviceLevels:policy.isActive')}
          checked={value.isActive}
          onChange={(event) => set({ isActive: event.currentTarget.checked })}
        />
        {hasTried && !canSave && (
          <p className={classes['problem']} role="status">
            {t('serviceLevels:fix')}
          </p>
        )}
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={!isDirty}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
