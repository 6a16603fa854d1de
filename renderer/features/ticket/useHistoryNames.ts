import { useMemo } from 'react';
import type { Contact } from '../../../shared/domain/contact.ts';
import { useDirectory } from '../../live/directory.ts';
import { useMinute } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import type { HistoryNames } from './historyLine.ts';

/** Names for the ids in a ticket's history, from the directory and the ticket's own contact. */
export function useHistoryNames(contact: Contact | null): HistoryNames {
  const t = useText();
  const { agents, departments, policies, rules } = useDirectory();
  const format = useFormat();
  const nowMs = useMinute();
  return useMemo(
    () => ({
      agent: (id) => agents.get(id)?.value.name ?? t('formerAgent'),
      department: (id) => departments.get(id)?.value.name ?? t('unknownDepartment'),
      contact: (id) => (contact?.id === id ? contact.name : t('unknownContact')),
      rule: (id) => rules.get(id)?.value.name ?? '',
      policy: (id) => policies.find((policy) => policy.id === id)?.value.name ?? '',
      instant: (atMs) => format.moment(atMs, nowMs),
    }),
    [agents, departments, policies, rules, contact, format, nowMs, t],
  );
}
