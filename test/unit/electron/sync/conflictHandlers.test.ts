import { expect, it } from 'vitest';
import { conflictHandlerFor, createRefusals } from '../../../../electron/sync/conflictHandlers.ts';
import type { AgentId, DeviceId } from '../../../../shared/domain/ids.ts';
import { formatRev } from '../../../../shared/domain/rev.ts';
import { assignTicket, setPriority } from '../../../../shared/domain/ticket/actions.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { aContext, aTicket, countingIds, MONDAY_NINE_MS } from '../../../support/builders.ts';

const device = 'laptop' as DeviceId;
const revAt = (ms: number) => formatRev({ timeMs: MONDAY_NINE_MS + ms, counter: 0 }, device);
const handler = conflictHandlerFor('tickets', {
  deviceId: device,
  nextRev: () => revAt(99),
  derive: (ticket) => Promise.resolve(ticket),
  refusals: createRefusals(),
  gate: { merged: () => Promise.resolve() },
  onOrphaned: () => undefined,
});
const base = aTicket();

async function resolved(mine: Ticket, theirs: Ticket): Promise<Ticket> {
  const wire = (ticket: Ticket) => ({ ...ticket, _deleted: false });
  const input = {
    assumedMasterState: wire(base),
    newDocumentState: wire(mine),
    realMasterState: wire(theirs),
  };
  return (await handler.resolve(input, 'test')) as Ticket;
}

function claimed(ms: number): Ticket {
  const result = assignTicket(base, 'ana' as AgentId, 'manual', aContext({ newId: countingIds('claim') }));
  if (result.kind !== 'changed') throw new Error('not claimed');
  return { ...result.ticket, rev: revAt(ms) };
}

function withPriority(ticket: Ticket, ms: number): Ticket {
  const result = setPriority(ticket, 'urgent', aContext({ newId: countingIds('priority') }));
  if (result.kind !== 'changed') throw new Error('not changed');
  return { ...result.ticket, rev: revAt(ms) };
}

it('goes on from an own state the server has taken unheard', async () => {
  const theirs = claimed(1);
  const mine = withPriority(theirs, 2);
  expect(await resolved(mine, theirs)).toEqual({ ...mine, rev: revAt(99), _deleted: false });
});

it('merges with an own state that a stream which was behind had taken away from here', async () => {
  const theirs = claimed(1);
  const merged = await resolved(withPriority(base, 2), theirs);
  expect(merged).toMatchObject({ assigneeId: 'ana', priority: 'urgent', status: 'open' });
  expect(merged.history.map(({ kind }) => kind).toSorted()).toEqual([
    'created',
    'holder',
    'priority',
    'status',
  ]);
});
