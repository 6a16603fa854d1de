import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createNativeNotices } from '../../../electron/notifications/nativeNotices.ts';
import type {
  NoticeAction,
  SystemNotice,
  SystemNotices,
} from '../../../electron/notifications/systemNotices.ts';
import { fakeNotificationClass } from '../../support/fakeNotification.ts';
import { fakeSystemNotices } from '../../support/fakeSystemNotices.ts';

/** What the other side of the port does: the system, and the person before it. */
interface Hands {
  readonly notices: SystemNotices;
  /** The latest notice is shown, or refused for a reason. */
  readonly shown: () => void;
  readonly failed: (reason: string) => void;
  readonly click: () => void;
  /** Presses the button that stands at this place. */
  readonly press: (index: number) => void;
  readonly reply: (text: string) => void;
  readonly isClosed: () => boolean;
}

function fake(): Hands {
  const { notices, shown } = fakeSystemNotices();
  const last = (): (typeof shown)[number] => {
    const notice = shown.at(-1);
    if (!notice) throw new Error('nothing was shown');
    return notice;
  };
  return {
    notices,
    shown: () => undefined,
    failed: (reason) => {
      last().on.onFailed(reason);
    },
    click: () => {
      last().on.onClick();
    },
    press: (index) => {
      const button = last().buttons[index];
      if (button) last().on.onAction(button.action);
    },
    reply: (text) => {
      last().on.onReply(text);
    },
    isClosed: () => last().isClosed,
  };
}

function native(): Hands {
  const { Native, made } = fakeNotificationClass();
  const tell = (event: string, ...rest: unknown[]): void => {
    made.at(-1)?.emit(event, ...rest);
  };
  return {
    notices: createNativeNotices(Native, 'win32'),
    shown: () => {
      tell('show', {});
    },
    failed: (reason) => {
      tell('failed', {}, reason);
    },
    click: () => {
      tell('click', {});
    },
    press: (actionIndex) => {
      tell('action', { actionIndex });
    },
    reply: (reply) => {
      tell('reply', { reply });
    },
    isClosed: () => made.at(-1)?.isClosed ?? false,
  };
}

const NOTICE: SystemNotice = {
  id: 'n1',
  title: 'The customer has replied',
  body: '<b>#1</b>',
  isSilent: true,
  buttons: [
    { action: 'snooze', label: 'Snooze' },
    { action: 'open', label: 'Open' },
  ],
  reply: { placeholder: 'Reply' },
};

function heard(): { readonly log: unknown[][]; readonly listener: Parameters<SystemNotices['show']>[1] } {
  const log: unknown[][] = [];
  return {
    log,
    listener: {
      onShown: () => log.push(['shown']),
      onFailed: (reason: string) => log.push(['failed', reason]),
      onClick: () => log.push(['click']),
      onAction: (action: NoticeAction) => log.push(['action', action]),
      onReply: (text: string) => log.push(['reply', text]),
    },
  };
}

describe.each([
  ['the fake', fake],
  ['the system’s own', native],
] as const)('notices of %s', (_name, make) => {
  it('say that they were shown, once, and never before they were handed over', async () => {
    const hands = make();
    const { log, listener } = heard();
    hands.notices.show(NOTICE, listener);
    expect(log).toEqual([]);
    hands.shown();
    await setImmediate();
    expect(log).toEqual([['shown']]);
  });

  it('bring back what the person does', async () => {
    const hands = make();
    const { log, listener } = heard();
    hands.notices.show(NOTICE, listener);
    hands.shown();
    await setImmediate();
    hands.click();
    hands.press(0);
    hands.press(1);
    hands.reply('Thank you');
    expect(log).toEqual([
      ['shown'],
      ['click'],
      ['action', 'snooze'],
      ['action', 'open'],
      ['reply', 'Thank you'],
    ]);
  });

  it('can be taken off the screen', () => {
    const hands = make();
    const shown = hands.notices.show(NOTICE, heard().listener);
    expect(hands.isClosed()).toBe(false);
    shown.close();
    expect(hands.isClosed()).toBe(true);
  });
});

describe('the system’s own notices', () => {
  it('say why they were refused, and nothing more', () => {
    const hands = native();
    const { log, listener } = heard();
    hands.notices.show(NOTICE, listener);
    hands.failed('not allowed');
    hands.shown();
    expect(log).toEqual([['failed', 'not allowed']]);
  });

  it.each([
    ['linux', { body: '&lt;b&gt;#1&lt;/b&gt;', silent: true }],
    [
      'win32',
      {
        body: '<b>#1</b>',
        silent: true,
        actions: [
          { type: 'button', text: 'Snooze' },
          { type: 'button', text: 'Open' },
        ],
      },
    ],
    [
      'darwin',
      {
        body: '<b>#1</b>',
        silent: true,
        hasReply: true,
        replyPlaceholder: 'Reply',
        actions: [{ type: 'button', text: 'Snooze' }],
      },
    ],
  ] as const)('have what %s has', (platform, options) => {
    const { Native, made } = fakeNotificationClass();
    createNativeNotices(Native, platform).show(NOTICE, heard().listener);
    expect(made[0]?.options).toEqual({ title: NOTICE.title, ...options });
    expect(made[0]?.isShown).toBe(true);
  });
});
