import { writeSync } from 'node:fs';

import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import type { ContactId, MessageId, TicketId } from '../../../shared/domain/ids.ts';
import { aContact, aMessage, aTicket } from '../../support/builders.ts';
import { MESSAGES, TICKETS, wordOf } from './killLayout.ts';
import { openSearchable } from './searchSupport.ts';

/**
 * A process that is written to be killed: it rewrites tickets, messages and contacts with ever new words, searches now
 * and then, and says each round's number on stdout once it is acknowledged. Arguments: file, mode, first number.
 */
const [, , filePath = '', mode = 'sameThread', first = '1'] = process.argv;

const opened = await openStorage({ filePath, mode: mode === 'worker' ? 'worker' : 'sameThread' });
const { put, remove, find } = await openSearchable(opened);

for (let round = Number(first); ; round += 1) {
  const message = round % MESSAGES;
  const id = `tkt_${String(message % TICKETS)}` as TicketId;
  await put('tickets', [aTicket({ id, subject: `Every ${wordOf('t', round)}`, updatedAtMs: round })]);
  await put('messages', [
    aMessage({
      id: `msg_${String(message)}` as MessageId,
      ticketId: id,
      text: `Every ${wordOf('m', round)}`,
    }),
  ]);
  if (round % 5 === 0)
    await put('contacts', [aContact({ id: 'con_1' as ContactId, name: wordOf('c', round) })]);
  if (round % 7 === 0) await remove('messages', `msg_${String((round * 3) % MESSAGES)}`);
  writeSync(1, `${String(round)}\n`);
  if (round % 3 === 0)
    await find({ words: [{ text: 'every', isPrefix: true, isNegated: false, within: 'all' }] }).catch(
      () => [],
    );
}
