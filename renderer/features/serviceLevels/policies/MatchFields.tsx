import { Checkbox, MultiSelect, TagsInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DepartmentId } from '../../../../shared/domain/ids.ts';
import type { SlaPolicyValue } from '../../../../shared/domain/settings.ts';
import { CHANNELS, PRIORITIES } from '../../../../shared/domain/ticket/ticket.ts';
import { LOCALES } from '../../../../shared/ipc/locales.ts';
import { useDirectory } from '../../../live/directory.ts';
import { LANGUAGE_NAMES } from '../../../ui/languageNames.ts';
import { priorityName } from '../../../ui/PriorityMark.tsx';
import { useText } from '../../../ui/text.ts';
import { FieldGroup, FieldPair } from '../../../ui/FieldGroup.tsx';
import { channelName } from './policyWords.ts';

type Match = SlaPolicyValue['match'];

/** Lists cannot hold an empty value, but no priority is a priority. */
const NONE = '∅';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface MatchFieldsProps {
  readonly match: Match;
  readonly onChange: (match: Match) => void;
}

/** Which tickets a policy is for. What is left empty does not matter. */
export function MatchFields({ match, onChange }: MatchFieldsProps): ReactElement {
  const t = useText();
  const { departmentList, tags } = useDirectory();
  const set = (changes: Partial<Match>): void => onChange({ ...match, ...changes });
  const any = (values: readonly string[]): string =>
    values.length === 0 ? t('serviceLevels:match.any') : '';
  return (
    <FieldGroup title={t('serviceLevels:match.title')} hint={t('serviceLevels:match.hint')}>
      <FieldPair>
        <MultiSelect
          label={t('serviceLevels:match.departments')}
          placeholder={any(match.departmentIds)}
          data={withUnknown(
            departmentList.map(({ id, value }) => ({ value: id, label: value.name })),
            match.departmentIds,
          )}
          value={match.departmentIds}
          onChange={(departmentIds) => set({ departmentIds: departmentIds as DepartmentId[] })}
        />
        <MultiSelect
          label={t('serviceLevels:match.priorities')}
          placeholder={any(match.priorities)}
          data={withUnknown(
            [...PRIORITIES, ''].map((priority) => ({
              value: priority || NONE,
              label: priorityName(priority, t),
            })),
            match.priorities.map((priority) => priority || NONE),
          )}
          value={match.priorities.map((priority) => priority || NONE)}
          onChange={(priorities) =>
            set({ priorities: priorities.map((priority) => (priority === NONE ? '' : priority)) })
          }
        />
        <MultiSelect
          label={t('serviceLevels:match.channels')}
          placeholder={any(match.channels)}
          data={withUnknown(
            CHANNELS.map((channel) => ({ value: channel, label: channelName(channel, t) })),
            match.channels,
          )}
          value={match.channels}
          onChange={(channels) => set({ channels })}
        />
        <MultiSelect
          label={t('serviceLevels:match.languages')}
          placeholder={any(match.languages)}
          data={withUnknown(
            LOCALES.map((locale) => ({ value: locale, label: LANGUAGE_NAMES[locale] })),
            match.languages,
          )}
          value={match.languages}
          onChange={(languages) => set({ languages })}
        />
        <TagsInput
          label={t('serviceLevels:match.tags')}
          placeholder={any(match.tags)}
          data={[...tags.keys()]}
          value={match.tags}
          acceptValueOnBlur
          splitChars={[',', ';']}
          onChange={(next) => set({ tags: next })}
        />
        <TagsInput
          label={t('serviceLevels:match.plans')}
          placeholder={any(match.plans)}
          value={match.plans}
          acceptValueOnBlur
          splitChars={[',', ';']}
          onChange={(plans) => set({ plans })}
        />
      </FieldPair>
      <Checkbox
        label={t('serviceLevels:match.vipOnly')}
        checked={match.vipOnly}
        onChange={(event) => set({ vipOnly: event.currentTarget.checked })}
      />
    </FieldGroup>
  );
}

/** What is chosen but not among the choices any more stays visible. */
function withUnknown(choices: readonly Choice[], chosen: readonly string[]): Choice[] {
  const missing = chosen.filter((value) => !choices.some((choice) => choice.value === value));
  return [...choices, ...missing.map((value) => ({ value, label: value }))];
}
