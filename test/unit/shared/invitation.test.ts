import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  appInvitationLink,
  invitationLink,
  isInvitationCode,
  readInvitation,
} from '../../../shared/domain/invitation.ts';

const CODE = 'ABCDE-FGHJK-MNPQR-STUVW-XYZ23';

it.each([
  'https://help.example.com',
  'http://127.0.0.1:4680',
  'https://example.com/desk',
  'http://[::1]:4680',
])('both links of an invitation to %s are read back as what they were made of', (server) => {
  for (const link of [invitationLink(server, CODE), appInvitationLink(server, CODE)]) {
    expect(readInvitation(`  ${link}\n`)).toEqual({ server, code: CODE });
  }
});

it('takes what is no link for a code', () => {
  expect(readInvitation(` ${CODE} `)).toEqual({ server: null, code: CODE });
  expect(readInvitation('https://example.com/form/x')).toEqual({
    server: null,
    code: 'https://example.com/form/x',
  });
});

it('reads anything that is pasted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => typeof readInvitation(text).code === 'string'),
  );
  expect(readInvitation('baton://join?server=%E0%A4%A&code=%').code).toBe('%');
});

it('tells an invitation from a sign-in code by its length, however it is written', () => {
  expect(
    [CODE, CODE.toLowerCase().replaceAll('-', ' '), 'ABCDE-FGHJK-MNPQR-STUVW', ''].map(isInvitationCode),
  ).toEqual([true, true, false, false]);
});
