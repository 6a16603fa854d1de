import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { BatonError } from '../../shared/errors.ts';
import { isPublicAddress, lookUpPublic } from './publicAddress.ts';

const TIMEOUT_MS = 10_000;
/** An answer longer than this is of no interest. */
const ANSWER_MAX_BYTES = 64 * 1024;

/** Sends one message and answers the status. Redirects are not followed. Throws `auth.forbidden` for addresses that are not public. */
export function post(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { allowPrivate }: { readonly allowPrivate: boolean },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const url = new URL(address);
    // A literal address is connected to without being looked up.
    const host = url.hostname.replace(/^\[|\]$/gu, '');
    if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) {
      reject(new BatonError('auth.forbidden', 'this address is not public'));
      return;
    }
    const send = url.protocol === 'https:' ? requestSecure : requestPlain;
    const request = send(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': 'Baton',
          ...headers,
        },
        // No connection is kept: the next message goes through the same checks.
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(!allowPrivate && { lookup: lookUpPublic }),
      },
      (answer) => {
        let received = 0;
        answer.on('data', (chunk: Buffer) => {
          received += chunk.length;
          if (received > ANSWER_MAX_BYTES) answer.destroy();
        });
        answer.on('close', () => resolve(answer.statusCode ?? 0));
        answer.on('error', () => resolve(answer.statusCode ?? 0));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
