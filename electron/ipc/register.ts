import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import {
  COMMANDS,
  EVENTS,
  type Answer,
  type CommandName,
  type EventName,
  type EventPayload,
} from '../../shared/ipc/contract.ts';
import type { Logger } from '../log.ts';
import { answerCommand, type Handlers } from './answer.ts';
import { commandChannel, eventChannel } from './channels.ts';

/** Whom commands are taken from and events are told to. */
export interface IpcPorts {
  readonly handlers: Handlers;
  /** The web contents of our own windows that are open now. */
  readonly windows: () => readonly WebContents[];
  /** True while the contents of a window show the page it was opened with. */
  readonly isAtHome: (contents: WebContents, url: string) => boolean;
  readonly log: Logger;
}

/** Opens one channel per command. Returns the way to tell the windows an event of the contract. */
export function registerIpc(
  ports: IpcPorts,
): <N extends EventName>(name: N, payload: EventPayload<N>) => void {
  const { handlers, log } = ports;

  /** Only the main frame of one of our own windows, showing the page it was opened with, may ask. */
  function isOwn(event: IpcMainInvokeEvent): boolean {
    const { senderFrame, sender } = event;
    return (
      senderFrame !== null &&
      senderFrame === sender.mainFrame &&
      ports.windows().includes(sender) &&
      ports.isAtHome(sender, senderFrame.url)
    );
  }

  // The settings library opens a channel for windows of its own; ours have one way in only.
  ipcMain.removeAllListeners('electron-store-get-data');
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    ipcMain.handle(commandChannel(name), (event, input: unknown): Promise<Answer<unknown>> => {
      if (isOwn(event)) return answerCommand(handlers, name, input, log);
      log.error('a command came from somewhere else', { name, from: event.senderFrame?.url });
      return Promise.resolve({ ok: false, error: { code: 'ipc.forbiddenSender', message: 'not allowed' } });
    });
  }

  return (name, payload) => {
    const checked = EVENTS[name].safeParse(payload);
    if (!checked.success) {
      log.error(`${name}: bad event`, checked.error.issues);
      return;
    }
    for (const contents of ports.windows()) {
      if (!contents.isDestroyed()) contents.send(eventChannel(name), payload);
    }
  };
}
