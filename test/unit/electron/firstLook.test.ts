import { expect, test } from 'vitest';
import { afterFirstLook, startFirstLook } from '../../../electron/firstLook.ts';
import { testScheduler } from '../../support/testScheduler.ts';

test('nothing runs before the window shows something, and what was taken back never does', async () => {
  const scheduler = testScheduler(0);
  const firstLook = startFirstLook(scheduler);
  const background = afterFirstLook(scheduler, firstLook.over);
  const ran: string[] = [];
  background.after(10, () => ran.push('scan'));
  const takeBack = background.after(10, () => ran.push('taken back'));
  await scheduler.pass(100);
  expect(ran).toEqual([]);
  takeBack();
  firstLook.end();
  await firstLook.over;
  expect(ran).toEqual(['scan']);
  background.after(10, () => ran.push('later'));
  await scheduler.pass(9);
  expect(ran).toEqual(['scan']);
  await scheduler.pass(1);
  expect(ran).toEqual(['scan', 'later']);
});

test('a window that never shows a desk holds nothing up for long', async () => {
  const scheduler = testScheduler(0);
  const firstLook = startFirstLook(scheduler);
  let isOver = false;
  void firstLook.over.then(() => (isOver = true));
  await scheduler.pass(10_000);
  expect(isOver).toBe(true);
});
