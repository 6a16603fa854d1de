import type { Ticket } from './ticket/ticket.ts';
import { sortSteps, type TicketSelector, type TicketSort } from './views.ts';

/** Decides what belongs to a list and in which order, without asking a database. */
export interface ListRules<T> {
  readonly matches: (document: T) => boolean;
  /** A total order: 0 for the same document only. */
  readonly compare: (a: T, b: T) => number;
}

type Comparable = string | number | boolean;

/** Only values of one type compare, as in Mango. */
function comparison(holds: (value: Comparable, operand: Comparable) => boolean) {
  return (value: unknown, operand: unknown): boolean =>
    typeof value === typeof operand && holds(value as Comparable, operand as Comparable);
}

const OPERATORS: Readonly<Record<string, (value: unknown, operand: unknown) => boolean>> = {
  $eq: (value, operand) => value === operand,
  $ne: (value, operand) => value !== operand,
  $in: (value, operand) => (operand as readonly unknown[]).includes(value),
  $nin: (value, operand) => !(operand as readonly unknown[]).includes(value),
  $lt: comparison((value, operand) => value < operand),
  $lte: comparison((value, operand) => value <= operand),
  $gt: comparison((value, operand) => value > operand),
  $gte: comparison((value, operand) => value >= operand),
};

/** A view's selector as a function over tickets. Throws `RangeError` for an operator that no view uses. */
export function selectorTest(selector: TicketSelector): (ticket: Ticket) => boolean {
  const conditions = Object.entries(selector).flatMap(([field, wanted]) => {
    const operators = typeof wanted === 'object' && wanted !== null ? wanted : { $eq: wanted };
    return Object.entries(operators).map(([operator, operand]: [string, unknown]) => {
      const holds = OPERATORS[operator];
      if (!holds) throw new RangeError(`no view can use ${operator}`);
      return (ticket: Ticket): boolean => holds(ticket[field as keyof Ticket], operand);
    });
  });
  return (ticket) => conditions.every((holds) => holds(ticket));
}

/** The order of a list as a comparison. */
export function sortOrder(sort: TicketSort): (a: Ticket, b: Ticket) => number {
  const steps = sortSteps(sort).flatMap((step) =>
    Object.entries(step).map(([field, direction]) => ({
      field: field as keyof Ticket,
      sign: direction === 'asc' ? 1 : -1,
    })),
  );
  return (a, b) => {
    for (const { field, sign } of steps) {
      const left = a[field] as Comparable;
      const right = b[field] as Comparable;
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  };
}
