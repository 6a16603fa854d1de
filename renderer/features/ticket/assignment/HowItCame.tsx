import type { ReactElement } from 'react';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { AssignmentGrounds, Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import type { AssignmentExplanation } from '../../../../shared/ipc/assignment.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useClock } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import type { Format } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import type { Translate } from '../../../ui/text.ts';
import { reasonWords } from '../historyLine.ts';
import classes from './why.module.css';

interface HowItCameProps {
  readonly explanation: AssignmentExplanation;
  readonly ticket: Ticket;
}

/** The move that led to the holder, in a sentence, with what spoke for them then; or why nobody has it. */
export function HowItCame({ explanation, ticket }: HowItCameProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const { agents, departments } = useDirectory();
  const { came, state } = explanation;
  const when = useClock((nowMs) => (came ? format.relative(came.atMs, nowMs) : ''));
  const nameOf = (id: string): string => agents.get(id)?.value.name ?? t('formerAgent');
  if (ticket.assigneeId === NOBODY) {
    const department = departments.get(ticket.departmentId)?.value.name ?? t('unknownDepartment');
    return (
      <p className={classes['sentence']}>
        {state === 'byHand'
          ? t('assignment:why.byHand', { department })
          : t(`assignment:why.${state === 'held' ? 'waiting' : state}`)}
      </p>
    );
  }
  const name = nameOf(ticket.assigneeId);
  if (!came) return <p className={classes['sentence']}>{t('assignment:why.unknown', { name })}</p>;
  const facts = came.grounds ? groundWords(came.grounds, format, t) : [];
  const reason = reasonWords(came.reason, t);
  return (
    <>
      <p className={classes['sentence']}>{sentence(came, name, when, nameOf, ticket, t)}</p>
      {reason !== '' && <p className={classes['sentence']}>{t('assignment:why.reason', { reason })}</p>}
      {facts.length > 0 && (
        <ul className={classes['facts']}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function sentence(
  came: NonNullable<AssignmentExplanation['came']>,
  name: string,
  when: string,
  nameOf: (id: string) => string,
  ticket: Ticket,
  t: Translate,
): string {
  const { cause, by, fromId } = came;
  if (cause === 'substitute' && fromId !== NOBODY)
    return t('assignment:why.substitute', { name, when, previous: nameOf(fromId) });
  if (cause !== 'manual' && cause !== 'bulk' && cause !== 'substitute')
    return t(`assignment:why.${cause}`, { name, when });
  if (by.kind !== 'agent') return t(`assignment:why.${by.kind === 'rule' ? 'rule' : 'auto'}`, { name, when });
  if (by.id === ticket.assigneeId) return t('assignment:why.took', { name, when });
  return t(`assignment:why.${cause === 'bulk' ? 'bulk' : 'manual'}`, { name, when, who: nameOf(by.id) });
}

/** What spoke for the agent at the moment the ticket was given to them. */
function groundWords(grounds: AssignmentGrounds, format: Format, t: Translate): string[] {
  const { place, eligible, openWeight, capacity, matchingSkills, hadContactLast } = grounds;
  const method = t(`assignment:method.${grounds.method}`);
  return [
    place === 0
      ? t('assignment:why.first', { count: eligible, method })
      : t('assignment:why.place', { place: place + 1, count: eligible, method }),
    t('assignment:why.heldThen', { open: format.number(openWeight), capacity: format.number(capacity) }),
    ...(matchingSkills > 0 ? [t('assignment:why.skillsThen', { count: matchingSkills })] : []),
    ...(hadContactLast ? [t('assignment:why.contactThen')] : []),
  ];
}
