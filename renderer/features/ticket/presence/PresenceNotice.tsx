import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconEye, IconPencil } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { PRESENCE_MODES } from '../../../../shared/sync/presence.ts';
import type { PresenceMode } from '../../../../shared/sync/presence.ts';
import { useDirectory } from '../../../live/directory.ts';
import { usePeopleInTicket } from '../../../live/presence.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { presenceText } from '../../../ui/presenceText.ts';
import { useText } from '../../../ui/text.ts';
import classes from './PresenceNotice.module.css';

/** Faces shown; the words say how many more there are. */
const MAX_FACES = 3;
/** More names than this are written out for those who do not see the hint. */
const NAMES_IN_WORDS = 2;
/** Who writes stands first. */
const MODES = [...PRESENCE_MODES].reverse();

interface Person {
  readonly id: string;
  readonly name: string;
}

/** Who else reads or writes here: a reply that somebody is writing stands out, the rest is quiet. Nothing is kept from being sent. */
export function PresenceNotice({ ticketId }: { readonly ticketId: TicketId }): ReactElement {
  const t = useText();
  const { agents } = useDirectory();
  const people = usePeopleInTicket(ticketId);
  return (
    <div className={classes['dock']}>
      <div className={classes['measure']} role="status" aria-live="polite" aria-label={t('presence:label')}>
        {MODES.map((mode) => {
          const doing = people
            .filter((person) => person.mode === mode)
            .map(({ agentId }) => ({
              id: agentId,
              name: agents.get(agentId)?.value.name ?? t('formerAgent'),
            }));
          return doing.length > 0 && <PeopleLine key={mode} mode={mode} people={doing} />;
        })}
      </div>
    </div>
  );
}

interface PeopleLineProps {
  readonly mode: PresenceMode;
  readonly people: readonly Person[];
}

function PeopleLine({ mode, people }: PeopleLineProps): ReactElement {
  const t = useText();
  const names = people.map(({ name }) => name);
  const Icon = mode === 'viewing' ? IconEye : IconPencil;
  return (
    <Tooltip label={names.join(', ')} multiline maw={320} openDelay={300}>
      <p className={classes['people']} data-mode={mode}>
        <Icon size={14} stroke={1.9} aria-hidden />
        <span className={classes['avatars']}>
          {people.slice(0, MAX_FACES).map(({ id, name }) => (
            <Avatar key={id} id={id} name={name} size={18} isLabelled={false} />
          ))}
        </span>
        <span className={classes['words']}>{presenceText(t, mode, names)}</span>
        {names.length > NAMES_IN_WORDS && <VisuallyHidden>({names.join(', ')})</VisuallyHidden>}
      </p>
    </Tooltip>
  );
}
