import { Button } from '@mantine/core';
import { IconArrowsExchange, IconMoodEmpty } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { seesTicket } from '../../../shared/domain/visibility.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { useDirectory } from '../../live/directory.ts';
import { useMe } from '../../live/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useText } from '../../ui/text.ts';
import { useErrorText } from '../../ui/useErrorText.ts';

interface GoneTicketProps {
  /** How the ticket was when this pane last had it; `null` when it never did. */
  readonly last: Pick<Ticket, 'number' | 'subject' | 'departmentId' | 'assigneeId'> | null;
  /** Why it could not be asked for; `null` when it is simply not here. */
  readonly error: unknown;
  readonly onClose: (() => void) | undefined;
}

/** A ticket that this desk does not hold. One that was just handed to a department its agent does not see is told apart. */
export function GoneTicket({ last, error, onClose }: GoneTicketProps): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const { id, setting } = useMe();
  const { departments } = useDirectory();
  const isElsewhere =
    last && id !== undefined && setting && !seesTicket({ agentId: id, ...setting.value }, last);
  const department = isElsewhere ? departments.get(last.departmentId)?.value.name : undefined;
  const back = onClose && (
    <Button variant="default" size="xs" onClick={onClose}>
      {t('ticket:pane.backToList')}
    </Button>
  );
  if (isElsewhere && department !== undefined) {
    const name = last.number === 0 ? last.subject : `#${String(last.number)}`;
    return (
      <EmptyState
        icon={IconArrowsExchange}
        title={t('ticket:pane.movedAway', { ticket: name, department })}
        text={t('ticket:pane.movedAwayHint')}
      >
        {back}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconMoodEmpty}
      title={t('ticket:pane.notFound')}
      text={error === null ? t('ticket:pane.notFoundHint') : errorText(error)}
    >
      {back}
    </EmptyState>
  );
}
