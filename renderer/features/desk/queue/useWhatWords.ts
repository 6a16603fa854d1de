import { useCallback } from 'react';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { WhatWasDone } from '../../../../shared/ipc/waiting.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useMinute } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { priorityName } from '../../../ui/PriorityMark.tsx';
import { useText } from '../../../ui/text.ts';

/** A ticket as it is called in a sentence. */
interface TicketName {
  /** 0 when the server has given none yet. */
  readonly number: number;
  readonly subject: string;
}

/** Makes a sentence of what somebody did: "Transfer of #1042 to Billing". */
export function useWhatWords(): (what: WhatWasDone, about: TicketName) => string {
  const t = useText();
  const format = useFormat();
  const { agents, departments } = useDirectory();
  const nowMs = useMinute();
  return useCallback(
    (what, { number, subject }) => {
      const ticket =
        number > 0 ? `#${String(number)}` : subject === '' ? t('waiting:what.ticket') : `“${subject}”`;
      const nameOf = (id: string): string =>
        id === NOBODY ? t('nobody') : (agents.get(id)?.value.name ?? t('formerAgent'));
      switch (what.kind) {
        case 'reply':
        case 'note':
          return what.status === null
            ? t(`waiting:what.${what.kind}`, { ticket })
            : t(`waiting:what.${what.kind}And`, { ticket, status: t(`status.${what.status}`) });
        case 'newTicket':
        case 'take':
        case 'release':
        case 'accept':
        case 'tags':
        case 'change':
          return t(`waiting:what.${what.kind}`, { ticket });
        case 'assign':
          return t('waiting:what.assign', { ticket, name: nameOf(what.assigneeId) });
        case 'follow':
          return t(`waiting:what.${what.isFollowing ? 'follow' : 'unfollow'}`, {
            ticket,
            name: nameOf(what.agentId),
          });
        case 'transfer': {
          const department = departments.get(what.departmentId)?.value.name ?? t('unknownDepartment');
          const person = what.assigneeId === NOBODY ? '' : ` · ${nameOf(what.assigneeId)}`;
          return t('waiting:what.transfer', { ticket, department: `${department}${person}` });
        }
        case 'status':
          return t('waiting:what.status', { ticket, status: t(`status.${what.status}`) });
        case 'priority':
          return t('waiting:what.priority', { ticket, priority: priorityName(what.priority, t) });
        case 'subject':
          return t('waiting:what.subject', { ticket, subject: what.subject });
        case 'snooze':
          return what.untilMs === 0
            ? t('waiting:what.woken', { ticket })
            : t('waiting:what.snooze', { ticket, when: format.moment(what.untilMs, nowMs) });
        case 'due':
          return what.dueAtMs === 0
            ? t('waiting:what.dueRemoved', { ticket })
            : t('waiting:what.due', { ticket, when: format.moment(what.dueAtMs, nowMs) });
        case 'availability':
          return t('waiting:what.availability', { availability: t(`availability.${what.availability}`) });
        case 'contact':
          return what.name === ''
            ? t('waiting:what.contactUnnamed')
            : t('waiting:what.contact', { name: what.name });
        case 'setting':
          return t('waiting:what.setting');
      }
    },
    [t, format, agents, departments, nowMs],
  );
}
