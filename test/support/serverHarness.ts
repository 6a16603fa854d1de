import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { buildServer } from '../../server/app.ts';
import type { Scheduler } from '../../server/clock.ts';
import type { Limits, ServerDeps } from '../../server/parts.ts';
import { addAccount } from '../../server/security/accounts.ts';
import { addChannel, firstFormChannel } from '../../server/security/channels.ts';
import { newId } from '../../server/security/ids.ts';
import { argon2Passwords } from '../../server/security/passwords.ts';
import { deriveSecrets } from '../../server/security/secrets.ts';
import { addWorkspace, furnishWorkspace } from '../../server/setup/createWorkspace.ts';
import { newAgent } from '../../server/setup/defaultSettings.ts';
import { documentOf, readCollection } from '../../server/store/documents.ts';
import type { Store } from '../../server/store/store.ts';
import type { AgentId, DepartmentId, SettingId } from '../../shared/domain/ids.ts';
import type { AgentValue } from '../../shared/domain/settings.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { ActionContext, ActionResult } from '../../shared/domain/ticket/actions.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import {
  CHANNEL_KEY_HEADER,
  PROTOCOL_HEADER,
  type CollectionName,
  type IntakeAnswer,
  type PullAnswer,
  type PushAnswer,
  type SessionAnswer,
} from '../../shared/sync/wire.ts';
import { aTicket, MONDAY_NINE_MS } from './builders.ts';
import { createDeskLines } from './deskLines.ts';
import { makeTestDatabase, type TestDatabase } from './testDatabase.ts';

/** The server's time in a test: it stands still until it is moved. */
export interface TestClock {
  nowMs(): number;
  advance(ms: number): void;
}

