import { BatonError, type ErrorCode } from '../../shared/errors.ts';

/** What a person can do about a server that could not be reached, by what the system says. Source: Node.js, errors of DNS, sockets and TLS. */
const REASONS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^ENOTFOUND$/u, 'server.unknownAddress'],
  [/^(?:EAI_AGAIN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/u, 'network.none'],
  [/^ECONNREFUSED$/u, 'server.notListening'],
  [/CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH$|ALTNAME/u, 'server.badCertificate'],
  [/^(?:EPROTO|ERR_SSL_.*)$/u, 'server.notSecure'],
];
/** Failures name their causes; nobody needs to look deeper. */
const CAUSES_MAX = 6;

/** The same failure under the code of what a person can do about it; one that has nothing to do with the way there stays. */
export function asEntryFailure(failure: unknown): unknown {
  if (!(failure instanceof BatonError) || failure.code !== 'sync.offline') return failure;
  return new BatonError(whyUnreachable(failure), failure.message, failure.detail, { cause: failure });
}

function whyUnreachable(failure: BatonError): ErrorCode {
  for (const code of systemCodes(failure)) {
    const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1];
    if (reason) return reason;
  }
  return 'server.unavailable';
}

function systemCodes(failure: unknown): readonly string[] {
  const codes: string[] = [];
  let current = failure;
  for (let depth = 0; depth < CAUSES_MAX && current instanceof Error; depth += 1) {
    if (!(current instanceof BatonError) && 'code' in current && typeof current.code === 'string')
      codes.push(current.code);
    // Several addresses of one name fail together; each says why.
    if (current instanceof AggregateError) for (const one of current.errors) codes.push(...systemCodes(one));
    current = current.cause;
  }
  return codes;
}
