import type { CloseChoice } from '../../shared/ipc/desktop.ts';

/** What becomes of the desk's window when its person closes it. */
export type Closing = 'close' | 'hide' | 'minimise' | 'ask';

/**
 * Decides it. Without anybody signed in there is nothing to keep running. A Mac keeps a program without windows running by
 * itself. Where no tray shows Baton it must stay on the taskbar, or nobody would find it again. Who closes once more instead
 * of answering wants it closed.
 */
export function decideClosing(facts: {
  readonly platform: NodeJS.Platform;
  readonly choice: CloseChoice;
  readonly isQuitting: boolean;
  readonly isSignedIn: boolean;
  readonly hasTray: boolean;
  /** The question is open already. */
  readonly isAsked: boolean;
}): Closing {
  if (facts.isQuitting || facts.platform === 'darwin' || !facts.isSignedIn) return 'close';
  if (facts.choice === 'ask') return facts.isAsked ? 'close' : 'ask';
  if (facts.choice === 'quit') return 'close';
  return facts.hasTray ? 'hide' : 'minimise';
}