/** A person signed in to a test server. */
export interface TestPerson {
  readonly agentId: AgentId;
  readonly session: SessionAnswer;
  request(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** Pushes documents; `[document]` is new, `[document, assumed]` replaces what was there. */
  push(
    collection: CollectionName,
    ...rows: (readonly [object, (object | undefined)?])[]
  ): Promise<PushAnswer>;
  pull(collection: CollectionName, since?: number, limit?: number): Promise<PullAnswer>;
  /** Does something to a ticket by the rules of the domain, as the desk does, and pushes it. Throws when anybody refuses. */
  act(ticketId: string, ...actions: readonly TicketAction[]): Promise<Ticket>;
  /** Opens the event stream over real HTTP; the server has to listen. */
  stream(position?: { since?: number; lastEventId?: number }): Promise<TestStream>;
}

/** A rule of the domain applied to a ticket. */
export type TicketAction = (ticket: Ticket, context: ActionContext) => ActionResult;

/** An open event stream and what it has brought. */
export interface TestStream {
  readonly events: readonly EventSourceMessage[];
  /** Resolves with the first event that fits, also one that came already. Rejects when the stream ends before. */
  until(fits: (event: EventSourceMessage) => boolean): Promise<EventSourceMessage>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

/** The real server on a database of its own, with a clock that the test moves. */
export interface TestServer {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly workspaceId: string;
  readonly departmentId: DepartmentId;
  readonly formId: string;
  readonly channelKey: string;
  /** Adds an agent of the given role and signs them in. */
  person(role?: AgentValue['role'], overrides?: Partial<AgentValue>): Promise<TestPerson>;
  intake(body: object, key?: string): Promise<LightMyRequestResponse>;
  takeIn(body?: object): Promise<IntakeAnswer>;
  /** Starts listening on a free port of loopback and returns the address. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** What a test may have different. */
export interface TestServerOptions {
  readonly limits?: Partial<Limits>;
  readonly allowDemo?: boolean;
  /** Where it logs to; nowhere when left out. */
  readonly logger?: ServerDeps['logger'];
  readonly metricsToken?: string;
  /** Rules may call webhooks on this machine. */
  readonly allowPrivateWebhooks?: boolean;
  /** Runs what presence does later; real timers when left out. */
  readonly scheduler?: Scheduler;
  /** A database file; absent for one that ends with the server. Means nothing on PostgreSQL. */
  readonly file?: string;
}

const FREE: Limits = {
  auth: { max: 100_000, timeWindow: 1000 },
  intake: { max: 100_000, timeWindow: 1000 },
  form: { max: 100_000, timeWindow: 1000 },
  presence: { max: 100_000, timeWindow: 1000 },
};
const CHEAP_PASSWORDS = argon2Passwords({ memoryCost: 64, timeCost: 1, parallelism: 1 });
/** The password of everybody `person` adds. */
export const TEST_PASSWORD = 'correct horse';
const JSON_HEADERS = { [PROTOCOL_HEADER]: '1' };

/** Builds a test server with a furnished workspace and an API channel. Close it after the test. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  let nowMs = MONDAY_NINE_MS;
  const clock: TestClock = {
    nowMs: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
  };
  const database = await makeTestDatabase(options.file);
  const store = await database.open(clock);
  const secrets = deriveSecrets(new Uint8Array(32).fill(7));
  const app = await buildServer({
    store,
    clock,
    secrets,
    passwords: CHEAP_PASSWORDS,
    version: '0.0.0-test',
    allowDemo: options.allowDemo ?? false,
    logger: options.logger ?? false,
    metricsToken: options.metricsToken,
    allowPrivateWebhooks: options.allowPrivateWebhooks ?? false,
    limits: { ...FREE, ...options.limits },
    ...(options.scheduler && { scheduler: options.scheduler }),
  });
  const { id: workspaceId } = await addWorkspace(store, 'Test desk', nowMs);
  await furnishWorkspace(store, workspaceId, 'Europe/Prague', nowMs);
  const settings = await readCollection(store.sql, workspaceId, 'settings', 0, 100);
  const department = settings
    .map((stored) => documentOf('settings', stored))
    .find(({ kind }) => kind === 'department');
  const departmentId = department!.id as string as DepartmentId;
  // The department the builders put their tickets into.
  await addDepartments([aTicket().departmentId]);
  const channel = { workspaceId, kind: 'api', name: 'API', departmentId } as const;
  const { key: channelKey } = await addChannel(store.sql, channel, nowMs);
  const form = await firstFormChannel(store.sql, workspaceId);
  const lines = createDeskLines();
  let people = 0;
  let address = '';

  async function addDepartments(ids: readonly DepartmentId[]): Promise<void> {
    const known = new Set(
      (await readCollection(store.sql, workspaceId, 'settings', 0, 1000)).map(({ id }) => id),
    );
    const missing = ids.filter((id) => !known.has(id));
    if (missing.length === 0) return;
    await store.write(workspaceId, async (log) => {
      for (const id of missing)
        log.put('settings', { ...department!, id: id as string as SettingId, rev: log.stamp() });
    });
  }

  async function intake(body: object, key = channelKey): Promise<LightMyRequestResponse> {
    return app.inject({
      method: 'POST',
      url: '/v1/intake',
      headers: { [CHANNEL_KEY_HEADER]: key },
      payload: body,
    });
  }

  async function person(
    role: AgentValue['role'] = 'agent',
    overrides: Partial<AgentValue> = {},
  ): Promise<TestPerson> {
    people += 1;
    const agentId = `agent_${String(people)}` as AgentId;
    const email = `person${String(people)}@example.com`;
    const passwordHash = await CHEAP_PASSWORDS.hash(TEST_PASSWORD);
    await addDepartments(overrides.departmentIds ?? []);
    await store.write(workspaceId, async (log) => {
      await addAccount(log.sql, { workspaceId, agentId, email, passwordHash }, nowMs);
      const value = {
        ...newAgent({ name: email, email, role, departmentIds: [departmentId, aTicket().departmentId] }),
        ...overrides,
      };
      log.put('settings', {
        id: agentId as string as SettingId,
        rev: log.stamp(),
        updatedAtMs: nowMs,
        kind: 'agent',
        value,
      });
    });
    const payload = { email, password: TEST_PASSWORD, device: { id: `device_${agentId}`, name: 'test' } };
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/auth/sign-in',
      headers: JSON_HEADERS,
      payload,
    });
    if (answer.statusCode !== 200) throw new Error(`sign-in failed: ${answer.body}`);
    return aPerson(agentId, answer.json<SessionAnswer>());
  }

  function aPerson(agentId: AgentId, session: SessionAnswer): TestPerson {
    const headers = { ...JSON_HEADERS, authorization: `Bearer ${session.accessToken}` };
    const request = (wish: InjectOptions): Promise<LightMyRequestResponse> =>
      app.inject({ ...wish, headers: { ...headers, ...wish.headers } });
    return {
      agentId,
      session,
      request,
      async push(collection, ...rows) {
        const payload = {
          collection,
          rows: rows.map(([newDocumentState, assumedMasterState = null]) => ({
            newDocumentState: {
              _deleted: false,
              ...lines.complete(agentId, newDocumentState, assumedMasterState, nowMs),
            },
            assumedMasterState,
          })),
        };
        const answer = await request({ method: 'POST', url: '/v1/push', payload });
        if (answer.statusCode !== 200) throw new Error(`push failed: ${answer.body}`);
        return answer.json<PushAnswer>();
      },
      async act(ticketId, ...actions) {
        const { documents } = await this.pull('tickets');
        const before = documents.find(({ id }) => id === ticketId) as unknown as Ticket;
        const after = actions.reduce((ticket, action) => {
          const context = { nowMs, by: { kind: 'agent', id: agentId }, newId: () => newId(nowMs) } as const;
          const result = action(ticket, context);
          if (result.kind === 'refused') throw new Error(`the rules refuse it: ${result.code}`);
          return result.kind === 'changed' ? result.ticket : ticket;
        }, before);
        const next = { ...after, rev: `${before.rev}+` as Rev };
        const { conflicts, refused } = await this.push('tickets', [next, before]);
        if (conflicts.length + refused.length > 0)
          throw new Error(`not taken: ${JSON.stringify({ conflicts, refused })}`);
        return next;
      },
      async pull(collection, since = 0, limit = 2000) {
        const query = { collection, since: String(since), limit: String(limit) };
        const answer = await request({ method: 'GET', url: '/v1/pull', query });
        if (answer.statusCode !== 200) throw new Error(`pull failed: ${answer.body}`);
        return answer.json<PullAnswer>();
      },
      async stream({ since, lastEventId } = {}) {
        const url = `${address}/v1/events${since === undefined ? '' : `?since=${String(since)}`}`;
        return openStream(url, {
          ...headers,
          ...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }),
        });
      },
    };
  }

  return {
    app,
    store,
    database,
    clock,
    workspaceId,
    departmentId,
    formId: form!.id,
    channelKey,
    person,
    intake,
    async takeIn(body = {}) {
      const answer = await intake({ ...aCustomerMessage(), ...body });
      if (answer.statusCode !== 200) throw new Error(`intake failed: ${answer.body}`);
      return answer.json<IntakeAnswer>();
    },
    async listen() {
      await app.listen({ host: '127.0.0.1', port: 0 });
      address = `http://127.0.0.1:${String((app.server.address() as AddressInfo).port)}`;
      return address;
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

/** An intake body of one line from Carla. */
export function aCustomerMessage(overrides: object = {}): object {
  return {
    messageId: 'mail-1',
    from: { email: 'Carla@Example.com', name: 'Carla Customer' },
    subject: 'Broken lamp',
    text: 'My lamp does not light.',
    ...overrides,
  };
}

/** A folder that is deleted by calling `remove`. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-server-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function openStream(url: string, headers: Record<string, string>): Promise<TestStream> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  if (!response.ok || !response.body) throw new Error(`stream refused: ${String(response.status)}`);
  const events: EventSourceMessage[] = [];
  const waiting = new Set<() => void>();
  let isOver = false;
  const wake = (): void => {
    for (const look of waiting) look();
  };
  const parser = createParser({
    onEvent: (event) => {
      events.push(event);
      wake();
    },
  });
  const body = response.body;
  async function read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) parser.feed(decoder.decode(chunk, { stream: true }));
    } catch {
      // The connection was cut, by the test or by the server: for a reader both are the end.
    }
    isOver = true;
    wake();
  }
  const ended = read();
  return {
    events,
    ended,
    close: () => abort.abort(),
    until: (fits) =>
      new Promise((resolve, reject) => {
        function look(): void {
          const found = events.find(fits);
          if (!found && !isOver) return;
          waiting.delete(look);
          if (found) resolve(found);
          else reject(new Error(`the stream ended; it brought ${JSON.stringify(events)}`));
        }
        waiting.add(look);
        look();
      }),
  };
}
