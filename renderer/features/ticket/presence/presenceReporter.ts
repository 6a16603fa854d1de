import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { PresenceMode } from '../../../../shared/sync/presence.ts';
import type { DraftKind } from '../composer/draftKeeper.ts';

/** Tells the host which ticket this window shows and whether its person writes in it. */
export interface PresenceReporter {
  /** The ticket on the screen. Another one begins with reading. */
  readonly showTicket: (ticketId: TicketId) => void;
  /** A letter was typed. */
  readonly typed: (kind: DraftKind) => void;
  /** Sent, left, or nothing is there any more. */
  readonly stopWriting: () => void;
  /** The person has moved the pointer or pressed a key. */
  readonly noticePerson: () => void;
  readonly setVisible: (isVisible: boolean) => void;
  /** The window shows no ticket any more. */
  readonly leave: () => void;
}

/** Moves within this time are told as one. */
const SETTLE_MS = 300;
/** Who has not typed for so long is thinking, or gone. */
const WRITING_LIMIT_MS = 30_000;
/** A ticket left open on a screen is not being read by anybody. */
const IDLE_LIMIT_MS = 5 * 60_000;
/** The host forgets a window that says nothing. */
const REPEAT_MS = 60_000;

/** `show` is told only what is new, and the same again every minute. */
export function createPresenceReporter(
  show: (ticketId: TicketId | null, mode: PresenceMode) => void,
): PresenceReporter {
  let ticketId: TicketId | null = null;
  let writing: DraftKind | null = null;
  let isVisible = true;
  let isIdle = false;
  let told = '';
  let settleTimer: ReturnType<typeof setTimeout> | undefined;
  let writingTimer: ReturnType<typeof setTimeout> | undefined;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  let repeatTimer: ReturnType<typeof setTimeout> | undefined;

  function tell(isRepeated = false): void {
    clearTimeout(settleTimer);
    settleTimer = undefined;
    const shown = isVisible && !isIdle ? ticketId : null;
    const mode = writing === null ? 'viewing' : writing === 'reply' ? 'writingReply' : 'writingNote';
    const now = shown === null ? '' : `${mode} ${shown}`;
    if (now === told && !isRepeated) return;
    told = now;
    show(shown, mode);
    clearTimeout(repeatTimer);
    if (shown !== null) repeatTimer = setTimeout(() => tell(true), REPEAT_MS);
  }

  function tellSoon(): void {
    settleTimer ??= setTimeout(tell, SETTLE_MS);
  }

  function stopWriting(): void {
    clearTimeout(writingTimer);
    if (writing === null) return;
    writing = null;
    tellSoon();
  }

  function noticePerson(): void {
    clearTimeout(idleTimer);
    idleTimer = setTimeout(() => {
      isIdle = true;
      tell();
    }, IDLE_LIMIT_MS);
    if (!isIdle) return;
    isIdle = false;
    tellSoon();
  }

  return {
    showTicket(shown) {
      stopWriting();
      ticketId = shown;
      noticePerson();
      tellSoon();
    },
    typed(kind) {
      noticePerson();
      clearTimeout(writingTimer);
      writingTimer = setTimeout(stopWriting, WRITING_LIMIT_MS);
      if (writing === kind) return;
      writing = kind;
      tellSoon();
    },
    stopWriting,
    noticePerson,
    setVisible(visible) {
      isVisible = visible;
      tellSoon();
    },
    leave() {
      clearTimeout(writingTimer);
      clearTimeout(idleTimer);
      ticketId = null;
      writing = null;
      tell();
      clearTimeout(repeatTimer);
    },
  };
}
