import { useMemo } from 'react';
import { useDirectory } from '../../live/directory.ts';
import type { DeedNames } from '../../ui/ruleDeedWords.ts';
import { useText } from '../../ui/text.ts';

/** How ids in rules become words here; what is gone keeps a readable name. */
export function useRuleNames(): DeedNames {
  const t = useText();
  const { agents, departments, policies } = useDirectory();
  return useMemo(
    () => ({
      agent: (id) => agents.get(id)?.value.name ?? t('formerAgent'),
      department: (id) => departments.get(id)?.value.name ?? t('unknownDepartment'),
      policy: (id) => policies.find((policy) => policy.id === id)?.value.name ?? '',
    }),
    [agents, departments, policies, t],
  );
}
