import { IconEye, IconPencil } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { useDirectory } from '../../../live/directory.ts';
import { usePeopleInTicket } from '../../../live/presence.ts';
import { presenceText } from '../../../ui/presenceText.ts';
import { useText } from '../../../ui/text.ts';
import classes from './PresenceMark.module.css';

/** The list's sign that a colleague writes in a ticket or, when nobody does, reads it. */
export function PresenceMark({ ticketId }: { readonly ticketId: TicketId }): ReactElement | null {
  const t = useText();
  const { agents } = useDirectory();
  const people = usePeopleInTicket(ticketId);
  const mode = people[0]?.mode;
  if (mode === undefined) return null;
  const names = people
    .filter((person) => person.mode === mode)
    .map(({ agentId }) => agents.get(agentId)?.value.name ?? t('formerAgent'));
  const label = presenceText(t, mode, names);
  const Icon = mode === 'viewing' ? IconEye : IconPencil;
  return (
    <span
      className={classes['mark']}
      role="img"
      aria-label={label}
      title={label}
      data-writes={mode !== 'viewing' || undefined}
    >
      <Icon size={13} stroke={2} />
    </span>
  );
}
