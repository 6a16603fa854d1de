import { afterEach, expect, it, vi } from 'vitest';
import { createTicketPages } from '../../../../renderer/features/desk/list/ticketPages.ts';
import type { CommandOutput } from '../../../../shared/ipc/contract.ts';
import { fakeBridge } from '../../../support/fakeBridge.ts';
import { renderWindow } from '../../../support/renderWindow.tsx';

afterEach(() => {
  vi.useRealTimers();
});

it('asks again while the index is being built, and not when it is complete', async () => {
  vi.useFakeTimers();
  window.baton = fakeBridge();
  const answers = [false, false, true].map((isComplete) => ({ total: 0, rows: [], isComplete }));
  let asked = 0;
  const pages = createTicketPages(() => {
    asked += 1;
    return Promise.resolve(answers.shift() ?? { total: 0, rows: [], isComplete: true });
  });
  const end = pages.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(5000);
  end();
  delete window.baton;
  expect(asked).toBe(3);
});

it('goes to what was meant when Enter comes before the answer', async () => {
  const fake = fakeBridge({ tickets: 40 });
  const desk = await renderWindow(fake);
  const wanted = fake.state.workspace.tickets[7]!;
  await desk.settle(() => fake.putTicket({ ...wanted, subject: 'The squeaking gizmo' }));
  let answer: (() => void) | undefined;
  const [hit] = (await searched(fake, 'gizmo')).hits;
  fake.answer(
    'tickets.search',
    () =>
      new Promise((resolve) => {
        answer = () =>
          resolve({ total: 1, isMore: false, isComplete: true, ignored: [], hits: hit ? [hit] : [] });
      }),
  );
  const field = desk.get('combobox', 'Search tickets');
  await desk.settle(() => field.focus());
  await desk.type(field, 'gizmo');
  await desk.press('Enter', field);
  while (!answer) await desk.settle();
  expect(desk.all('row').map((row) => row.getAttribute('aria-selected'))).not.toContain('true');
  await desk.settle(() => answer?.());
  expect(desk.all('row').map((row) => [row.id, row.getAttribute('aria-selected')])).toEqual([
    [`row-${wanted.id}`, 'true'],
  ]);
  expect(document.activeElement?.getAttribute('role')).toBe('grid');
  await desk.close();
});

async function searched(
  fake: ReturnType<typeof fakeBridge>,
  text: string,
): Promise<CommandOutput<'tickets.search'>> {
  const answer = await fake.invoke('tickets.search', { text, offset: 0, limit: 10 });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}
