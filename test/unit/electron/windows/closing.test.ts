import { expect, test } from 'vitest';
import { decideClosing } from '../../../../electron/windows/closing.ts';

const FACTS = {
  platform: 'linux',
  choice: 'background',
  isQuitting: false,
  isSignedIn: true,
  hasTray: true,
  isAsked: false,
} as const;

test.each([
  ['hides where a tray shows Baton', {}, 'hide'],
  ['minimises where none does', { hasTray: false }, 'minimise'],
  ['asks at first', { choice: 'ask' }, 'ask'],
  ['closes when it is closed once more instead of answered', { choice: 'ask', isAsked: true }, 'close'],
  ['closes when the person wants that', { choice: 'quit' }, 'close'],
  ['closes when Baton quits', { isQuitting: true }, 'close'],
  ['closes when nobody is signed in', { isSignedIn: false }, 'close'],
  ['closes on a Mac, which keeps Baton running', { platform: 'darwin' }, 'close'],
] as const)('a window %s', (_what, changes, closing) => {
  expect(decideClosing({ ...FACTS, ...changes })).toBe(closing);
});
