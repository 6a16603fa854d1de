import { afterEach, expect, it } from 'vitest';
import { BatonError } from '../../../../shared/errors.ts';
import type { CommandOutput } from '../../../../shared/ipc/contract.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';

let desk: RenderedWindow;

afterEach(() => desk.close());

function onServer(): HTMLElement | undefined {
  return document.querySelector<HTMLElement>('section[aria-label="On the server"]') ?? undefined;
}

/** Searches for something and waits until the section of the server says anything of what is expected. */
async function searchFor(fake: FakeBridge, expected: string): Promise<HTMLElement> {
  desk = await renderWindow(fake);
  await desk.type(desk.get('combobox', 'Search tickets'), 'words ');
  for (;;) {
    await desk.settle();
    const section = onServer();
    if (section?.textContent.includes(expected)) return section;
  }
}

async function oneHit(fake: FakeBridge): Promise<CommandOutput<'archive.search'>> {
  const number = String(fake.state.workspace.tickets[0]?.number);
  const answer = await fake.invoke('tickets.find', { text: number });
  const row = answer.ok ? answer.value[0] : undefined;
  if (!row) throw new Error('the fake workspace has no ticket');
  const subject = [{ text: 'Long closed', isMatch: false }];
  return { hits: [{ row, subject, kind: 'preview', snippet: [] }], isMore: false };
}

it('lists what only the server has, says so, and opens it by fetching it first', async () => {
  const fake = fakeBridge({ tickets: 5 });
  const found = await oneHit(fake);
  fake.answer('archive.search', () => found);
  const section = await searchFor(fake, 'Long closed');
  expect(section.textContent).toContain('1 ticket · closed more than 365 days ago');
  await desk.click(section.querySelector('button') ?? section);
  const asked = fake.calls.filter(({ name }) => name === 'archive.open' || name === 'tickets.get');
  expect(asked.map(({ name }) => name)).toEqual(['archive.open', 'tickets.get']);
});

it('says when the server has nothing else', async () => {
  await searchFor(fakeBridge({ tickets: 5 }), 'nothing else there');
});

it('does not ask without a link, and says why', async () => {
  const fake = fakeBridge({ tickets: 5 });
  fake.setSync({ name: 'offline', offlineSinceMs: 1 });
  await searchFor(fake, 'You are offline');
  expect(fake.calls.filter(({ name }) => name === 'archive.search')).toEqual([]);
});

it('shows why the server did not answer, and asks again when told to', async () => {
  const fake = fakeBridge({ tickets: 5 });
  fake.answer('archive.search', () => {
    throw new BatonError('server.troubled', 'no');
  });
  const section = await searchFor(fake, 'The server has a problem');
  fake.answer('archive.search', () => ({ hits: [], isMore: false }));
  await desk.click(section.querySelector('button') ?? section);
  await desk.settle();
  expect(onServer()?.textContent).toContain('nothing else there');
});

it('is not there when everything is kept on this computer', async () => {
  const fake = fakeBridge({ tickets: 5, preferences: { keepClosed: 'all' } });
  desk = await renderWindow(fake);
  await desk.type(desk.get('combobox', 'Search tickets'), 'words ');
  while (!fake.calls.some(({ name }) => name === 'tickets.search')) await desk.settle();
  await desk.settle();
  expect(onServer()).toBeUndefined();
});
