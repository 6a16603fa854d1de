import { z } from 'zod';
import { Instant } from '../domain/ticket/ticket.ts';
import { ERROR_CODES } from '../errors.ts';
import { command, nothing } from './command.ts';

export const SyncStatus = z.strictObject({
  name: z.enum(['starting', 'initialSync', 'online', 'offline', 'stopped']),
  /** Since when the server has not answered; 0 while it does. */
  offlineSinceMs: Instant,
  /** Local changes the server has not accepted yet. */
  waiting: z.int().min(0),
  /** Last time everything was exchanged; 0 when never. */
  lastSyncedAtMs: Instant,
  /** Documents received so far in the initial sync. */
  received: z.int().min(0),
  /** What keeps it from syncing, when a person must act. */
  problem: z.enum(ERROR_CODES).nullable(),
  /** Changes the server refused and that wait for a decision. */
  held: z.int().min(0),
  /** What this device's clock lacks to the server's time, ms: windows show time with it added. */
  clockOffsetMs: z.int(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

/** What a window may ask about how the replica stands with the server. */
export const SYNC_COMMANDS = {
  'sync.status': command(nothing, SyncStatus),
  'sync.retry': command(nothing, SyncStatus),
  /** What the workspace's data takes on this computer's disk. */
  'storage.size': command(nothing, z.strictObject({ bytes: z.number().min(0) })),
  /** Makes the replica anew from the server and keeps what waits to be sent. Throws `sync.offline`, `auth.signedOut`. */
  'storage.rebuild': command(nothing, nothing),
} as const;

/** What windows are told about how the replica stands with the server. */
export const SYNC_EVENTS = {
  'sync.changed': SyncStatus,
} as const;
