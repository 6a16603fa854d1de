import { describe, expect, it } from 'vitest';
import { fittingReplies } from '../../../../renderer/features/ticket/composer/cannedReplies.ts';
import { fillPlaceholders } from '../../../../shared/text/fillPlaceholders.ts';
import { fittingLength } from '../../../../renderer/features/ticket/composer/longPaste.ts';
import { passingOnWarning } from '../../../../renderer/features/ticket/dialogs/passingOn.ts';
import { snoozeChoices } from '../../../../renderer/features/ticket/header/snoozeChoices.ts';
import { fromLocalInput, toLocalInput } from '../../../../renderer/ui/localInput.ts';
import type { AgentId, DepartmentId, SettingId } from '../../../../shared/domain/ids.ts';
import { MESSAGE_MAX_LENGTH } from '../../../../shared/domain/message.ts';
import type { Rev } from '../../../../shared/domain/rev.ts';
import type { SettingOf } from '../../../../shared/domain/settings.ts';
import { transferTicket } from '../../../../shared/domain/ticket/actions.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { aContext, aTicket } from '../../../support/builders.ts';

const local = (day: number, hour: number, minute = 0): number =>
  new Date(2026, 2, day, hour, minute).getTime();

describe('The offered ends of a snooze', () => {
  it('are an hour, the afternoon, tomorrow morning and Monday on a Wednesday morning', () => {
    expect(snoozeChoices(local(4, 8, 30))).toEqual([
      { key: 'oneHour', untilMs: local(4, 9, 30) },
      { key: 'thisAfternoon', untilMs: local(4, 14) },
      { key: 'tomorrowMorning', untilMs: local(5, 9) },
      { key: 'nextMonday', untilMs: local(9, 9) },
    ]);
  });

  it('leave out an afternoon that is over and a Monday that is tomorrow', () => {
    expect(snoozeChoices(local(8, 16)).map(({ key }) => key)).toEqual(['oneHour', 'tomorrowMorning']);
  });

  it('read back what a date field was given, and nothing from nonsense', () => {
    const atMs = local(4, 8, 30);
    expect([fromLocalInput(toLocalInput(atMs)), fromLocalInput(''), fromLocalInput('x')]).toEqual([
      atMs,
      undefined,
      undefined,
    ]);
  });
});

function aReply(id: string, departmentId: string, language: string): SettingOf<'canned-reply'> {
  return {
    id: id as SettingId,
    rev: 'r' as Rev,
    updatedAtMs: 0,
    kind: 'canned-reply',
    value: { title: id, departmentId: departmentId as DepartmentId | '', language, html: '<p>x</p>' },
  };
}

describe('Canned replies', () => {
  it('are those of the department and language, the closest first', () => {
    const replies = [
      aReply('everywhere', '', ''),
      aReply('other department', 'billing', ''),
      aReply('Portuguese', 'support', 'pt-BR'),
      aReply('other language', 'support', 'cs'),
      aReply('department', 'support', ''),
    ];
    expect(fittingReplies(replies, 'support', 'pt').map(({ id }) => id)).toEqual([
      'Portuguese',
      'department',
      'everywhere',
    ]);
  });

  it('fill in names without letting markup through and leave unknown placeholders to be seen', () => {
    const html = fillPlaceholders('<p>{{ customer.name }} {{ticket.number}} {{agent.name}} {{x.y}}</p>', {
      'customer.name': '<b>Carla</b>',
      'agent.name': 'Ana',
      'ticket.number': '12',
    });
    expect(html).toBe('<p>&lt;b&gt;Carla&lt;/b&gt; 12 Ana {{x.y}}</p>');
  });
});

describe('Passing a ticket on', () => {
  const support = 'support' as DepartmentId;
  const billing = 'billing' as DepartmentId;
  const move = (ticket: Ticket, departmentId: DepartmentId): Ticket => {
    const result = transferTicket(
      ticket,
      { departmentId, assigneeId: '', reason: { code: 'expertise', text: '' } },
      aContext(),
    );
    if (result.kind !== 'changed') throw new Error('not moved');
    return result.ticket;
  };

  it('is warned about from the third time on', () => {
    const to = { departmentId: 'tech' as DepartmentId, assigneeId: '' as const };
    expect([1, 2, 3].map((hops) => passingOnWarning(aTicket(), hops, to).hops)).toEqual([0, 2, 3]);
  });

  it('is called ping-pong when it goes straight back', () => {
    const ticket = move(aTicket({ departmentId: support }), billing);
    expect([
      passingOnWarning(ticket, 1, { departmentId: support, assigneeId: '' }).returnsTo,
      passingOnWarning(ticket, 1, { departmentId: 'tech' as DepartmentId, assigneeId: '' }).returnsTo,
    ]).toEqual(['department', null]);
  });

  it('is no ping-pong for somebody who never had it', () => {
    const to = { departmentId: support, assigneeId: 'ion' as AgentId };
    expect(passingOnWarning(aTicket({ departmentId: support }), 0, to).returnsTo).toBeNull();
  });
});

describe('What fits of a long text', () => {
  it('is as much as stays within a message, markup included', () => {
    const text = '<&>\n'.repeat(200_000);
    const fits = fittingLength(text, 1000);
    const html = text
      .slice(0, fits)
      .split('\n')
      .map((line) => `<p>${line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</p>`)
      .join('');
    expect(fits).toBeGreaterThan(10_000);
    expect(html.length + 1000).toBeLessThanOrEqual(MESSAGE_MAX_LENGTH);
  });
});
