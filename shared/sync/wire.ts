import { z } from 'zod';
import { Contact } from '../domain/contact.ts';
import { AgentId, DeviceId, ID_MAX_LENGTH, MessageId, TicketId } from '../domain/ids.ts';
import { Message, MESSAGE_MAX_LENGTH } from '../domain/message.ts';
import { AgentValue, Setting } from '../domain/settings.ts';
import { Instant, NO_DUE_MS, SUBJECT_MAX_LENGTH, Ticket } from '../domain/ticket/ticket.ts';
import { ERROR_CODES } from '../errors.ts';

/** Raised with every change that an older client or server could not read. Sent as the header `baton-protocol`. */
export const PROTOCOL_VERSION = 1;

/** The header that carries `PROTOCOL_VERSION` in both directions. */
export const PROTOCOL_HEADER = 'baton-protocol';

/** The header that carries a channel's key on `POST /v1/intake`. */
export const CHANNEL_KEY_HEADER = 'baton-channel-key';

/** Most rows in one push, most documents in one pull. */
export const PUSH_MAX_ROWS = 500;
export const PULL_MAX_DOCUMENTS = 2000;

export const COLLECTIONS = ['tickets', 'messages', 'contacts', 'settings'] as const;
export const CollectionName = z.enum(COLLECTIONS);
export type CollectionName = z.infer<typeof CollectionName>;

/** The document schema of each collection, without the deletion mark. */
export const DOCUMENT_SCHEMAS = {
  tickets: Ticket,
  messages: Message,
  contacts: Contact,
  settings: Setting,
} as const;

/** The document type of a collection. */
export interface DocumentOf {
  tickets: Ticket;
  messages: Message;
  contacts: Contact;
  settings: Setting;
}
export type AnyDocument = DocumentOf[CollectionName];

/** A document on the wire: its fields plus RxDB's deletion mark. */
export type Wire<T> = T & { _deleted: boolean };

/** Takes a wire document apart and checks its fields. `null` when it does not fit the collection's schema. */
export function parseWireDocument(
  collection: CollectionName,
  wire: unknown,
): { readonly document: AnyDocument; readonly isDeleted: boolean } | null {
  // By hand: a schema for the mark alone would copy every document once more than its own does.
  if (typeof wire !== 'object' || wire === null) return null;
  const { _deleted: isDeleted = false, ...fields } = wire as { _deleted?: unknown };
  if (typeof isDeleted !== 'boolean') return null;
  const parsed = DOCUMENT_SCHEMAS[collection].safeParse(fields);
  return parsed.success ? { document: parsed.data, isDeleted } : null;
}

/** How far a reader has read the workspace's log: everything up to and including `seq`. */
export const Checkpoint = z.strictObject({ seq: z.int().min(0) });
export type Checkpoint = z.infer<typeof Checkpoint>;

export const Hello = z.object({
  product: z.literal('baton'),
  protocol: z.int(),
  version: z.string(),
  serverTimeMs: Instant,
});
export type Hello = z.infer<typeof Hello>;

const Device = z.strictObject({
  id: DeviceId,
  name: z.string().max(120),
  /** What it runs on, for people who look at a list of their devices. */
  platform: z.string().max(60).default(''),
});

export const SignInBody = z.strictObject({
  email: z.string().max(320),
  password: z.string().max(1000),
  device: Device,
});
export const RedeemBody = z.strictObject({ code: z.string().max(200), device: Device });
/** Uses an invitation up: who sends it chooses the password. */
export const JoinBody = z.strictObject({
  code: z.string().max(200),
  password: z.string().max(1000),
  device: Device,
});
export const RefreshBody = z.strictObject({ refreshToken: z.string().max(500) });

