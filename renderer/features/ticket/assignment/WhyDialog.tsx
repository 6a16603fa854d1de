import { Skeleton } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import type { AssignmentExplanation } from '../../../../shared/ipc/assignment.ts';
import { useExplanation } from '../../../live/assignment.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useMe } from '../../../live/session.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useFormat } from '../../../ui/format.ts';
import { languageName } from '../../../ui/languageNames.ts';
import { useText } from '../../../ui/text.ts';
import { useErrorText } from '../../../ui/useErrorText.ts';
import { AgentTable } from './AgentTable.tsx';
import { ColleagueList, OwnVerdict } from './ColleagueList.tsx';
import { byFitness } from './conditionWords.ts';
import { HowItCame } from './HowItCame.tsx';
import classes from './why.module.css';

interface WhyDialogProps {
  readonly ticket: Ticket;
  readonly onClose: () => void;
}

/** How a ticket came to whoever has it, what it asks for, and how everybody stands to it. */
export function WhyDialog({ ticket, onClose }: WhyDialogProps): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const role = useMe().setting?.value.role;
  const { value, error } = useExplanation(ticket.id);
  const isSimple = role === undefined || role === 'agent';
  return (
    <Dialog opened onClose={onClose} title={t('assignment:why.title')} size={isSimple ? 560 : 900} centered>
      {value ? (
        <Answer explanation={value} ticket={ticket} isSimple={isSimple} />
      ) : error ? (
        <p role="alert">{errorText(error)}</p>
      ) : (
        <div aria-busy="true" role="status" aria-label={t('loading')}>
          <Skeleton height={16} width="60%" />
          <Skeleton height={120} mt="md" />
        </div>
      )}
    </Dialog>
  );
}

interface AnswerProps {
  readonly explanation: AssignmentExplanation;
  readonly ticket: Ticket;
  readonly isSimple: boolean;
}

function Answer({ explanation, ticket, isSimple }: AnswerProps): ReactElement {
  const t = useText();
  const me = useMe();
  const agents = byFitness(explanation.agents);
  const own = agents.find(({ agentId }) => agentId === me.id);
  return (
    <div className={classes['answer']}>
      <Part title={t('assignment:why.came')}>
        <HowItCame explanation={explanation} ticket={ticket} />
      </Part>
      <Part title={t('assignment:why.asks')}>
        <Needs explanation={explanation} />
      </Part>
      {!explanation.isPresenceKnown && (
        <p className={classes['notice']}>
          <IconPlugConnectedX size={15} stroke={1.8} aria-hidden />
          {t('assignment:why.noPresence')}
        </p>
      )}
      {isSimple && own && (
        <Part title={t('assignment:why.mine')}>
          <OwnVerdict verdict={own} />
        </Part>
      )}
      <Part title={t(isSimple ? 'assignment:why.others' : 'assignment:why.team')}>
        {isSimple ? (
          <ColleagueList agents={agents.filter(({ agentId }) => agentId !== me.id)} />
        ) : (
          <AgentTable agents={agents} />
        )}
      </Part>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className={classes['heading']}>
        {title}
      </h3>
      {children}
    </section>
  );
}

/** What the ticket asks of whoever gets it, and how its department hands it out. */
function Needs({ explanation }: { readonly explanation: AssignmentExplanation }): ReactElement {
  const t = useText();
  const format = useFormat();
  const { departments } = useDirectory();
  const { needs, method, departmentId } = explanation;
  const { level, skills, language, weight } = needs;
  const words = [
    `${departments.get(departmentId)?.value.name ?? t('unknownDepartment')}, ${t(`assignment:method.${method}`)}`,
    level > 1 ? t('assignment:why.level', { level }) : t('assignment:why.levelAny'),
    skills.length > 0
      ? t('assignment:why.skills', { skills: skills.join(', ') })
      : t('assignment:why.skillsNone'),
    language === ''
      ? t('assignment:why.languageNone')
      : t('assignment:why.language', { language: languageName(language, format.locale) }),
    t('assignment:why.weight', { weight: format.number(weight) }),
  ];
  return (
    <ul className={classes['needs']}>
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  );
}
