import type { NotificationConstructorOptions } from 'electron';
import { EventEmitter } from 'node:events';
import type { NotificationClass } from '../../electron/notifications/nativeNotices.ts';

/** A notice of the system as Electron's class makes it, without a system behind. */
export interface MadeNotification extends EventEmitter {
  readonly options: NotificationConstructorOptions;
  readonly isShown: boolean;
  readonly isClosed: boolean;
}

/** A class like Electron's `Notification`, and what was made of it, oldest first. */
export function fakeNotificationClass(): {
  readonly Native: NotificationClass;
  readonly made: readonly MadeNotification[];
} {
  const made: MadeNotification[] = [];
  class FakeNotification extends EventEmitter {
    isShown = false;
    isClosed = false;
    readonly options: NotificationConstructorOptions;
    constructor(options: NotificationConstructorOptions) {
      super();
      this.options = options;
      made.push(this);
    }
    show(): void {
      this.isShown = true;
    }
    close(): void {
      this.isClosed = true;
    }
    static isSupported(): boolean {
      return true;
    }
  }
  // The host uses its constructor, its events, `show` and `close`; nothing else of Electron's class.
  return { Native: FakeNotification as unknown as NotificationClass, made };
}
