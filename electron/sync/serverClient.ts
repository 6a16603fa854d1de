import { z } from 'zod';
import { BatonError, type ErrorCode } from '../../shared/errors.ts';
import { InvitationFacts } from '../../shared/sync/people.ts';
import {
  ErrorAnswer,
  Hello,
  PROTOCOL_HEADER,
  PROTOCOL_VERSION,
  PullAnswer,
  PushAnswer,
  SessionAnswer,
  type CollectionName,
  type PushBody,
} from '../../shared/sync/wire.ts';
import type { MissingBody, PresenceBody } from '../../shared/sync/presence.ts';
import { ServerSearchAnswer, TicketAnswer, type SearchBody } from '../../shared/sync/search.ts';
import type { Clock, Scheduler } from '../time.ts';

/** This device as the server lists it. */
export interface Device {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
}

/** Gives a valid access token, refreshing it when needed; `renew` says that the one given last was refused. */
export type AccessToken = (options: { readonly renew: boolean }) => Promise<string>;

/** Baton's server, spoken to over HTTP. Every failure is a `BatonError` with the server's code or one of the network. */
export interface ServerClient {
  hello(): Promise<Hello>;
  signIn(email: string, password: string, device: Device): Promise<SessionAnswer>;
  redeem(code: string, device: Device): Promise<SessionAnswer>;
  refresh(refreshToken: string): Promise<SessionAnswer>;
  /** What an invitation is for. Throws `auth.codeInvalid`. */
  invitation(code: string): Promise<InvitationFacts>;
  /** Uses an invitation up with a password of one's own. */
  join(code: string, password: string, device: Device): Promise<SessionAnswer>;
  /** Any other request of the session, its answer checked against a schema. */
  ask<T extends object>(
    accessToken: AccessToken,
    request: { readonly method: 'GET' | 'POST' | 'DELETE'; readonly path: string; readonly body?: unknown },
    schema: z.ZodType<T>,
  ): Promise<T>;
  signOut(accessToken: string): Promise<void>;
  push(accessToken: AccessToken, body: PushBody, signal: AbortSignal): Promise<PushAnswer>;
  pull(accessToken: AccessToken, query: PullQuery, signal: AbortSignal): Promise<PullAnswer>;
  /** `pull` with the answer's body as it came, for a reader that takes it apart elsewhere. */
  pullBody(accessToken: AccessToken, query: PullQuery, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  /** Looks through closed tickets that only the server has. */
  search(accessToken: AccessToken, body: SearchBody, signal: AbortSignal): Promise<ServerSearchAnswer>;
  /** One ticket with its whole conversation. Throws `input.notFound`. */
  ticket(accessToken: AccessToken, id: string, signal: AbortSignal): Promise<TicketAnswer>;
  createDemo(accessToken: AccessToken): Promise<void>;
  /** What this device shows now. */
  presence(accessToken: AccessToken, body: PresenceBody, signal: AbortSignal): Promise<void>;
  /** Lets the server look whether these people are there. */
  missing(accessToken: AccessToken, body: MissingBody): Promise<void>;
  /**
   * The open event stream, from behind `since` or (`null`) from now on, without tickets closed before `closedAfter`; its
   * body is read by `eventStream.ts`.
   */
  events(
    accessToken: AccessToken,
    since: number | null,
    signal: AbortSignal,
    closedAfter?: number,
  ): Promise<Response>;
}

/** What to pull; see `PullQuery` of the wire. */
export interface PullQuery {
  readonly collection: CollectionName;
  readonly since: number;
  readonly limit: number;
  readonly closedAfter?: number;
  readonly withGone?: boolean;
}

/** Codes of failures that waiting may cure: the network or the server is away. */
const PASSING_CODES: ReadonlySet<ErrorCode> = new Set([
  'sync.offline',
  'server.unavailable',
  'server.silent',
  'server.troubled',
  'rate.limited',
]);

/** True when the same request may well succeed later. */
export function isPassing(cause: unknown): boolean {
  return cause instanceof BatonError && PASSING_CODES.has(cause.code);
}

/** How long one exchange may take. */
export const REQUEST_TIMEOUT_MS = 15_000;
/** Making a demo workspace writes thousands of tickets. */
const DEMO_TIMEOUT_MS = 180_000;

/** What somebody types as a server's address, as a base for requests. Throws `server.notBaton` for anything that is no web address. */
export function serverAddress(typed: string): string {
  const text = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? text
    : `${isLoopback(text) ? 'http' : 'https'}://${text}`;
  const url = URL.parse(withScheme);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') {
    throw new BatonError('server.notBaton', 'this is no address of a server', { typed: text.slice(0, 200) });
  }
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}

