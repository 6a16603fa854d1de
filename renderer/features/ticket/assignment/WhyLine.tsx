import { UnstyledButton } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useMe } from '../../../live/session.ts';
import { useText } from '../../../ui/text.ts';
import { WhyDialog } from './WhyDialog.tsx';
import classes from './why.module.css';

/** The question under the assignee, and its answer over the desk. */
export function WhyLine({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const t = useText();
  const me = useMe();
  const { agents } = useDirectory();
  const [isOpen, setIsOpen] = useState(false);
  const { assigneeId } = ticket;
  const name = agents.get(assigneeId)?.value.name ?? t('formerAgent');
  const label =
    assigneeId === NOBODY
      ? t('assignment:why.nobody')
      : assigneeId === me.id
        ? t('assignment:why.me')
        : t('assignment:why.name', { name: name.split(' ')[0] ?? name });
  return (
    <>
      <UnstyledButton className={classes['question']} onClick={() => setIsOpen(true)}>
        <IconHelpCircle size={14} stroke={1.8} aria-hidden />
        {label}
      </UnstyledButton>
      {isOpen && <WhyDialog ticket={ticket} onClose={() => setIsOpen(false)} />}
    </>
  );
}
