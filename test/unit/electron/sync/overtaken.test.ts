import { expect, it } from 'vitest';
import { createOvertaken } from '../../../../electron/sync/overtaken.ts';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { AnyDocument, Wire } from '../../../../shared/sync/wire.ts';
import { aTicket } from '../../../support/builders.ts';

const stateOf = (id: string, isDeleted = false): Wire<AnyDocument> => ({
  ...aTicket({ id: id as TicketId }),
  _deleted: isDeleted,
});
const [one, two, goneOne] = [stateOf('one'), stateOf('two'), stateOf('one', true)];

it('leaves out what the server had of a document until it took ours, and nothing else', () => {
  const overtaken = createOvertaken();
  overtaken.accepted(['one'], 10);
  expect(overtaken.without([one, two], 10)).toEqual([two]);
  expect(overtaken.without([one, two], 11)).toEqual([one, two]);
});

it('never leaves out a deletion, which may say that its reader does not see the document any more', () => {
  const overtaken = createOvertaken();
  overtaken.accepted(['one'], 10);
  expect(overtaken.without([goneOne], 9)).toEqual([goneOne]);
});

it.each([
  ['comes or goes past the log', (overtaken) => overtaken.forget(['one'])],
  ['is asked for again with everything', (overtaken) => overtaken.forgetAll()],
  ['was accepted before where the stream has come to', (overtaken) => overtaken.passed(10)],
] satisfies [string, (overtaken: ReturnType<typeof createOvertaken>) => void][])(
  'lets a document through that %s',
  (_how, happens) => {
    const overtaken = createOvertaken();
    overtaken.accepted(['one'], 10);
    happens(overtaken);
    expect(overtaken.without([one], 5)).toEqual([one]);
  },
);

it('keeps waiting for the stream until it has come to where a document was accepted', () => {
  const overtaken = createOvertaken();
  overtaken.accepted(['one'], 10);
  overtaken.passed(9);
  expect(overtaken.without([one], 10)).toEqual([]);
});