function isLoopback(text: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])(:|\/|$)/i.test(text);
}

/** Client of the server at `baseUrl` (see `serverAddress`). `onServerTime` hears every time the server says. */
export function createServerClient(options: {
  readonly baseUrl: string;
  readonly clock: Clock;
  /** Keeps the time limit of each request. */
  readonly scheduler: Scheduler;
  readonly onServerTime: (serverTimeMs: number, askedAtMs: number, heardAtMs: number) => void;
  readonly fetch?: typeof fetch;
}): ServerClient {
  const { baseUrl, clock, scheduler, onServerTime } = options;
  const send = options.fetch ?? fetch;

  /** Runs an exchange with a time limit. `run` gets the signal that ends it; once it has settled, the limit is lifted. */
  async function limited<T>(
    path: string,
    timeoutMs: number,
    signal: AbortSignal | undefined,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const limit = new AbortController();
    const lift = scheduler.after(timeoutMs, () => {
      limit.abort();
    });
    try {
      return await run(signal ? AbortSignal.any([signal, limit.signal]) : limit.signal);
    } catch (cause) {
      signal?.throwIfAborted();
      if (!limit.signal.aborted) throw cause;
      throw new BatonError('server.silent', 'the server has not answered in time', { path }, { cause });
    } finally {
      lift();
    }
  }

  async function request(path: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set(PROTOCOL_HEADER, String(PROTOCOL_VERSION));
    try {
      return await send(baseUrl + path, { ...init, headers, redirect: 'error', signal });
    } catch (cause) {
      signal.throwIfAborted();
      throw new BatonError('sync.offline', 'the server does not answer', { path }, { cause });
    }
  }

  async function answered<T extends object>(
    path: string,
    init: RequestInit,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
    timeoutMs = REQUEST_TIMEOUT_MS,
  ): Promise<T> {
    const askedAtMs = clock.nowMs();
    const { response, heardAtMs, body } = await limited(path, timeoutMs, signal, async (ending) => {
      const head = await request(path, init, ending);
      return { response: head, heardAtMs: clock.nowMs(), body: await bodyOf(head, path, ending) };
    });
    if (!response.ok) throw failureOf(response, body, path);
    const parsed = schema.safeParse(body);
    if (!parsed.success) {
      throw new BatonError(
        'server.notBaton',
        'the server answered something else',
        { path },
        { cause: parsed.error },
      );
    }
    const { serverTimeMs } = parsed.data as { readonly serverTimeMs?: number };
    if (serverTimeMs !== undefined) onServerTime(serverTimeMs, askedAtMs, heardAtMs);
    return parsed.data;
  }

  /** Runs a request with an access token; a refused token is renewed once. */
  async function authorised<T>(
    accessToken: AccessToken,
    run: (headers: Record<string, string>) => Promise<T>,
  ): Promise<T> {
    try {
      return await run(bearer(await accessToken({ renew: false })));
    } catch (cause) {
      if (!(cause instanceof BatonError) || cause.code !== 'auth.expired') throw cause;
      return run(bearer(await accessToken({ renew: true })));
    }
  }

  const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

  const anything = z.looseObject({});

  return {
    hello: () => answered('/v1/hello', {}, Hello),
    signIn: (email, password, device) =>
      answered('/v1/auth/sign-in', post({ email, password, device }), SessionAnswer),
    redeem: (code, device) => answered('/v1/auth/redeem', post({ code, device }), SessionAnswer),
    refresh: (refreshToken) => answered('/v1/auth/refresh', post({ refreshToken }), SessionAnswer),
    invitation: (code) => answered('/v1/auth/invitation', post({ code }), InvitationFacts),
    join: (code, password, device) =>
      answered('/v1/auth/join', post({ code, password, device }), SessionAnswer),
    ask: (accessToken, { method, path, body }, schema) =>
      authorised(accessToken, (headers) =>
        answered(path, body === undefined ? { method, headers } : { ...post(body, headers), method }, schema),
      ),
    signOut: async (accessToken) => {
      await answered('/v1/auth/sign-out', post({}, bearer(accessToken)), anything);
    },
    push: (accessToken, body, signal) =>
      authorised(accessToken, (headers) => answered('/v1/push', post(body, headers), PushAnswer, signal)),
    pull: (accessToken, query, signal) =>
      authorised(accessToken, (headers) => answered(pullPath(query), { headers }, PullAnswer, signal)),
    pullBody: (accessToken, query, signal) =>
      authorised(accessToken, async (headers) => {
        const path = pullPath(query);
        return limited(path, REQUEST_TIMEOUT_MS, signal, async (ending) => {
          const response = await request(path, { headers }, ending);
          if (!response.ok) throw failureOf(response, await bodyOf(response, path, ending), path);
          try {
            return new Uint8Array(await response.arrayBuffer());
          } catch (cause) {
            throw brokenOff(path, cause, ending);
          }
        });
      }),
    search: (accessToken, body, signal) =>
      authorised(accessToken, (headers) =>
        answered('/v1/search', post(body, headers), ServerSearchAnswer, signal),
      ),
    ticket: (accessToken, id, signal) =>
      authorised(accessToken, (headers) =>
        answered(`/v1/tickets/${encodeURIComponent(id)}`, { headers }, TicketAnswer, signal),
      ),
    createDemo: async (accessToken) => {
      await authorised(accessToken, (headers) =>
        answered('/v1/demo', post({}, headers), anything, undefined, DEMO_TIMEOUT_MS),
      );
    },
    presence: async (accessToken, body, signal) => {
      await authorised(accessToken, (headers) =>
        answered('/v1/presence', post(body, headers), anything, signal),
      );
    },
    missing: async (accessToken, body) => {
      await authorised(accessToken, (headers) =>
        answered('/v1/presence/missing', post(body, headers), anything),
      );
    },
    events: (accessToken, since, signal, closedAfter = 0) =>
      authorised(accessToken, async (headers) => {
        const from = since === null ? '' : `&since=${String(since)}`;
        const path = `/v1/events?closedAfter=${String(closedAfter)}${from}`;
        const wanted = { headers: { ...headers, accept: 'text/event-stream' } };
        // The limit holds for the first answer only: the stream itself stays open.
        return limited(path, REQUEST_TIMEOUT_MS, signal, async (ending) => {
          const response = await request(path, wanted, ending);
          if (!response.ok) throw failureOf(response, await bodyOf(response, path, ending), path);
          return response;
        });
      }),
  };
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

function pullPath(query: PullQuery): string {
  const { collection, since, limit, closedAfter = 0, withGone = true } = query;
  const reach = `closedAfter=${String(closedAfter)}&withGone=${String(withGone)}`;
  return `/v1/pull?collection=${collection}&since=${String(since)}&limit=${String(limit)}&${reach}`;
}

/** What a body that did not arrive whole is; throws the signal's reason when that is why. */
function brokenOff(path: string, cause: unknown, signal: AbortSignal): BatonError {
  signal.throwIfAborted();
  return new BatonError('sync.offline', 'the answer broke off', { path }, { cause });
}

/** The body as JSON, `undefined` when it is none. */
async function bodyOf(response: Response, path: string, signal: AbortSignal): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    throw brokenOff(path, cause, signal);
  }
  if (text === '') return response.ok ? {} : undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Whoever answered does not speak JSON; the caller says what that means for it.
    return undefined;
  }
}

