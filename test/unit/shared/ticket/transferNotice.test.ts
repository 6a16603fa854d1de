import { describe, expect, it } from 'vitest';
import type { AgentId, DepartmentId } from '../../../../shared/domain/ids.ts';
import { transferTicket } from '../../../../shared/domain/ticket/actions.ts';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import {
  isWorthTelling,
  transferNotice,
  transferNoticeId,
} from '../../../../shared/domain/ticket/transferNotice.ts';
import { aContext, aTicket, countingIds } from '../../../support/builders.ts';

const billing = { departmentId: 'billing' as DepartmentId, assigneeId: NOBODY } as const;
const tech = { departmentId: 'tech' as DepartmentId, assigneeId: NOBODY } as const;
const ticket = aTicket();
const context = aContext({ newId: countingIds() });
const pool = { departmentId: ticket.departmentId, assigneeId: NOBODY } as const;
const colleague = { departmentId: ticket.departmentId, assigneeId: 'ana' as AgentId };

function moved(from: Ticket, to: typeof billing): Ticket {
  const result = transferTicket(from, { ...to, reason: { code: 'expertise', text: '' } }, context);
  if (result.kind !== 'changed') throw new Error('not moved');
  return result.ticket;
}

describe('telling the customer of a transfer', () => {
  it('is offered from the second hop on, for another department or another person', () => {
    expect([
      isWorthTelling(ticket, 0, billing),
      isWorthTelling(ticket, 1, billing),
      isWorthTelling(ticket, 1, colleague),
      isWorthTelling(ticket, 1, pool),
    ]).toEqual([false, true, true, false]);
  });

  it('speaks the language of the ticket, else that of the customer, else English', () => {
    const locales = [['cs-CZ', 'ro'], ['', 'pt'], ['de', 'ro'], ['de', ''], []].map(
      (languages) => transferNotice(ticket, 'Billing', billing, languages).locale,
    );
    expect(locales).toEqual(['cs', 'pt-BR', 'ro', 'en', 'en']);
  });

  it('names the department that looks after the request now', () => {
    expect(transferNotice(ticket, 'Účtárna $&', billing, ['cs']).text).toContain(
      'se nyní věnuje oddělení Účtárna $& a ozve se vám',
    );
    expect(transferNotice(ticket, 'Support', colleague, ['en']).text).toContain(
      'A colleague in our Support team now looks after',
    );
  });

  it('is the same message for every transfer from the same holder, and another one after that transfer', () => {
    const once = moved(ticket, billing);
    expect(transferNoticeId(ticket)).toBe(transferNoticeId({ ...ticket, subject: 'Renamed' }));
    expect(transferNoticeId(once)).toBe(transferNoticeId({ ...once, subject: 'Renamed' }));
    expect(new Set([ticket, once, moved(once, tech)].map(transferNoticeId)).size).toBe(3);
  });
});
