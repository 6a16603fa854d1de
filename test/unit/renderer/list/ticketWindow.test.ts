import { afterEach, beforeEach, expect, it } from 'vitest';
import { indexOfTicket, rowAt } from '../../../../renderer/features/desk/list/listSource.ts';
import { createTicketWindow } from '../../../../renderer/features/desk/list/ticketWindow.ts';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { BatonError } from '../../../../shared/errors.ts';
import type { CommandInput } from '../../../../shared/ipc/contract.ts';
import { fakeBridge } from '../../../support/fakeBridge.ts';
import type { FakeBridge } from '../../../support/fakeBridge.ts';

let fake: FakeBridge;
beforeEach(() => {
  fake = fakeBridge({ tickets: 900 });
  window.baton = fake;
});
afterEach(() => {
  delete window.baton;
});

/** Lets every answer that is on its way arrive: the fake answers within microtasks. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const asked = (): readonly CommandInput<'list.show'>[] =>
  fake.calls
    .filter(({ name }) => name === 'list.show')
    .map(({ input }) => input as CommandInput<'list.show'>);

async function open() {
  const source = createTicketWindow('allOpen', 'age');
  const end = source.subscribe(() => undefined);
  await settle();
  return { source, end };
}

it('asks again only near the end of what is known', async () => {
  const { source } = await open();
  source.show(0, 30);
  await settle();
  source.show(60, 90);
  await settle();
  expect(asked().map(({ offset }) => offset)).toEqual([0]);
  source.show(150, 180);
  await settle();
  expect(asked().map(({ offset }) => offset)).toEqual([0, 85]);
  expect(rowAt(source.getState(), 85)?.id).toBeDefined();
});

it('takes up a change without asking, and asks when one is missing', async () => {
  const { source } = await open();
  const [first, second] = [rowAt(source.getState(), 0)!, rowAt(source.getState(), 1)!];
  const [{ listId } = { listId: '' }] = asked();
  const news = {
    listId,
    total: 2,
    offset: 0,
    ids: [second.id, first.id],
    rows: [{ ...first, subject: 'New' }],
  };
  fake.emit('list.changed', { ...news, listId: 'of another window', version: 2 });
  fake.emit('list.changed', { ...news, version: 2 });
  const state = source.getState();
  expect([state.total, rowAt(state, 0)?.id, rowAt(state, 1)?.subject]).toEqual([2, second.id, 'New']);
  expect(indexOfTicket(state, first.id)).toBe(1);
  expect(asked()).toHaveLength(1);
  fake.emit('list.changed', { ...news, version: 4 });
  await settle();
  expect(asked()).toHaveLength(2);
  fake.emit('list.changed', { ...news, ids: ['unheard of' as TicketId], rows: [], version: 3 });
  await settle();
  expect(asked()).toHaveLength(3);
});

it('asks again after an answer that a change has overtaken', async () => {
  const { source } = await open();
  const [{ listId } = { listId: '' }] = asked();
  let answer: () => void = () => undefined;
  fake.answer(
    'list.show',
    () =>
      new Promise((resolve) => {
        answer = () => resolve({ version: 7, total: 0, offset: 0, rows: [] });
      }),
  );
  fake.emit('directory.changed', {});
  await settle();
  fake.emit('list.changed', { listId, version: 8, total: 0, offset: 0, ids: [], rows: [] });
  answer();
  await settle();
  expect(asked()).toHaveLength(3);
  expect(source.getState().total).toBe(0);
});

it('keeps what it shows beside a failure, asks anew when the replica is there again, and closes its list', async () => {
  const { source, end } = await open();
  const total = source.getState().total;
  let isBroken = true;
  fake.answer('list.show', () => {
    if (isBroken) throw new BatonError('storage.corrupt', 'damaged');
    return { version: 1, total: 5, offset: 0, rows: [] };
  });
  fake.emit('directory.changed', {});
  await settle();
  expect([source.getState().total, source.getState().error?.code]).toEqual([total, 'storage.corrupt']);
  isBroken = false;
  fake.emit('directory.changed', {});
  await settle();
  expect([source.getState().total, source.getState().error]).toEqual([5, null]);
  end();
  expect(fake.calls.at(-1)).toEqual({ name: 'list.close', input: { listId: asked()[0]?.listId } });
});
