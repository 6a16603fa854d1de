import { useCallback } from 'react';
import { useDirectory } from '../../live/directory.ts';
import { useMe } from '../../live/session.ts';
import { useText } from '../../ui/text.ts';
import type { WallGrouping } from './clockLines.ts';

/** Names a ticket's holder: oneself, a colleague, somebody who left, or nobody for `''`. */
export function useHolderName(): (agentId: string) => string {
  const t = useText();
  const me = useMe().id;
  const { agents } = useDirectory();
  return useCallback(
    (agentId) =>
      agentId === ''
        ? t('nobody')
        : agentId === me
          ? t('you')
          : (agents.get(agentId)?.value.name ?? t('formerAgent')),
    [t, me, agents],
  );
}

/** Names a group of the wall by its id. */
export function useGroupName(grouping: WallGrouping): (id: string) => string {
  const t = useText();
  const holderName = useHolderName();
  const { departments, policies } = useDirectory();
  if (grouping === 'agent') return holderName;
  if (grouping === 'department') return (id) => departments.get(id)?.value.name ?? t('unknownDepartment');
  return (id) => policies.find((policy) => policy.id === id)?.value.name ?? t('wall:noPolicy');
}