/** What a sign-in, a redeemed code or a refresh answers. Access tokens live minutes; refresh tokens rotate. */
export const SessionAnswer = z.object({
  accessToken: z.string(),
  accessExpiresAtMs: Instant,
  refreshToken: z.string(),
  workspaceId: z.string().max(ID_MAX_LENGTH),
  workspaceName: z.string(),
  agentId: AgentId,
  email: z.string(),
  serverTimeMs: Instant,
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** A push before its documents are checked one by one: a bad document is refused by itself, not with its neighbours. */
export const PushBody = z.strictObject({
  collection: CollectionName,
  rows: z
    .array(
      z.strictObject({
        assumedMasterState: z.looseObject({ id: z.string(), rev: z.string() }).nullable(),
        newDocumentState: z.looseObject({ id: z.string().min(1).max(ID_MAX_LENGTH), rev: z.string() }),
      }),
    )
    .min(1)
    .max(PUSH_MAX_ROWS),
});
export type PushBody = z.infer<typeof PushBody>;

/** A change the server will not take. Not a conflict: the client rolls back to `master` and keeps the content in a list. */
export const Refusal = z.object({
  id: z.string(),
  code: z.enum(ERROR_CODES),
  /** The server's state, `null` when it has none. */
  master: z.looseObject({ id: z.string(), rev: z.string(), _deleted: z.boolean() }).nullable(),
});
export type Refusal = z.infer<typeof Refusal>;

export const PushAnswer = z.object({
  /** Master states of rows whose `assumedMasterState` was not the master any more. */
  conflicts: z.array(z.looseObject({ id: z.string(), rev: z.string(), _deleted: z.boolean() })),
  refused: z.array(Refusal),
  /** Where the log ended when the rows were judged, before what they wrote; 0 when the server does not say. */
  seq: z.int().min(0).default(0),
  serverTimeMs: Instant,
});
export type PushAnswer = z.infer<typeof PushAnswer>;

/** UTC epoch ms in a query. */
const ClosedAfter = z.coerce.number().int().min(0).max(NO_DUE_MS);
/** The part of the event stream's query that says what the reader holds. */
export const EventsQuery = z.object({
  since: z.coerce.number().int().min(0).optional(),
  closedAfter: ClosedAfter.default(0),
});

export const PullQuery = z.strictObject({
  collection: CollectionName,
  since: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(PULL_MAX_DOCUMENTS).default(500),
  /** Leaves out closed tickets whose last change is older, with their messages; 0 leaves out none. */
  closedAfter: ClosedAfter.default(0),
  /** False for a reader who has nothing yet: they need not hear of what they may not have. */
  withGone: z.stringbool().default(true),
});
export const PullAnswer = z.object({
  documents: z.array(z.looseObject({ id: z.string(), rev: z.string(), _deleted: z.boolean() })),
  checkpoint: Checkpoint,
  serverTimeMs: Instant,
});
export type PullAnswer = z.infer<typeof PullAnswer>;

/** Data of the stream's `ready` event, sent first on every connection. */
const StreamViewer = AgentValue.pick({ role: true, departmentIds: true }).extend({
  /** Where in the log that came to hold: another number means that it was different meanwhile. */
  sinceSeq: z.int().min(0),
});
export type StreamViewer = z.infer<typeof StreamViewer>;
export const StreamReady = z.object({
  seq: z.int().min(0),
  serverTimeMs: Instant,
  /** What decides which tickets this person may see; holds for the whole stream. */
  viewer: StreamViewer,
});
/** Data of a `change` event; its SSE id is `checkpoint.seq`. */
export const StreamChange = z.object({
  collection: CollectionName,
  documents: z.array(z.looseObject({ id: z.string(), rev: z.string(), _deleted: z.boolean() })),
  checkpoint: Checkpoint,
});
export type StreamChange = z.infer<typeof StreamChange>;

/** A customer's words, from any channel. `messageId` is the sender's own id: sending it twice is harmless. */
export const IntakeBody = z.strictObject({
  messageId: z.string().min(1).max(500),
  from: z.strictObject({
    email: z.email().max(320),
    name: z.string().max(200).default(''),
    phone: z.string().max(60).default(''),
  }),
  subject: z.string().max(SUBJECT_MAX_LENGTH).default(''),
  /** At least one of `text` and `html` must hold words. */
  text: z.string().max(MESSAGE_MAX_LENGTH).default(''),
  html: z.string().max(MESSAGE_MAX_LENGTH).default(''),
  language: z.string().max(20).default(''),
  /** The secret from an earlier answer: appends to that ticket. Absent: a new ticket. */
  replyToken: z.string().max(300).optional(),
  atMs: Instant.optional(),
  tags: z.array(z.string().min(1).max(60)).max(20).default([]),
});
export type IntakeBody = z.infer<typeof IntakeBody>;

export const IntakeAnswer = z.object({
  outcome: z.enum(['created', 'appended', 'followUp', 'duplicate']),
  ticketId: TicketId,
  number: z.int(),
  messageId: MessageId,
  /** Lets the sender add to this ticket; anybody who holds it can. */
  replyToken: z.string(),
});
export type IntakeAnswer = z.infer<typeof IntakeAnswer>;

/** Documents with their whole history, written by an administrator; a document whose id exists with the same content is left alone. */
export const ImportBody = z.strictObject({
  collection: CollectionName,
  documents: z
    .array(z.looseObject({ id: z.string() }))
    .min(1)
    .max(PUSH_MAX_ROWS),
});
export const ImportAnswer = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.array(z.object({ id: z.string(), code: z.enum(ERROR_CODES), message: z.string() })),
});
export type ImportAnswer = z.infer<typeof ImportAnswer>;

/** Every failed answer. */
export const ErrorAnswer = z.object({ error: z.object({ code: z.enum(ERROR_CODES), message: z.string() }) });
