import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type AssignmentCommand = 'assignment.explain' | 'assignment.toSolve' | 'assignment.whatIf';

/** Handlers about who gets which ticket, and why. */
export function assignmentHandlers(desk: Desk): Pick<Handlers, AssignmentCommand> {
  const { workspace } = desk;
  return {
    'assignment.explain': (question) => workspace().assignment.explain(question),
    'assignment.toSolve': () => workspace().assignment.toSolve(),
    'assignment.whatIf': (question) => workspace().whatIf(question),
  };
}
