import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentId, MessageId } from '../../../../shared/domain/ids.ts';
import { addMessage, setFollowing } from '../../../../shared/domain/ticket/actions.ts';
import type { Deed } from '../../../../shared/domain/ticket/deeds.ts';
import { withFollowers } from '../../../../shared/domain/ticket/followers.ts';
import { perform } from '../../../../shared/domain/ticket/deeds.ts';
import { takeBack, type Step } from '../../../../shared/domain/ticket/takeBack.ts';
import { mergeTicket } from '../../../../shared/domain/ticket/mergeTicket.ts';
import { FOLLOWERS_MAX, type Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { aContext, aMessage, aMessageContext, aTicket } from '../../../support/builders.ts';

const ana = 'ana' as AgentId;
const ben = 'ben' as AgentId;

const noteFor = (id: string, mentions: AgentId[]) =>
  aMessage({ id: id as MessageId, kind: 'note', by: { kind: 'agent', id: ben }, mentions });

function after(deed: Deed, ticket: Ticket): Ticket {
  const result = perform(deed, ticket, aContext());
  return result.kind === 'changed' ? result.ticket : ticket;
}

describe('whoever is mentioned', () => {
  it('follows the ticket from then on, once', () => {
    const ticket = aTicket({ followerIds: [ben] });
    const result = addMessage(ticket, noteFor('n', [ana, ben]), aMessageContext());
    expect(result.kind === 'changed' && result.ticket.followerIds).toEqual([ben, ana]);
  });

  it('is not among the followers of a ticket that is full, and nobody has to leave for them', () => {
    const full = Array.from({ length: FOLLOWERS_MAX }, (_, at) => `agent-${String(at)}` as AgentId);
    expect(withFollowers(full, [ana])).toEqual(full);
    expect(setFollowing(aTicket({ followerIds: full }), ana, true)).toEqual({
      kind: 'refused',
      code: 'input.invalid',
    });
  });

  it('no longer follows when the note is taken back, unless another one names them', () => {
    const before = aTicket();
    const steps: Step[] = [];
    let current = before;
    for (const id of ['first', 'second']) {
      const deed: Deed = { kind: 'message', message: noteFor(id, [ana]), authorDepartmentIds: [] };
      const done = after(deed, current);
      const { nowMs: atMs, by } = aContext();
      steps.push({ id, done: { before: current, afterRev: done.rev, deeds: [deed], atMs, by, lines: [] } });
      current = done;
    }
    const ports = {
      derive: (ticket: Ticket) => ticket,
      nextRev: () => before.rev,
      merge: (mine: Ticket) => mine,
    };
    const without = (...ids: string[]): readonly AgentId[] | undefined => {
      const outcome = takeBack(steps, new Set(ids), ports);
      return outcome.kind === 'taken' ? outcome.ticket?.followerIds : undefined;
    };
    expect([without('first'), without('second'), without('first', 'second')]).toEqual([[ana], [ana], []]);
  });
});

describe('following', () => {
  it('begins and ends without counting as activity', () => {
    const ticket = aTicket();
    const following = after({ kind: 'follow', agentId: ana, isFollowing: true }, ticket);
    expect(following).toEqual({ ...ticket, followerIds: [ana] });
    expect(after({ kind: 'follow', agentId: ana, isFollowing: false }, following)).toEqual(ticket);
  });

  it('keeps what both sides did about different people, whoever is merged into whom', () => {
    const agents = fc.constantFrom(...['ana', 'ben', 'cleo', 'dora'].map((id) => id as AgentId));
    const wish = fc.record({ agentId: agents, isFollowing: fc.boolean() });
    fc.assert(
      fc.property(fc.uniqueArray(agents), wish, wish, (followerIds, one, other) => {
        fc.pre(one.agentId !== other.agentId);
        const base = aTicket({ followerIds });
        const mine = after({ kind: 'follow', ...one }, base);
        const theirs = after({ kind: 'follow', ...other }, base);
        const both = new Set(after({ kind: 'follow', ...other }, mine).followerIds);
        expect(new Set(mergeTicket(base, mine, theirs).followerIds)).toEqual(both);
        expect(new Set(mergeTicket(base, theirs, mine).followerIds)).toEqual(both);
      }),
    );
  });
});
