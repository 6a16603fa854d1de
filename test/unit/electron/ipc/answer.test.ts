import { describe, expect, it } from 'vitest';
import { answerCommand, type Handlers } from '../../../../electron/ipc/answer.ts';
import type { Logger } from '../../../../electron/log.ts';
import { BatonError } from '../../../../shared/errors.ts';

function listening(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  const note = (message: string): void => {
    lines.push(message);
  };
  return { lines, info: note, warn: note, error: note };
}

function handlers(some: Partial<Handlers>): Handlers {
  return some as Handlers;
}

describe('a command', () => {
  it('runs with checked input and answers its value', async () => {
    const own = handlers({
      'views.counts': ({ views }) => Object.fromEntries(views.map((view) => [view, 1])),
    });
    expect(await answerCommand(own, 'views.counts', { views: ['mine'] }, listening())).toEqual({
      ok: true,
      value: { mine: 1 },
    });
  });

  it.each([undefined, null, 'mine', { views: ['nonsense'] }, { views: [], more: 1 }])(
    'refuses the input %j before anything runs',
    async (input) => {
      let hasRun = false;
      const own = handlers({
        'views.counts': () => {
          hasRun = true;
          return {};
        },
      });
      expect(await answerCommand(own, 'views.counts', input, listening())).toMatchObject({
        ok: false,
        error: { code: 'input.invalid' },
      });
      expect(hasRun).toBe(false);
    },
  );

  it('answers a known failure with its code', async () => {
    const own = handlers({
      'ticket.take': () => Promise.reject(new BatonError('ticket.alreadyHeld', 'Ben has it')),
    });
    expect(await answerCommand(own, 'ticket.take', { ticketId: 't1' }, listening())).toEqual({
      ok: false,
      error: { code: 'ticket.alreadyHeld', message: 'Ben has it' },
    });
  });

  it('says nothing of an unknown failure but that it was one, and logs it', async () => {
    const log = listening();
    const own = handlers({ 'ticket.take': () => Promise.reject(new Error('/home/ana/secret')) });
    const answer = await answerCommand(own, 'ticket.take', { ticketId: 't1' }, log);
    expect(answer).toEqual({ ok: false, error: { code: 'internal', message: 'something went wrong' } });
    expect(log.lines).toEqual(['ticket.take failed']);
  });

  it('keeps back and logs an answer that breaks the contract', async () => {
    const log = listening();
    const own = handlers({ 'views.counts': () => ({ mine: 'many' }) as never });
    expect(await answerCommand(own, 'views.counts', { views: [] }, log)).toMatchObject({
      ok: false,
      error: { code: 'ipc.badOutput' },
    });
    expect(log.lines).toEqual(['views.counts: bad output']);
  });
});
