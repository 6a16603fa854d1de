import { useCallback } from 'react';
import type { ReportGroupBy } from '../../../shared/ipc/reports.ts';
import { useDirectory } from '../../live/directory.ts';
import { priorityName } from '../../ui/PriorityMark.tsx';
import { useText } from '../../ui/text.ts';

/** What the lines of a report are called, also those of people and policies that are gone. */
export function useGroupNames(groupBy: ReportGroupBy): (key: string) => string {
  const t = useText();
  const { agents, departments, policies } = useDirectory();
  return useCallback(
    (key) => {
      switch (groupBy) {
        case 'agent':
          return key === '' ? t('nobody') : (agents.get(key)?.value.name ?? t('formerAgent'));
        case 'department':
          return departments.get(key)?.value.name ?? t('unknownDepartment');
        case 'priority':
          return priorityName(key, t);
        case 'policy':
          return key === ''
            ? t('reports:noPolicy')
            : (policies.find(({ id }) => id === key)?.value.name ?? t('reports:formerPolicy'));
      }
    },
    [groupBy, t, agents, departments, policies],
  );
}
