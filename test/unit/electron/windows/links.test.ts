import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { APP_ORIGIN, isOwnPage, isPageOf, outsideLink, pageOf } from '../../../../electron/windows/links.ts';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { pageFile } from '../../../../electron/windows/pageFile.ts';

const pages = { origin: APP_ORIGIN, start: `${APP_ORIGIN}/` };

describe('addresses', () => {
  it('are our own only with our scheme and host', () => {
    const asked = [
      'app://baton/',
      'app://baton/a/b?c#d',
      'app://other/',
      'https://baton/',
      'file:///x',
      'app:',
      '',
    ];
    expect(asked.filter((address) => isOwnPage(pages, address))).toEqual([
      'app://baton/',
      'app://baton/a/b?c#d',
    ]);
  });

  it('are the page of one window only', () => {
    const ticket = { kind: 'ticket', ticketId: 't&1' as TicketId } as const;
    expect(isPageOf(pages, ticket, pageOf(pages, ticket))).toBe(true);
    expect(isPageOf(pages, ticket, `${pageOf(pages, ticket)}#top`)).toBe(true);
    const others = [
      pageOf(pages, { kind: 'desk' }),
      pageOf(pages, { kind: 'wall' }),
      'app://baton/other?window=ticket&id=t%261',
      'app://elsewhere/?window=ticket&id=t%261',
      'https://baton/?window=ticket&id=t%261',
      'no address',
    ];
    expect(others.filter((address) => isPageOf(pages, ticket, address))).toEqual([]);
  });

  it('open outside only with a harmless scheme and without a disguise', () => {
    const asked = [
      'https://example.org/a',
      'mailto:a@example.org',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'smb://host/share',
      'app://baton/',
      'https://bank.example@evil.example/',
      'no address',
    ];
    expect(asked.map(outsideLink)).toEqual([
      'https://example.org/a',
      'mailto:a@example.org',
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('mean a file inside the pages, never one outside', () => {
    const root = path.resolve('/srv/pages');
    const asked = (address: string): string | null => pageFile(root, address);
    expect(asked('app://baton/')).toBe(path.join(root, 'index.html'));
    expect(asked('app://baton/assets/a%20b.js?x=1')).toBe(path.join(root, 'assets/a b.js'));
    expect(
      [
        'app://baton/..%2f..%2fetc/passwd',
        'app://baton/%00',
        'app://baton/%zz',
        'app://other/index.html',
        'app://baton/..%2fpages2/x',
      ].map(asked),
    ).toEqual([null, null, null, null, null]);
  });
});
