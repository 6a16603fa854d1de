import { describe, expect, it } from 'vitest';
import type { AgentId, DepartmentId } from '../../../../shared/domain/ids.ts';
import {
  assignTicket,
  moveTicket,
  setPriority,
  setStatus,
  takeTicket,
  transferTicket,
  type ActionContext,
  type ActionResult,
} from '../../../../shared/domain/ticket/actions.ts';
import { acceptTicket, openHandover, senderOf } from '../../../../shared/domain/ticket/handover.ts';
import { holderMoves } from '../../../../shared/domain/ticket/history.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { aContext, aTicket, countingIds, MONDAY_NINE_MS } from '../../../support/builders.ts';

const ana = 'ana' as AgentId;
const ben = 'ben' as AgentId;
const newId = countingIds('line');

function at(minute: number, agentId: AgentId): ActionContext {
  return aContext({ nowMs: MONDAY_NINE_MS + minute * 60_000, by: { kind: 'agent', id: agentId }, newId });
}

function after(result: ActionResult): Ticket {
  if (result.kind !== 'changed') throw new Error(`it was ${result.kind}`);
  return result.ticket;
}

/** Ana has given a ticket to Ben in the first minute. */
const given = after(assignTicket(aTicket(), ben, 'manual', at(1, ana)));

describe('A ticket that was given to somebody', () => {
  it('waits for them to accept it, and for nobody else', () => {
    expect([openHandover(given, ben, 0)?.by, openHandover(given, ana, 0)]).toEqual([
      { kind: 'agent', id: ana },
      null,
    ]);
  });

  it('waits no more when they have said that they are on it', () => {
    const accepted = after(acceptTicket(given, ben, at(2, ben)));
    expect(openHandover(accepted, ben, 0)).toBeNull();
    expect(accepted.history.at(-1)).toMatchObject({
      kind: 'accepted',
      moveId: holderMoves(given).at(-1)?.id,
    });
    expect(acceptTicket(accepted, ben, at(3, ben))).toEqual({ kind: 'unchanged' });
  });

  it('counts as accepted when they have worked on it or written in it', () => {
    const raised = after(setPriority(given, 'high', at(2, ben)));
    expect(openHandover(raised, ben, 0)).toBeNull();
    expect(openHandover(given, ben, MONDAY_NINE_MS + 2 * 60_000)).toBeNull();
    expect(openHandover(given, ben, MONDAY_NINE_MS)).not.toBeNull();
  });

  it('is not asked about when they took it themselves, or when it is solved', () => {
    expect(openHandover(after(takeTicket(aTicket(), ben, at(1, ben))), ben, 0)).toBeNull();
    expect(openHandover(after(setStatus(given, 'solved', at(2, ana))), ben, 0)).toBeNull();
  });

  it('cannot be accepted by somebody who does not have it', () => {
    expect(acceptTicket(given, ana, at(2, ana))).toEqual({ kind: 'refused', code: 'ticket.alreadyHeld' });
  });

  it('can go back to whoever had it in the same department, and to nobody elsewhere', () => {
    const passed = after(assignTicket(given, ana, 'manual', at(2, ben)));
    const wish = { departmentId: 'billing' as DepartmentId, assigneeId: '' as const };
    const gone = after(
      transferTicket(passed, { ...wish, reason: { code: 'expertise', text: '' } }, at(3, ana)),
    );
    const moves = holderMoves(gone);
    expect(moves.map(senderOf)).toEqual(['', ben, '']);
  });
});

describe('A ticket that moves together with others', () => {
  it('goes to the named person with the cause bulk, and to nobody in another department', () => {
    const wish = { departmentId: given.departmentId, assigneeId: ana };
    const moved = after(moveTicket(given, wish, null, at(2, ana)));
    expect([moved.assigneeId, holderMoves(moved).at(-1)?.cause]).toEqual([ana, 'bulk']);
    const away = moveTicket(given, { ...wish, departmentId: 'billing' as DepartmentId }, null, at(2, ana));
    expect(after(away).assigneeId).toBe('');
    expect(moveTicket(given, { ...wish, assigneeId: ben }, null, at(2, ana))).toEqual({ kind: 'unchanged' });
  });
});
