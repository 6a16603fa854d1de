import { expect, test } from 'vitest';
import { appLinkAmong } from '../../../../electron/windows/appLinks.ts';

test.each([
  ['baton://ticket/1234', { kind: 'ticketNumber', number: 1234 }],
  ['baton://ticket/1234/', { kind: 'ticketNumber', number: 1234 }],
  ['BATON://Ticket/1234', { kind: 'ticketNumber', number: 1234 }],
  [
    'baton://ticket/0197a1b2-0000-7000-8000-0000000000ab',
    { kind: 'ticket', ticketId: '0197a1b2-0000-7000-8000-0000000000ab' },
  ],
  ['baton://join?server=x&code=y', { kind: 'invitation', link: 'baton://join?server=x&code=y' }],
  ['baton://join/?server=x&code=y', { kind: 'invitation', link: 'baton://join/?server=x&code=y' }],
])('%s is understood', (link, expected) => {
  expect(appLinkAmong(['/usr/bin/baton', '--no-sandbox', link])).toEqual(expected);
});

test.each([
  'baton://ticket/',
  'baton://ticket/12/delete',
  'baton://ticket/12?run=calc',
  'baton://ticket/12#x',
  'baton://ticket/../../etc/passwd',
  'baton://ticket/%2e%2e',
  'baton://user:pass@ticket/12',
  'baton://ticket:80/12',
  'baton://settings',
  'baton:ticket/12',
  'baton://ticket/1 --inspect',
  `baton://ticket/${'9'.repeat(65)}`,
  `baton://join?${'x'.repeat(3000)}`,
])('%s does nothing', (link) => {
  expect(appLinkAmong([link])).toEqual({ kind: 'unknown' });
});

test('a start without a link has none', () => {
  expect(appLinkAmong(['/usr/bin/baton', '--background', 'https://example.org'])).toBeNull();
});
