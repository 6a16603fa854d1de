import { Checkbox, Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { DepartmentId } from '../../../../shared/domain/ids.ts';
import type { Setting } from '../../../../shared/domain/settings.ts';
import { SLA_TARGETS } from '../../../../shared/domain/settings.ts';
import { explainDue, type DueExplanation, type DueLine } from '../../../../shared/domain/sla/explainDue.ts';
import { sampleTicket, type SampleFacts } from '../../../../shared/domain/sla/sampleTicket.ts';
import { buildSlaBook, verdictFor } from '../../../../shared/domain/sla/slaBook.ts';
import { settingsWith, type SlaChange } from '../../../../shared/domain/sla/slaImpact.ts';
import { CHANNELS, NO_DUE_MS, PRIORITIES } from '../../../../shared/domain/ticket/ticket.ts';
import { LOCALES } from '../../../../shared/ipc/locales.ts';
import { departmentIdOf, useDirectory } from '../../../live/directory.ts';
import { useMinute } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { LANGUAGE_NAMES } from '../../../ui/languageNames.ts';
import { priorityName } from '../../../ui/PriorityMark.tsx';
import { useText } from '../../../ui/text.ts';
import { useZonedTime } from '../../../ui/useZonedTime.ts';
import classes from '../serviceLevels.module.css';
import { channelName } from './policyWords.ts';

/** Lists cannot hold an empty value. */
const NONE = '∅';
/** So many lines of a reckoning are shown; a due time a month off has dozens. */
const LINES_MAX = 12;

interface SamplePreviewProps {
  readonly change: SlaChange;
  /** False while there is no calendar to count by. */
  readonly canCount: boolean;
}

/** What a ticket that comes in now would get, with the policy as it is being edited. */
export function SamplePreview({ change, canCount }: SamplePreviewProps): ReactElement {
  const t = useText();
  const nowMs = useMinute();
  const { departmentList, policies, calendars } = useDirectory();
  const [facts, setFacts] = useState<SampleFacts>(() => startFacts(change, departmentList[0]));
  const book = useMemo(
    () => buildSlaBook(settingsWith([...calendars, ...policies] satisfies Setting[], change)),
    [calendars, policies, change],
  );
  const { ticket, contact } = sampleTicket(facts, nowMs);
  const { policyId, policyName } = verdictFor(book, ticket, contact, nowMs);
  const told = SLA_TARGETS.flatMap((target) => explainDue(book, ticket, contact, target) ?? []);
  const isOther =
    change.kind === 'policy' && policyName !== '' && policyId !== (change.policyId || 'not-saved');
  const set = (changes: Partial<SampleFacts>): void => setFacts({ ...facts, ...changes });
  return (
    <section className={classes['preview']} aria-label={t('serviceLevels:sample.title')}>
      <h3 className={classes['previewTitle']}>{t('serviceLevels:sample.title')}</h3>
      <div className={classes['sampleFacts']}>
        <Select
          size="xs"
          label={t('serviceLevels:sample.department')}
          allowDeselect={false}
          data={departmentList.map((department) => ({
            value: departmentIdOf(department),
            label: department.value.name,
          }))}
          value={facts.departmentId}
          onChange={(departmentId) => {
            if (departmentId !== null) set({ departmentId });
          }}
        />
        <Select
          size="xs"
          label={t('serviceLevels:targets.priority')}
          allowDeselect={false}
          data={[...PRIORITIES, ''].map((priority) => ({
            value: priority || NONE,
            label: priorityName(priority, t),
          }))}
          value={facts.priority || NONE}
          onChange={(priority) => {
            if (priority !== null) set({ priority: priority === NONE ? '' : priority });
          }}
        />
        <Select
          size="xs"
          label={t('serviceLevels:sample.channel')}
          allowDeselect={false}
          data={CHANNELS.map((channel) => ({ value: channel, label: channelName(channel, t) }))}
          value={facts.channel}
          onChange={(channel) => {
            const known = CHANNELS.find((one) => one === channel);
            if (known) set({ channel: known });
          }}
        />
        <Select
          size="xs"
          label={t('serviceLevels:sample.language')}
          allowDeselect={false}
          data={[
            { value: NONE, label: t('serviceLevels:sample.unknown') },
            ...LOCALES.map((locale) => ({ value: locale, label: LANGUAGE_NAMES[locale] })),
          ]}
          value={facts.language || NONE}
          onChange={(language) => {
            if (language !== null) set({ language: language === NONE ? '' : language });
          }}
        />
        <TextInput
          size="xs"
          label={t('serviceLevels:sample.tag')}
          value={facts.tags.join(', ')}
          onChange={(event) =>
            set({
              tags: event.currentTarget.value.split(/,\s*/u).filter((tag, index) => tag !== '' || index > 0),
            })
          }
        />
        <TextInput
          size="xs"
          label={t('serviceLevels:sample.plan')}
          value={facts.plan}
          onChange={(event) => set({ plan: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        size="xs"
        mt={8}
        label={t('serviceLevels:sample.vip')}
        checked={facts.isVip}
        onChange={(event) => set({ isVip: event.currentTarget.checked })}
      />
      <div className={classes['sampleResult']} role="status">
        {policyName === '' && policyId === '' ? (
          <p className={classes['hint']}>{t('serviceLevels:sample.noPolicy')}</p>
        ) : (
          <p className={classes['samplePolicy']} data-other={isOther}>
            {t(isOther ? 'serviceLevels:sample.otherPolicy' : 'serviceLevels:sample.policy', {
              name: policyName || t('serviceLevels:policy.new'),
            })}
          </p>
        )}
        {!canCount && <p className={classes['problem']}>{t('serviceLevels:problems.calendarMissing')}</p>}
        {told.map((one) => (
          <Due key={one.target} told={one} />
        ))}
      </div>
    </section>
  );
}

/** A ticket the policy is for, as far as its conditions say. */
function startFacts(change: SlaChange, first: Parameters<typeof departmentIdOf>[0] | undefined): SampleFacts {
  const match = change.kind === 'policy' ? change.value.match : undefined;
  const channel = CHANNELS.find((one) => one === match?.channels[0]);
  return {
    departmentId: match?.departmentIds[0] ?? (first ? departmentIdOf(first) : ('' as DepartmentId)),
    priority: match?.priorities[0] ?? 'normal',
    channel: channel ?? 'email',
    language: match?.languages[0] ?? '',
    tags: match?.tags.slice(0, 1) ?? [],
    plan: match?.plans[0] ?? '',
    isVip: match?.vipOnly ?? false,
  };
}

function Due({ told }: { readonly told: DueExplanation }): ReactElement {
  const t = useText();
  const time = useZonedTime();
  const isNever = told.dueAtMs >= NO_DUE_MS;
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const lines = told.lines.slice(0, LINES_MAX);
  return (
    <div className={classes['due']}>
      <div className={classes['dueHead']}>
        <span>{t(`serviceLevels:targets.${told.target}`)}</span>
        <strong>{isNever ? t('due.none') : time.moment(told.dueAtMs)}</strong>
      </div>
      {!isNever && told.timeZone !== '' && told.timeZone !== here && (
        <div className={classes['quiet']}>
          {t('serviceLevels:sample.there', {
            time: time.moment(told.dueAtMs, told.timeZone),
            zone: told.timeZone,
          })}
        </div>
      )}
      <details className={classes['why']}>
        <summary>{t('serviceLevels:sample.why')}</summary>
        <ul>
          {lines.map((line, index) => (
            // Lines of a reckoning stand in a fixed order and are never moved.
            <li key={index}>
              <WhyLine line={line} timeZone={told.timeZone || here} />
            </li>
          ))}
          {told.lines.length > lines.length && (
            <li>{t('rules:andMore', { count: told.lines.length - lines.length })}</li>
          )}
        </ul>
      </details>
    </div>
  );
}

function WhyLine({ line, timeZone }: { readonly line: DueLine; readonly timeZone: string }): ReactElement {
  const t = useText();
  const time = useZonedTime();
  const format = useFormat();
  switch (line.kind) {
    case 'counted':
    case 'countedRest':
      return (
        <>
          {t('serviceLevels:sample.counted', {
            from: time.moment(line.fromMs, timeZone),
            to: time.moment(line.toMs, timeZone),
            length: format.duration(line.lengthMs),
          })}
        </>
      );
    case 'stopped':
      return <>{t(`status.${line.status}`)}</>;
    case 'holiday':
      return <>{t('serviceLevels:sample.holiday', { date: time.date(line.date), name: line.name })}</>;
    case 'exception':
      return (
        <>
          {t(line.isClosed ? 'serviceLevels:sample.closedDay' : 'serviceLevels:sample.otherHours', {
            date: time.date(line.date),
          })}
        </>
      );
  }
}
