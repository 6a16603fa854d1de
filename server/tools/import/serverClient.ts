import { z } from 'zod';
import { Setting } from '../../../shared/domain/settings.ts';
import { BatonError } from '../../../shared/errors.ts';
import {
  ErrorAnswer,
  ImportAnswer,
  PROTOCOL_HEADER,
  PROTOCOL_VERSION,
  PULL_MAX_DOCUMENTS,
  PullAnswer,
  SessionAnswer,
  type CollectionName,
} from '../../../shared/sync/wire.ts';

/** How the importer proves who it is: an administrator's e-mail and password, or a sign-in code. */
export type Credentials = { readonly email: string; readonly password: string } | { readonly code: string };

/** What the client needs from outside, so that tests need no network and no waiting. */
export interface ClientDeps {
  readonly fetch: typeof globalThis.fetch;
  readonly wait: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
}

const RETRY_WAITS_MS = [500, 1000, 2000, 4000, 8000, 15_000] as const;
/** Renewed this long before it ends, so that no request travels with a token about to expire. */
const RENEW_BEFORE_MS = 60_000;
const DEVICE = { id: 'baton-import', name: 'Baton import' };

/** Talks to a Baton server as an administrator. Dropped connections and busy servers are asked again; other refusals throw with the server's code. */
export class ServerClient {
  private readonly server: string;
  private readonly deps: ClientDeps;
  private session: SessionAnswer | null = null;
  private credentials: Credentials | null = null;

  constructor(server: string, deps: ClientDeps) {
    this.server = server.replace(/\/+$/, '');
    this.deps = deps;
  }

  /** Signs in. Throws `auth.badCredentials` or `auth.codeInvalid` when the server does not know them. */
  async signIn(credentials: Credentials): Promise<void> {
    this.credentials = credentials;
    const path = 'code' in credentials ? '/v1/auth/redeem' : '/v1/auth/sign-in';
    this.session = SessionAnswer.parse(await this.send('POST', path, { ...credentials, device: DEVICE }));
  }

  /** Sends documents of one collection; safe to repeat. */
  async importDocuments(collection: CollectionName, documents: readonly object[]): Promise<ImportAnswer> {
    await this.renew();
    return ImportAnswer.parse(await this.send('POST', '/v1/import', { collection, documents }));
  }

  /** Every setting of the workspace. */
  async settings(): Promise<Setting[]> {
    const settings: Setting[] = [];
    let since = 0;
    for (;;) {
      await this.renew();
      const query = `collection=settings&since=${String(since)}&limit=${String(PULL_MAX_DOCUMENTS)}`;
      const page = PullAnswer.parse(await this.send('GET', `/v1/pull?${query}`));
      for (const { _deleted: isDeleted, ...document } of page.documents) {
        if (!isDeleted) settings.push(Setting.parse(document));
      }
      if (page.documents.length === 0 || page.checkpoint.seq === since) return settings;
      since = page.checkpoint.seq;
    }
  }

  private async renew(): Promise<void> {
    if (!this.session || this.session.accessExpiresAtMs - this.deps.nowMs() > RENEW_BEFORE_MS) return;
    const { refreshToken } = this.session;
    this.session = null;
    // A refresh token is good once: were its answer lost on the way, it could not be asked for again. A password can.
    if (this.credentials && 'password' in this.credentials) return this.signIn(this.credentials);
    this.session = SessionAnswer.parse(await this.send('POST', '/v1/auth/refresh', { refreshToken }));
  }

  private async send(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    let cause: unknown;
    for (const waitMs of [0, ...RETRY_WAITS_MS]) {
      if (waitMs > 0) await this.deps.wait(waitMs);
      try {
        const response = await this.deps.fetch(this.server + path, {
          method,
          headers: {
            [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
            ...(body && { 'content-type': 'application/json' }),
            ...(this.session && { authorization: `Bearer ${this.session.accessToken}` }),
          },
          ...(body && { body: JSON.stringify(body) }),
        });
        const answer = await readAnswer(response);
        if (response.ok) return answer;
        const known = ErrorAnswer.safeParse(answer);
        const isBusy = response.status === 429 || response.status >= 500;
        if (!isBusy) {
          if (known.success) throw new BatonError(known.data.error.code, known.data.error.message);
          throw new BatonError(
            'server.notBaton',
            `${this.server} answered ${String(response.status)}, and not as Baton does`,
          );
        }
        cause = new Error(known.success ? known.data.error.message : `status ${String(response.status)}`);
      } catch (error) {
        if (error instanceof BatonError) throw error;
        // fetch reports every broken connection as an error of its own kind; each is worth another try.
        cause = error;
      }
    }
    throw new BatonError('sync.offline', `${this.server} cannot be reached`, { path }, { cause });
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return z.unknown().parse(JSON.parse(text));
  } catch {
    // Not JSON: some other server answered; the caller tells it by the status and the missing fields.
    return null;
  }
}
