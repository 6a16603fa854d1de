import type { Notification, NotificationConstructorOptions } from 'electron';
import { escapeMarkup } from './noticeWords.ts';
import type { NoticeAction, SystemNotice, SystemNotices } from './systemNotices.ts';

/** So many notices are held on to; one nobody holds is collected, and its click goes nowhere. */
const HELD_MAX = 50;

/** What of Electron's class is used here. */
export interface NotificationClass {
  new (options: NotificationConstructorOptions): Notification;
  isSupported(): boolean;
}

/**
 * The notices of the operating system. Buttons exist on macOS and Windows; an answer can be typed on macOS alone, because
 * Windows starts the app anew for it. Source: Electron documentation, `NotificationAction` and `Notification`.
 */
export function createNativeNotices(Native: NotificationClass, platform: NodeJS.Platform): SystemNotices {
  const held = new Set<Notification>();
  return {
    isSupported: () => Native.isSupported(),
    show: (notice, listener) => {
      const { options, actions } = optionsFor(notice, platform);
      const native = new Native(options);
      held.add(native);
      const [oldest] = held;
      if (held.size > HELD_MAX && oldest) held.delete(oldest);
      const release = (): void => {
        held.delete(native);
      };
      let isAnswered = false;
      const once = (answer: () => void): void => {
        if (isAnswered) return;
        isAnswered = true;
        answer();
      };
      native.on('show', () => {
        once(() => {
          listener.onShown();
        });
      });
      native.on('failed', (_event, error) => {
        release();
        once(() => {
          listener.onFailed(error);
        });
      });
      native.on('click', () => {
        release();
        listener.onClick();
      });
      native.on('action', ({ actionIndex }, index) => {
        const action = actions[typeof actionIndex === 'number' ? actionIndex : index];
        release();
        if (action) listener.onAction(action);
      });
      native.on('reply', ({ reply }, text) => {
        release();
        listener.onReply(typeof reply === 'string' ? reply : text);
      });
      native.on('close', release);
      native.show();
      return {
        close: () => {
          release();
          native.close();
        },
      };
    },
  };
}

function optionsFor(
  { title, body, isSilent, buttons, reply }: SystemNotice,
  platform: NodeJS.Platform,
): { readonly options: NotificationConstructorOptions; readonly actions: readonly NoticeAction[] } {
  const hasReply = platform === 'darwin' && reply !== null;
  const hasButtons = platform === 'darwin' || platform === 'win32';
  // Beside the field for an answer macOS shows one button; a click opens the ticket anyway.
  const shown = !hasButtons ? [] : hasReply ? buttons.slice(0, 1) : buttons;
  return {
    actions: shown.map(({ action }) => action),
    options: {
      title,
      // Elsewhere than on Linux a body is plain text.
      body: platform === 'linux' ? escapeMarkup(body) : body,
      silent: isSilent,
      ...(hasReply && { hasReply, replyPlaceholder: reply.placeholder }),
      ...(shown.length > 0 && {
        actions: shown.map(({ label }) => ({ type: 'button' as const, text: label })),
      }),
    },
  };
}
