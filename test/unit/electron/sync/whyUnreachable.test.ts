import { expect, test } from 'vitest';
import { asEntryFailure } from '../../../../electron/sync/whyUnreachable.ts';
import { BatonError } from '../../../../shared/errors.ts';

/** As Node's fetch fails, in Baton's wrapping. */
function failedBecause(cause: unknown): BatonError {
  return new BatonError(
    'sync.offline',
    'the server does not answer',
    {},
    {
      cause: new TypeError('fetch failed', { cause }),
    },
  );
}

const withCode = (code: string): Error => Object.assign(new Error(code), { code });

test.each([
  ['ENOTFOUND', 'server.unknownAddress'],
  ['EAI_AGAIN', 'network.none'],
  ['ENETUNREACH', 'network.none'],
  ['ECONNREFUSED', 'server.notListening'],
  ['CERT_HAS_EXPIRED', 'server.badCertificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'server.badCertificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'server.badCertificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'server.badCertificate'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'server.notSecure'],
  ['EPROTO', 'server.notSecure'],
  ['ECONNRESET', 'server.unavailable'],
])('%s is told as %s', (code, expected) => {
  expect(asEntryFailure(failedBecause(withCode(code)))).toMatchObject({ code: expected });
});

test('a name with several addresses is told by what they say', () => {
  const all = new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]);
  expect(asEntryFailure(failedBecause(all))).toMatchObject({ code: 'server.notListening' });
});

test('other failures stay what they are', () => {
  const refused = new BatonError('auth.badCredentials', 'no');
  expect(asEntryFailure(refused)).toBe(refused);
});
