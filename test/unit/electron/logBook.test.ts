import { expect, test } from 'vitest';
import { diagnosticsText } from '../../../electron/diagnostics/report.ts';
import { createLogBook } from '../../../electron/logBook.ts';
import { BatonError } from '../../../shared/errors.ts';
import { silentLog } from '../../support/silentLog.ts';
import { aReport } from '../../support/aReport.ts';

const clock = { nowMs: () => 1_772_000_000_000 };

/** What a customer, a colleague or a path could have brought into a failure. */
const PLANTED = [
  'Josephine Quimby',
  'quimby@customer.example',
  'my bicycle was stolen',
  'help.secret-company.example',
  'grace-hopper-home',
  'hunter2hunter2',
];

function plantedFailure(): Error {
  const said = PLANTED.join(' | ');
  const inner = Object.assign(new Error(`UNIQUE constraint failed: ${said}`), { code: 'SQLITE_CONSTRAINT' });
  inner.name = said;
  inner.stack = `Error: ${said}\n    at write (/home/grace-hopper-home/app/out/main/main.js:12:34)\n    at ${said}`;
  return new BatonError('storage.corrupt', said, { subject: said, path: said }, { cause: inner });
}

test('a report holds what went wrong and where, and none of the words that were part of it', () => {
  const book = createLogBook(silentLog, clock);
  book.error('writing a ticket failed', plantedFailure());
  book.error('a wrapped failure', { cause: plantedFailure(), ticket: PLANTED });
  book.warn('a link was not opened', { address: PLANTED.join() });
  book.warn('a reason that is only words', PLANTED.join());
  const text = diagnosticsText(aReport({ log: book.latest() }));
  for (const words of PLANTED) expect(text).not.toContain(words);
  expect(text).toContain('error writing a ticket failed');
  expect(text).toContain('BatonError storage.corrupt');
  expect(text).toContain('SQLITE_CONSTRAINT');
  expect(text).toContain('at write (main.js:12:34)');
  expect(text).toContain('warn a link was not opened');
});

test('only the latest lines are kept, and everything reaches the log behind', () => {
  const reached: string[] = [];
  const book = createLogBook({ ...silentLog, error: (message) => reached.push(message) }, clock);
  for (let line = 0; line < 150; line += 1) book.error(`line ${String(line)}`);
  expect(reached).toHaveLength(150);
  expect(book.latest()).toHaveLength(100);
  expect(book.latest().at(-1)?.message).toBe('line 149');
  expect(book.latest()[0]?.message).toBe('line 50');
});
