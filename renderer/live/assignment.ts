import type { DepartmentId, TicketId } from '../../shared/domain/ids.ts';
import type { AssignmentExplanation, ToSolve } from '../../shared/ipc/assignment.ts';
import { createLiveQuery } from './liveQuery.ts';
import { useCommand, useLiveQuery, type LiveAnswer } from './useCommand.ts';

const toSolveQuery = createLiveQuery(
  'assignment.toSolve',
  {},
  { refreshOn: { 'assignment.changed': true, 'directory.changed': true, 'session.changed': true } },
);

/** The ticket this person should do next and how many wait, live; undefined until it is known. */
export function useToSolve(): ToSolve | undefined {
  return useLiveQuery(toSolveQuery).value;
}

/** Why a ticket is with whom it is and who else could have it, live; `departmentId`: as if it were there. `null` asks nothing. */
export function useExplanation(
  ticketId: TicketId | null,
  departmentId?: DepartmentId,
): LiveAnswer<AssignmentExplanation> {
  return useCommand(
    'assignment.explain',
    ticketId === null ? null : { ticketId, ...(departmentId !== undefined && { departmentId }) },
    { refreshOn: { 'assignment.changed': true, 'directory.changed': true, 'presence.changed': true } },
  );
}
