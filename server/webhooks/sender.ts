import { createHmac } from 'node:crypto';
import type { Clock, Scheduler } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { post } from './post.ts';

/** Sends what stands in the outbox. Several processes share one: each message is taken by one of them at a time. */
export interface WebhookSender {
  /** Resolves when what is being sent has an answer. */
  stop(): Promise<void>;
}

/** What the sender works with. */
export interface SenderPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly key: Buffer;
  readonly allowPrivate: boolean;
  readonly onError: (error: unknown) => void;
}

/** The header that carries `t=<UTC epoch ms>,v1=<hex>`; see `webhookSignature`. */
const SIGNATURE_HEADER = 'baton-signature';
/** The header that carries the message's id: whoever has seen it has the message already. */
const ID_HEADER = 'baton-webhook-id';

/** Commits that come together are looked through together. */
const GATHER_MS = 100;
/** Other processes write here too, and a clock may have been set. */
const LOOK_AGAIN_MS = 15_000;
/** A process that has taken a message and died leaves it to the others after this. Longer than a message may take. */
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 6 * 60 * 60 * 1000;
/** About two days with these pauses; then it stays unsent, with the last outcome. */
const ATTEMPTS_MAX = 16;
/** Sent messages are kept so long, for whoever looks for what was sent. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const BATCH = 20;
const OUTCOME_LENGTH = 300;

/** The secret with which a workspace's messages are signed; administrators read it with `baton-server webhook-secret`. */
export function webhookSecret(key: Buffer, workspaceId: string): string {
  return createHmac('sha256', key).update(workspaceId).digest('base64url');
}

/** HMAC-SHA256 of `<t>.<body>` in hex, with the workspace's secret. A receiver computes the same and compares. */
export function webhookSignature(secret: string, atMs: number, body: string): string {
  return createHmac('sha256', secret)
    .update(`${String(atMs)}.${body}`)
    .digest('hex');
}

/** Pause before the next attempt, ms; `attempts` have failed so far, 1 at least. */
export function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
}

/** Starts looking at once: what a process before this one has left is sent now. */
export function startWebhookSender(ports: SenderPorts): WebhookSender {
  const { store, clock, scheduler, key } = ports;
  let cancel: (() => void) | undefined;
  let working: Promise<void> = Promise.resolve();
  let isStopped = false;

  function plan(delayMs: number): void {
    cancel?.();
    if (isStopped) return;
    cancel = scheduler.after(delayMs, () => {
      working = working
        .then(sendDue)
        .catch(ports.onError)
        .then(() => plan(LOOK_AGAIN_MS));
    });
  }

  async function sendDue(): Promise<void> {
    for (;;) {
      if (isStopped) return;
      const nowMs = clock.nowMs();
      const due = await store.sql
        .selectFrom('webhook_calls')
        .selectAll()
        .where('done_at_ms', '=', 0)
        .where('next_at_ms', '<=', nowMs)
        .orderBy('next_at_ms')
        .limit(BATCH)
        .execute();
      await Promise.all(due.map(send));
      if (due.length < BATCH) break;
    }
    await store.sql
      .deleteFrom('webhook_calls')
      .where('done_at_ms', '>', 0)
      .where('done_at_ms', '<', clock.nowMs() - KEPT_MS)
      .execute();
  }

  async function send(call: {
    readonly id: string;
    readonly workspace_id: string;
    readonly address: string;
    readonly body: string;
    readonly attempts: number;
    readonly next_at_ms: number;
  }): Promise<void> {
    const attempts = call.attempts + 1;
    const atMs = clock.nowMs();
    const taken = await store.sql
      .updateTable('webhook_calls')
      .set({ attempts, next_at_ms: atMs + LEASE_MS })
      .where('id', '=', call.id)
      .where('attempts', '=', call.attempts)
      .where('done_at_ms', '=', 0)
      .executeTakeFirst();
    // Another process was faster.
    if (taken.numUpdatedRows === 0n) return;
    const signature = webhookSignature(webhookSecret(key, call.workspace_id), atMs, call.body);
    const headers = { [ID_HEADER]: call.id, [SIGNATURE_HEADER]: `t=${String(atMs)},v1=${signature}` };
    const outcome = await post(call.address, call.body, headers, ports).then(String, (error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    const isTaken = /^2\d\d$/u.test(outcome);
    const isOver = isTaken || attempts >= ATTEMPTS_MAX;
    await store.sql
      .updateTable('webhook_calls')
      .set({
        outcome: outcome.slice(0, OUTCOME_LENGTH),
        next_at_ms: clock.nowMs() + pauseAfter(attempts),
        ...(isOver && { done_at_ms: clock.nowMs() }),
      })
      .where('id', '=', call.id)
      .execute();
  }

  const endHearing = store.onCommit(({ entries }) => {
    if (entries.some(({ collection }) => collection === 'tickets')) plan(GATHER_MS);
  });
  plan(GATHER_MS);
  return {
    async stop() {
      isStopped = true;
      endHearing();
      cancel?.();
      await working;
    },
  };
}