/** A fault on the server's side: here, its full disk or its surprise would read as one of this computer. */
function isServersOwn(code: ErrorCode): boolean {
  return code === 'internal' || code.startsWith('storage.');
}

const HTTP_UPGRADE_REQUIRED = 426;
const HTTP_TOO_LARGE = 413;
const HTTP_TOO_MANY = 429;
const HTTP_SERVER_ERROR = 500;

/** Which of the two is to be updated, as far as the server's answer tells. */
function versionFailure(response: Response, detail: Readonly<Record<string, unknown>>): BatonError {
  const theirs = Number(response.headers.get(PROTOCOL_HEADER) ?? PROTOCOL_VERSION);
  if (theirs > PROTOCOL_VERSION)
    return new BatonError('server.newerVersion', 'the server speaks a newer protocol', detail);
  if (theirs < PROTOCOL_VERSION)
    return new BatonError('server.olderVersion', 'the server speaks an older protocol', detail);
  return new BatonError('server.otherVersion', 'the server speaks another protocol', detail);
}

function failureOf(response: Response, body: unknown, path: string): BatonError {
  const { status } = response;
  const parsed = ErrorAnswer.safeParse(body);
  const detail = { path, status };
  if (status === HTTP_UPGRADE_REQUIRED) return versionFailure(response, detail);
  if (parsed.success) {
    const { code, message } = parsed.data.error;
    return new BatonError(isServersOwn(code) ? 'server.troubled' : code, message, detail);
  }
  if (status === HTTP_TOO_LARGE) return new BatonError('input.tooLarge', 'too much at once', detail);
  if (status === HTTP_TOO_MANY) return new BatonError('rate.limited', 'too many requests', detail);
  if (status >= HTTP_SERVER_ERROR)
    return new BatonError('server.unavailable', 'the server is in trouble', detail);
  return new BatonError('server.notBaton', 'whoever answers here is no Baton server', detail);
}
