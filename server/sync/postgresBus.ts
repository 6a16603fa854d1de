import { randomUUID } from 'node:crypto';
import { sql as raw } from 'kysely';
import { z } from 'zod';
import { listenPostgres } from '../store/postgres.ts';
import type { Sql } from '../store/schema.ts';
import { checkLength, createSubscribers, type Bus } from './bus.ts';

const CHANNEL = 'baton';
/** Most messages in one statement. */
const BATCH = 100;
const RETRY_FLOOR_MS = 100;
const RETRY_CEILING_MS = 5_000;

/**
 * What travels: sender, its count of messages, workspace, topic, text. The count makes each one different: of equal ones in
 * one transaction PostgreSQL delivers only the first, and so A, B, A would arrive as A, B.
 */
const Payload = z.tuple([z.string(), z.int(), z.string(), z.enum(['log', 'presence']), z.string()]);

/**
 * The bus of several processes on one PostgreSQL, over `NOTIFY`. It is sent after the transaction that it is about, in a
 * statement of its own: inside, all writers of all workspaces would queue for PostgreSQL's one lock on notifications.
 * It listens from the first subscription on, and again by itself when the connection breaks; `onError` hears of that.
 */
export function createPostgresBus(url: string, sql: Sql, onError: (error: unknown) => void): Bus {
  const ownId = randomUUID();
  const waiting: string[] = [];
  let count = 0;
  let sending: Promise<void> | undefined;
  let isClosed = false;
  let stopListening: (() => Promise<void>) | undefined;
  let connecting: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  const local = createSubscribers(() => {
    connecting ??= connect(RETRY_FLOOR_MS);
  });

  async function connect(pauseMs: number): Promise<void> {
    if (isClosed) return;
    try {
      stopListening = await listenPostgres(url, {
        channel: CHANNEL,
        onMessage: hear,
        onLost: (reason) => {
          stopListening = undefined;
          onError(reason);
          tryAgain(RETRY_FLOOR_MS);
        },
      });
      // Also after the first time: what others did between opening the database and listening was not heard.
      local.tellGap();
    } catch (error) {
      onError(error);
      tryAgain(pauseMs);
    }
  }

  function tryAgain(pauseMs: number): void {
    if (isClosed) return;
    retry = setTimeout(() => {
      connecting = connect(Math.min(pauseMs * 2, RETRY_CEILING_MS));
    }, pauseMs);
  }

  function hear(payload: string): void {
    const parsed = Payload.safeParse(parseJson(payload));
    if (!parsed.success) return;
    const [sender, , workspaceId, topic, text] = parsed.data;
    if (sender !== ownId) local.deliver({ workspaceId, topic, text });
  }

  async function send(): Promise<void> {
    while (waiting.length > 0) {
      const payloads = waiting.splice(0, BATCH);
      try {
        await raw`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) as payload`.execute(
          sql,
        );
      } catch (error) {
        // Who missed a log message finds the log grown at the next look; nothing else on the bus is owed to anybody.
        onError(error);
      }
    }
    sending = undefined;
  }

  return {
    subscribe: local.subscribe,
    onGap: local.onGap,
    publish(message) {
      checkLength(message);
      local.deliver(message);
      if (isClosed) return;
      count += 1;
      waiting.push(JSON.stringify([ownId, count, message.workspaceId, message.topic, message.text]));
      sending ??= send();
    },
    async close() {
      isClosed = true;
      clearTimeout(retry);
      await sending;
      await connecting;
      await stopListening?.();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody else uses a channel of this name; what they say is not for us.
    return undefined;
  }
}
