import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type AssignmentCommand =
  | 'assignment.explain'
  | 'assignment.toSolve'
  | 'assignment.rebalance'
  | 'assignment.whatIf'
  | 'bulk.preview'
  | 'bulk.run'
  | 'department.save'
  | 'work.save';

/** Handlers about who gets which ticket, and why. */
export function assignmentHandlers(desk: Desk): Pick<Handlers, AssignmentCommand> {
  const { workspace } = desk;
  return {
    'assignment.explain': (question) => workspace().assignment.explain(question),
    'assignment.toSolve': () => workspace().assignment.toSolve(),
    'assignment.rebalance': ({ departmentId }) => {
      workspace().teamSettings.mustManage();
      return workspace().bulk.rebalance(departmentId);
    },
    'bulk.preview': (input) => workspace().bulk.preview(input),
    'bulk.run': async (input) => {
      // Words in their undo time leave first: afterwards their writer may not see the ticket any more.
      for (const { ticketId } of input.moves) await workspace().sends.flush(ticketId);
      return workspace().bulk.run(input);
    },
    'department.save': (input) => workspace().teamSettings.saveDepartment(input),
    'work.save': async (input) => {
      await workspace().teamSettings.saveWork(input);
      return {};
    },
    'assignment.whatIf': (question) => workspace().whatIf(question),
  };
}
