import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TicketId } from '../../../../shared/domain/ids.ts';
import { windowAt, windowQuery, type WindowSubject } from '../../../../shared/ipc/windows.ts';

const anySubject: fc.Arbitrary<WindowSubject> = fc.oneof(
  fc.constant<WindowSubject>({ kind: 'desk' }),
  fc.constant<WindowSubject>({ kind: 'wall' }),
  fc
    .string({ minLength: 1, maxLength: 64, unit: 'grapheme' })
    .filter((id) => TicketId.safeParse(id).success)
    .map((id): WindowSubject => ({ kind: 'ticket', ticketId: TicketId.parse(id) })),
);

describe('the address of a window', () => {
  it('says what the window is for, whatever the id', () => {
    fc.assert(
      fc.property(anySubject, (subject) => {
        expect(windowAt(windowQuery(subject))).toEqual(subject);
      }),
    );
  });

  it('means nothing when it is anything else', () => {
    const asked = [
      '?window=cupboard',
      '?window=ticket',
      '?window=ticket&id=',
      '?window=ticket&id=%zz',
      '?window=wall&id=x',
      '?window=wall&window=ticket&id=x',
      '?id=x',
      `?window=ticket&id=${'x'.repeat(65)}`,
    ];
    expect(asked.map(windowAt)).toEqual(asked.map(() => null));
  });
});
