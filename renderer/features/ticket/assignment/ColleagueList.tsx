import type { ReactElement } from 'react';
import type { AgentVerdict } from '../../../../shared/ipc/assignment.ts';
import { useDirectory } from '../../../live/directory.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { candidateLine } from './conditionWords.ts';
import { ConditionChips } from './ConditionChips.tsx';
import { useConditionNames } from './useConditionNames.ts';
import classes from './why.module.css';

/** How the viewer stands to the ticket. */
export function OwnVerdict({ verdict }: { readonly verdict: AgentVerdict }): ReactElement {
  const t = useText();
  const format = useFormat();
  const load = t('assignment:why.openLabel', {
    open: format.number(verdict.openWeight),
    capacity: format.number(verdict.capacity),
  });
  return (
    <>
      <p className={classes['sentence']}>
        {t(verdict.isEligible ? 'assignment:why.fits' : 'assignment:why.fitsNot')} · {load}
      </p>
      <ConditionChips filters={verdict.filters} />
    </>
  );
}

/** The department's colleagues, the best first, each with one line. */
export function ColleagueList({ agents }: { readonly agents: readonly AgentVerdict[] }): ReactElement {
  const t = useText();
  const format = useFormat();
  const names = useConditionNames();
  const directory = useDirectory();
  const here = agents.filter(({ filters }) =>
    filters.some(({ filter, passes }) => filter === 'department' && passes),
  );
  return (
    <ul className={classes['colleagues']}>
      {here.map((agent) => {
        const name = directory.agents.get(agent.agentId)?.value.name ?? t('formerAgent');
        return (
          <li key={agent.agentId} className={classes['colleague']}>
            <Avatar id={agent.agentId} name={name} size={22} isLabelled={false} />
            <span className={classes['name']}>{name}</span>
            <span className={classes['quiet']}>{candidateLine(agent, names, format, t)}</span>
          </li>
        );
      })}
    </ul>
  );
}
