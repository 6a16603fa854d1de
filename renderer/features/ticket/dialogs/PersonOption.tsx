import { IconUserQuestion } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useDirectory } from '../../../live/directory.ts';
import { useConnection } from '../../../live/presence.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { AvailabilityDot } from '../../../ui/AvailabilityDot.tsx';
import { ConnectionDot } from '../../../ui/ConnectionDot.tsx';
import { useText } from '../../../ui/text.ts';
import type { Candidate } from './useCandidates.ts';
import classes from './PersonOption.module.css';

/** A select holds no empty value; this stands for nobody inside one. */
export const NOBODY_OPTION = '-';

interface PersonOptionProps {
  /** An agent's id, or `NOBODY_OPTION`. */
  readonly id: string;
  readonly name: string;
  /** How they stand to the ticket, where that is known. */
  readonly candidate?: Candidate | undefined;
}

/** A person in a select: whether they are connected, and what they say of their availability. */
export function PersonOption({ id, name, candidate }: PersonOptionProps): ReactElement {
  const t = useText();
  const isConnected = useConnection();
  const { agents } = useDirectory();
  const availability = agents.get(id)?.value.availability;
  const isOnline = isConnected(id);
  return (
    <span className={classes['option']}>
      {id === NOBODY_OPTION ? (
        <IconUserQuestion size={20} stroke={1.6} aria-hidden />
      ) : (
        <ConnectionDot isOnline={isOnline}>
          <Avatar id={id} name={name} size={20} isLabelled={false} />
        </ConnectionDot>
      )}
      <span className={classes['name']}>
        {name}
        {candidate && (
          <span className={classes['line']}>
            {candidate.line}
            {isOnline === false && ` · ${t('presence:offline')}`}
          </span>
        )}
      </span>
      {availability !== undefined && (
        <span className={classes['availability']}>
          <AvailabilityDot availability={availability} />
          {t(`availability.${availability}`)}
        </span>
      )}
    </span>
  );
}
