import type { ServerResponse } from 'node:http';
import type { AgentId } from '../../shared/domain/ids.ts';
import { hasSameSight, type Viewer } from '../../shared/domain/visibility.ts';
import { readViewer, viewerIn } from '../policies/viewer.ts';
import { goneOf, sightOf, type Reach } from '../policies/reach.ts';
import { headOf, readLog, type LogEntry } from '../store/documents.ts';
import type { Sql } from '../store/schema.ts';
import { sightSince } from '../store/sights.ts';
import { toChanges, type Change, type FanOut, type Subscriber } from './fanOut.ts';

/** A reader this far behind is dropped; it comes back and reads what it missed from the log. */
const UNSENT_LIMIT_BYTES = 8 * 1024 * 1024;
const REPLAY_ENTRIES = 500;

/** One open event stream. */
export interface EventStream {
  readonly sessionId: string;
  /** Sends a comment, so that both ends notice a dead link. */
  beat(): void;
  /** Sends an event that is not part of the log: it has no id and moves no position. */
  tell(name: string, data: string): void;
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
  readonly agentId: AgentId;
  /** See `Reach`. */
  readonly closedAfterMs: number;
  /** The sequence the reader has; `undefined` starts with what comes from now on. */
  readonly since: number | undefined;
  readonly nowMs: number;
  /** The stream has begun: `ready` is sent, and this is what decides what its reader may see. */
  readonly onReady: (viewer: Viewer) => void;
  readonly onClose: () => void;
}

/**
 * Writes server-sent events to a response whose head has been sent: `ready`, then everything after `since` from the log,
 * then each commit as it happens, with no gap between the two; of each only what its reader may see. The stream ends when
 * that changes, so that the reader comes back and hears it in the next `ready`. `replayed` rejects when the log cannot be
 * read.
 */
export function openEventStream(parts: StreamParts): {
  readonly stream: EventStream;
  readonly replayed: Promise<void>;
} {
  const { response, fanOut, workspaceId } = parts;
  let position = 0;
  /** How far the reader knows to have come: behind `position` after changes that were not theirs. */
  let toldPosition = 0;
  let isOpen = true;
  let reach: Reach | undefined;

  const subscriber: Subscriber = {
    workspaceId,
    deliver(changes) {
      for (const change of changes) send(change);
      if (response.writableLength > UNSENT_LIMIT_BYTES) response.destroy();
    },
  };

  function send(change: Change): void {
    if (!isOpen || !reach || change.lastSeq <= position) return;
    position = change.lastSeq;
    const bytes = changeEvent(change, reach);
    if (bytes) {
      response.write(bytes);
      toldPosition = position;
    }
    if (change.collection === 'settings' && isOther(reach.viewer, change.entries)) {
      isOpen = false;
      fanOut.leave(subscriber);
      response.end();
    }
  }

  /** A reader who comes back is not to be read again what was not theirs. */
  function tellPosition(): void {
    if (!isOpen || toldPosition >= position) return;
    toldPosition = position;
    response.write(eventOf('tickets', [], position));
  }

  async function replay(): Promise<void> {
    const head = await headOf(parts.sql, workspaceId);
    // Read after the head: whatever changes later is in the log behind it.
    const viewer = await readViewer(parts.sql, workspaceId, parts.agentId);
    if (!viewer) {
      response.end();
      return;
    }
    reach = { viewer, closedAfterMs: parts.closedAfterMs };
    const { role, departmentIds } = viewer;
    const sinceSeq = await sightSince(parts.sql, workspaceId, parts.agentId);
    const ready = { seq: head, serverTimeMs: parts.nowMs, viewer: { role, departmentIds, sinceSeq } };
    response.write(event('ready', undefined, JSON.stringify(ready)));
    if (isOpen) parts.onReady(viewer);
    // A reader ahead of the log (the server came back from an older backup) must hear of what gets those sequences now.
    position = Math.min(parts.since ?? head, head);
    toldPosition = position;
    while (isOpen) {
      const entries = await readLog(parts.sql, workspaceId, position, REPLAY_ENTRIES);
      if (entries.length === 0 && fanOut.join(subscriber, position)) {
        tellPosition();
        return;
      }
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
      tell: (name, data) => {
        if (!isOpen) return;
        response.write(event(name, undefined, data));
        if (response.writableLength > UNSENT_LIMIT_BYTES) response.destroy();
      },
      beat: () => {
        tellPosition();
        response.write(': beat\n\n');
      },
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

/** Everybody who gets the same part of a commit gets it as the same bytes, made once. */
const eventBytes = new WeakMap<Change, Map<string, Buffer>>();

/** The part of a change that is within reach; undefined when that is nothing. */
function changeEvent(change: Change, reach: Reach): Buffer | undefined {
  const sights = change.entries.map((entry) => sightOf(reach, entry.place));
  if (sights.every((sight) => sight === 'never')) return undefined;
  const part = sights.join();
  const known = eventBytes.get(change) ?? new Map<string, Buffer>();
  eventBytes.set(change, known);
  const made = known.get(part);
  if (made) return made;
  const documents = change.entries.flatMap((entry, index) => {
    if (sights[index] === 'whole') return [entry.json];
    return sights[index] === 'gone' ? [JSON.stringify(goneOf(entry))] : [];
  });
  const bytes = eventOf(change.collection, documents, change.lastSeq);
  known.set(part, bytes);
  return bytes;
}

function eventOf(collection: Change['collection'], documents: readonly string[], seq: number): Buffer {
  const data = `{"collection":"${collection}","documents":[${documents.join(',')}],"checkpoint":{"seq":${seq}}}`;
  return Buffer.from(event('change', seq, data));
}

/** True when the settings say something else of the reader than the stream goes by. */
function isOther(viewer: Viewer, settings: readonly LogEntry[]): boolean {
  const own = settings.find(({ id }) => id === viewer.agentId);
  if (!own) return false;
  const now = viewerIn(own);
  return !now || !hasSameSight(now, viewer);
}

/** JSON text holds no line breaks, so one data line is enough. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html */
function event(name: string, id: number | undefined, data: string): string {
  return `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}
