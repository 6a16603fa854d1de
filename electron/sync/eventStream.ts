import { createParser } from 'eventsource-parser';
import type { z } from 'zod';
import { BatonError } from '../../shared/errors.ts';
import { StreamPresence } from '../../shared/sync/presence.ts';
import { StreamChange, StreamReady } from '../../shared/sync/wire.ts';
import type { Scheduler } from '../time.ts';

/** What the stream brings. `check`: somebody misses this person; `beat`: the server is there, nothing has happened. */
export type StreamNews =
  | { readonly kind: 'ready'; readonly ready: z.infer<typeof StreamReady> }
  | { readonly kind: 'change'; readonly change: StreamChange }
  | { readonly kind: 'presence'; readonly presence: StreamPresence }
  | { readonly kind: 'check' }
  | { readonly kind: 'beat' };

/** Without a sign of life for so long the link counts as broken: the server sends one every 15 s. */
export const SILENCE_LIMIT_MS = 40_000;

/**
 * Reads an open event stream until it ends. Resolves when the server closes it; rejects with `sync.offline` when the link
 * breaks, falls silent or is garbled, with the signal's reason when it is aborted. News of a form this version does not know
 * are reported to `onUnreadable` and skipped.
 */
export async function readEventStream(options: {
  readonly response: Response;
  readonly signal: AbortSignal;
  readonly scheduler: Scheduler;
  readonly onNews: (news: StreamNews) => void;
  readonly onUnreadable: (what: string, cause: unknown) => void;
}): Promise<void> {
  const { response, signal, scheduler, onNews, onUnreadable } = options;
  const { body } = response;
  if (!body) throw new BatonError('server.notBaton', 'an event stream without a body');
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const link = { isSilent: false, isGarbled: false };
  const endReading = (): void => {
    // The read that waits ends with it, so the outcome is known there.
    reader.cancel().catch(() => undefined);
  };
  let stopWatching = scheduler.after(SILENCE_LIMIT_MS, onSilence);
  function onSilence(): void {
    link.isSilent = true;
    endReading();
  }
  signal.addEventListener('abort', endReading, { once: true });
  const parser = createParser({
    onEvent: (event) => {
      // What comes behind a garbled event must not be taken: the position would pass over what it held.
      if (link.isGarbled) return;
      const news = toNews(event.event ?? 'message', event.data);
      if (news.kind === 'unreadable' && news.isGarbled) {
        link.isGarbled = true;
        endReading();
      }
      if (news.kind === 'unreadable') onUnreadable(event.event ?? 'message', news.cause);
      else onNews(news);
    },
    onComment: () => {
      onNews({ kind: 'beat' });
    },
    onError: (cause) => {
      onUnreadable('stream', cause);
    },
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      stopWatching();
      stopWatching = scheduler.after(SILENCE_LIMIT_MS, onSilence);
      parser.feed(value);
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw new BatonError('sync.offline', 'the event stream broke', {}, { cause });
  } finally {
    stopWatching();
    signal.removeEventListener('abort', endReading);
  }
  signal.throwIfAborted();
  if (link.isGarbled) throw new BatonError('sync.offline', 'the event stream was garbled on its way');
  if (link.isSilent) throw new BatonError('sync.offline', 'the event stream fell silent');
}

function toNews(
  name: string,
  data: string,
): StreamNews | { readonly kind: 'unreadable'; readonly cause: unknown; readonly isGarbled?: true } {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch (cause) {
    return { kind: 'unreadable', cause, isGarbled: true };
  }
  if (name === 'ready') {
    const ready = StreamReady.safeParse(value);
    return ready.success ? { kind: 'ready', ready: ready.data } : { kind: 'unreadable', cause: ready.error };
  }
  if (name === 'change') {
    const change = StreamChange.safeParse(value);
    return change.success
      ? { kind: 'change', change: change.data }
      : { kind: 'unreadable', cause: change.error };
  }
  if (name === 'presence') {
    const presence = StreamPresence.safeParse(value);
    return presence.success
      ? { kind: 'presence', presence: presence.data }
      : { kind: 'unreadable', cause: presence.error };
  }
  if (name === 'check') return { kind: 'check' };
  // A newer server may tell more than this client knows.
  return { kind: 'beat' };
}
