import { useMemo } from 'react';
import type { DepartmentId, TicketId } from '../../../../shared/domain/ids.ts';
import { useExplanation } from '../../../live/assignment.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { byFitness, candidateLine } from '../assignment/conditionWords.ts';
import { useConditionNames } from '../assignment/useConditionNames.ts';

/** Somebody who might get a ticket. */
export interface Candidate {
  /** 0 is the best match; those who cannot take it stand behind everybody who can. */
  readonly place: number;
  readonly isEligible: boolean;
  /** How much they hold and what speaks for them, or what is in their way. */
  readonly line: string;
}

/** Options show a person's connection and availability by themselves. */
const SHOWN = ['online', 'availability'] as const;

/** How everybody stands to a ticket of a department, by agent id; empty until it is known. */
export function useCandidates(
  ticketId: TicketId,
  departmentId: DepartmentId,
): ReadonlyMap<string, Candidate> {
  const t = useText();
  const format = useFormat();
  const names = useConditionNames();
  const { value } = useExplanation(ticketId, departmentId);
  return useMemo(
    () =>
      new Map(
        byFitness(value?.agents ?? []).map((agent, place) => [
          agent.agentId as string,
          { place, isEligible: agent.isEligible, line: candidateLine(agent, names, format, t, SHOWN) },
        ]),
      ),
    [value, names, format, t],
  );
}
