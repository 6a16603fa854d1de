import type { Kysely, Transaction } from 'kysely';

/** 0 or 1: SQLite has no boolean and PostgreSQL stores it just as well. */
type Flag = 0 | 1;

/** Why a session ended. After `removed` and `deactivated` the device deletes what it holds of the workspace. */
export type SessionEnd = 'signedOut' | 'replaced' | 'stolen' | 'removed' | 'deactivated';

/** The tables as the newest migration leaves them. Instants are UTC epoch milliseconds. */
export interface Tables {
  schema_version: { version: number };
  workspaces: {
    id: string;
    name: string;
    /** Sequence of the latest accepted write. */
    seq: number;
    /** The number the next ticket gets. */
    next_number: number;
    /** The hybrid clock of the stamps this server has given out. */
    clock_ms: number;
    clock_counter: number;
    created_at_ms: number;
  };
  /** The workspace's log, compacted to the latest state of each document. */
  documents: {
    workspace_id: string;
    collection: string;
    id: string;
    seq: number;
    rev: string;
    /** The rev under which a client sent this state, where the server has stamped it anew; else the same as `rev`. */
    source_rev: string;
    deleted: Flag;
    /** The ticket a message belongs to; null elsewhere, so that the index holds messages only. */
    parent_id: string | null;
    /** The wire document as JSON text, deletion mark included: it is sent as it is. */
    body: string;
    /** Where a ticket or message stands, see `places.ts`; null for contacts and settings. */
    department_id: string | null;
    assignee_id: string | null;
    closed_ms: number | null;
    /** Ids as a JSON list. */
    seen_by: string | null;
  };
  /** When what an agent may see has last changed. */
  agent_sights: { workspace_id: string; agent_id: string; seq: number };
  /** Finds a contact by lower-cased address. */
  contact_emails: { workspace_id: string; email: string; contact_id: string };
  accounts: {
    workspace_id: string;
    agent_id: string;
    /** Lower-cased; unique on the server, because signing in names no workspace. */
    email: string;
    /** argon2id; `''` when this person has no password and signs in by code. */
    password_hash: string;
    created_at_ms: number;
  };
  /** One device of one person. */
  sessions: {
    id: string;
    workspace_id: string;
    agent_id: string;
    device_id: string;
    device_name: string;
    refresh_hash: string;
    /** The refresh token before this one, `''` at first: seen again, it tells a stolen token from a lost answer. */
    previous_hash: string;
    rotated_at_ms: number;
    created_at_ms: number;
    expires_at_ms: number;
    /** 0 while the session lives. */
    revoked_at_ms: number;
    /** Why it ended; `''` while it lives, and where that was not kept. */
    end_reason: SessionEnd | '';
    /** What the device said it runs on; `''` when it said nothing. */
    platform: string;
    /** Latest sign-in or exchange of tokens. */
    seen_at_ms: number;
  };
  /** Links that bring somebody in, or let them choose a new password. */
  invitations: {
    id: string;
    workspace_id: string;
    code_hash: string;
    kind: 'join' | 'reset';
    /** Who joins (made with the invitation), or whose password it sets. */
    agent_id: string;
    email: string;
    /** What the agent will be, as JSON; `''` for a new password. */
    body: string;
    created_at_ms: number;
    expires_at_ms: number;
    /** When it was used or taken back; 0 while it is open. */
    closed_at_ms: number;
  };
  sign_in_codes: {
    code_hash: string;
    workspace_id: string;
    agent_id: string;
    expires_at_ms: number;
    used_at_ms: number;
  };
  channels: {
    id: string;
    workspace_id: string;
    kind: 'form' | 'api' | 'email';
    name: string;
    department_id: string;
    /** Hash of the channel's key; `''` for channels that nobody posts to with a key. */
    key_hash: string;
    created_at_ms: number;
  };
  /** Messages of rules to other systems, and what became of them. */
  webhook_calls: {
    /** Workspace, ticket, run of the rule and place among its webhooks. */
    id: string;
    workspace_id: string;
    address: string;
    /** JSON, as it is sent. */
    body: string;
    attempts: number;
    /** When it is tried next, or taken from a process that has died over it. */
    next_at_ms: number;
    /** When it was taken or given up; 0 while it waits. */
    done_at_ms: number;
    /** Status or failure of the last attempt; `''` before it. */
    outcome: string;
  };
  /** What each sender's message became: the key of exactly-once intake. */
  intake_receipts: {
    channel_id: string;
    message_key: string;
    workspace_id: string;
    ticket_id: string;
    message_id: string;
    at_ms: number;
  };
}

/** Hears how long a statement took; `kind` is one of a handful (`select`, `insert`, …). */
export type QueryObserver = (kind: string, durationMs: number) => void;

export type Sql = Kysely<Tables>;
export type SqlTransaction = Transaction<Tables>;
