import { describe, expect, it } from 'vitest';
import { isOutdatedClaim } from '../../../server/policies/claimPicture.ts';
import type { Caller } from '../../../server/policies/caller.ts';
import { judgeTicket } from '../../../server/policies/ticketRights.ts';
import type { AgentId, DepartmentId, SettingId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import type { AgentValue, Distribution, Setting } from '../../../shared/domain/settings.ts';
import { setStatus } from '../../../shared/domain/ticket/actions.ts';
import { claimTicket, returnTicket } from '../../../shared/domain/ticket/distribution.ts';
import { mergeTicket } from '../../../shared/domain/ticket/mergeTicket.ts';
import type { AssignmentGrounds, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { aTicket, countingIds, MONDAY_NINE_MS } from '../../support/builders.ts';
import { aDepartmentValue, anAgentValue } from '../../support/teamBuilders.ts';

const id = (name: string): AgentId => name as AgentId;
const LATER = MONDAY_NINE_MS + 60_000;
const GROUNDS: AssignmentGrounds = {
  method: 'leastLoaded',
  place: 0,
  eligible: 2,
  openWeight: 1,
  capacity: 8,
  matchingSkills: 0,
  hadContactLast: false,
};

function claimedBy(name: string, ticket: Ticket, atMs: number, picture?: string): Ticket {
  const grounds = { ...GROUNDS, ...(picture !== undefined && { picture }) };
  const result = claimTicket(ticket, id(name), grounds, { nowMs: atMs, newId: countingIds(`by-${name}`) });
  if (result.kind !== 'changed') throw new Error('not claimed');
  return { ...result.ticket, rev: `claim-${name}` as Rev };
}

function returned(ticket: Ticket, toId: string, atMs: number): Ticket {
  const cause = toId === '' ? 'auto' : 'substitute';
  const facts = { fromId: id('ana'), toId: toId as AgentId | '', cause } as const;
  const result = returnTicket(ticket, facts, { nowMs: atMs });
  if (result.kind !== 'changed') throw new Error('not returned');
  return { ...result.ticket, rev: `return-${String(atMs)}` as Rev };
}

function judge(
  by: string,
  next: Ticket,
  master: Ticket,
  rules: Partial<Distribution> = {},
  agents: Readonly<Record<string, Partial<AgentValue>>> = {},
): string | null {
  const caller: Caller = {
    workspaceId: 'w',
    sessionId: 's',
    agentId: id(by),
    role: 'agent',
    departmentIds: ['support' as DepartmentId],
  };
  const base = { rev: 'r' as Rev, updatedAtMs: 0 };
  const setting = (name: string): Setting =>
    name === 'support'
      ? { ...base, id: name as SettingId, kind: 'department', value: aDepartmentValue({}, rules) }
      : { ...base, id: name as SettingId, kind: 'agent', value: anAgentValue(agents[name]) };
  return judgeTicket(caller, {
    next,
    master,
    settingKind: (name) => setting(name).kind,
    setting,
    haveAlarmsRung: () => false,
  });
}

describe('what a desk may push on behalf of distribution', () => {
  const waiting = aTicket();
  const held = aTicket({ assigneeId: id('ana'), status: 'open', awaitingReplySinceMs: MONDAY_NINE_MS });

  it('is a claim of what nobody has, for its own agent only, the opening of a new ticket included', () => {
    const claimed = claimedBy('ana', waiting, LATER);
    expect(claimed.status).toBe('open');
    expect(judge('ana', claimed, waiting)).toBeNull();
    expect(judge('ben', claimed, waiting)).toBe('auth.forbidden');
  });

  it('is outdated when it was decided by another picture of who is online; one that says none is not', () => {
    const claimed = claimedBy('ana', waiting, LATER, 'monday');
    expect(isOutdatedClaim(claimed, waiting, 'monday')).toBe(false);
    expect(isOutdatedClaim(claimed, waiting, 'tuesday')).toBe(true);
    expect(isOutdatedClaim(claimed, claimed, 'tuesday')).toBe(false);
    expect(isOutdatedClaim(claimed, waiting, null)).toBe(false);
    expect(isOutdatedClaim(claimedBy('ana', waiting, LATER), waiting, 'tuesday')).toBe(false);
    // What Ana has done with it since would be lost with the claim.
    const result = setStatus(claimed, 'pending', {
      nowMs: LATER + 1,
      by: { kind: 'agent', id: id('ana') },
      newId: countingIds('pending'),
    });
    if (result.kind !== 'changed') throw new Error('not changed');
    expect(isOutdatedClaim(result.ticket, waiting, 'tuesday')).toBe(false);
  });

  it('is a return to the pool where the department takes work from those who are gone, and nowhere else', () => {
    const back = returned(held, '', LATER);
    expect(judge('ben', back, held, { returnAfterMinutes: 30 })).toBeNull();
    expect(judge('ben', back, held)).toBe('auth.forbidden');
  });

  it('is a return to somebody who stands in for the owner at that instant, along the chain, and to nobody else', () => {
    const rules = { returnAfterMinutes: 30, returnTo: 'substitute' } as const;
    const chain = { ana: { substituteId: id('ben') }, ben: { substituteId: id('cyd') } };
    expect(judge('dan', returned(held, 'ben', LATER), held, rules, chain)).toBeNull();
    expect(judge('dan', returned(held, 'cyd', LATER), held, rules, chain)).toBeNull();
    expect(judge('dan', returned(held, 'dan', LATER), held, rules, chain)).toBe('auth.forbidden');
    const pool = { ...rules, returnTo: 'pool' } as const;
    expect(judge('dan', returned(held, 'ben', LATER), held, pool, chain)).toBe('auth.forbidden');
    const over = { ana: { substituteId: id('ben'), substituteUntilMs: LATER } };
    expect(judge('dan', returned(held, 'ben', LATER), held, rules, over)).toBe('auth.forbidden');
  });
});

describe('a step of distribution that came too late', () => {
  const waiting = aTicket({ rev: 'r1' as Rev });

  it('leaves nothing behind when another desk was faster', () => {
    const theirs = claimedBy('ben', waiting, LATER);
    expect(mergeTicket(waiting, claimedBy('ana', waiting, LATER + 5), theirs)).toEqual(theirs);
    expect(mergeTicket(null, claimedBy('ana', waiting, LATER + 5), theirs).history).toEqual(theirs.history);
  });

  it('leaves nothing behind when the ticket was solved meanwhile, and stands when something else changed', () => {
    const mine = claimedBy('ana', waiting, LATER);
    const solved: Ticket = {
      ...waiting,
      rev: 'r2' as Rev,
      status: 'solved',
      isOpen: false,
      solvedAtMs: LATER,
    };
    expect(mergeTicket(waiting, mine, solved)).toMatchObject({ assigneeId: '', status: 'solved' });
    const renamed: Ticket = { ...waiting, rev: 'r2' as Rev, subject: 'Another name' };
    expect(mergeTicket(waiting, mine, renamed)).toMatchObject({ assigneeId: 'ana', subject: 'Another name' });
  });

  it('is one step when two desks have taken the ticket from the same owner', () => {
    const held = aTicket({ assigneeId: id('ana'), status: 'open', awaitingReplySinceMs: MONDAY_NINE_MS });
    const [one, other] = [returned(held, '', LATER), returned(held, '', LATER + 900)];
    expect(mergeTicket(held, other, one)).toEqual(one);
  });
});
