import type { ServerResponse } from 'node:http';
import { headOf, readLog } from '../store/documents.ts';
import type { Sql } from '../store/schema.ts';
import { toChanges, type Change, type FanOut, type Subscriber } from './fanOut.ts';

/** A reader this far behind is dropped; it comes back and reads what it missed from the log. */
const UNSENT_LIMIT_BYTES = 8 * 1024 * 1024;
const REPLAY_ENTRIES = 500;

/** One open event stream. */
export interface EventStream {
  readonly sessionId: string;
  /** Sends a comment, so that both ends notice a dead link. */
  beat(): void;
  /** Ends the stream in order. */
  end(): void;
}

/** What a stream works on. */
export interface StreamParts {
  readonly sql: Sql;
  readonly fanOut: FanOut;
  readonly response: ServerResponse;
  readonly workspaceId: string;
  readonly sessionId: string;
  /** The sequence the reader has; `undefined` starts with what comes from now on. */
  readonly since: number | undefined;
  readonly nowMs: number;
  readonly onClose: () => void;
}

/**
 * Writes server-sent events to a response whose head has been sent: `ready`, then everything after `since` from the log,
 * then each commit as it happens, with no gap between the two. `replayed` rejects when the log cannot be read.
 */
export function openEventStream(parts: StreamParts): {
  readonly stream: EventStream;
  readonly replayed: Promise<void>;
} {
  const { response, fanOut, workspaceId } = parts;
  let position = 0;
  let isOpen = true;

  const subscriber: Subscriber = {
    workspaceId,
    deliver(changes) {
      for (const change of changes) send(change);
      if (response.writableLength > UNSENT_LIMIT_BYTES) response.destroy();
    },
  };

  function send(change: Change): void {
    if (!isOpen || change.lastSeq <= position) return;
    position = change.lastSeq;
    response.write(changeEvent(change));
  }

  async function replay(): Promise<void> {
    const head = await headOf(parts.sql, workspaceId);
    response.write(event('ready', undefined, JSON.stringify({ seq: head, serverTimeMs: parts.nowMs })));
    // A reader ahead of the log (the server came back from an older backup) must hear of what gets those sequences now.
    position = Math.min(parts.since ?? head, head);
    while (isOpen) {
      const entries = await readLog(parts.sql, workspaceId, position, REPLAY_ENTRIES);
      if (entries.length === 0 && fanOut.join(subscriber, position)) return;
      for (const change of toChanges(entries)) send(change);
      await drained(response);
    }
  }

  response.once('close', () => {
    isOpen = false;
    fanOut.leave(subscriber);
    parts.onClose();
  });

  return {
    stream: {
      sessionId: parts.sessionId,
      beat: () => void response.write(': beat\n\n'),
      end: () => void response.end(),
    },
    replayed: replay(),
  };
}

/** Resolves when the reader has taken what was written, or has gone. */
function drained(response: ServerResponse): Promise<void> {
  if (!response.writableNeedDrain || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    function done(): void {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    }
    response.once('drain', done);
    response.once('close', done);
  });
}

/** A commit goes to every stream as the same bytes, made once. */
const eventBytes = new WeakMap<Change, Buffer>();

function changeEvent(change: Change): Buffer {
  const known = eventBytes.get(change);
  if (known) return known;
  const { collection, documents, lastSeq } = change;
  const data = `{"collection":"${collection}","documents":[${documents.join(',')}],"checkpoint":{"seq":${lastSeq}}}`;
  const bytes = Buffer.from(event('change', lastSeq, data));
  eventBytes.set(change, bytes);
  return bytes;
}

/** JSON text holds no line breaks, so one data line is enough. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html */
function event(name: string, id: number | undefined, data: string): string {
  return `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}
