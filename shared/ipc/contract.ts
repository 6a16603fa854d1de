import type { z } from 'zod';
import type { ERROR_CODES } from '../errors.ts';
import { APP_COMMANDS, APP_EVENTS } from './app.ts';
import { ASSIGNMENT_COMMANDS, ASSIGNMENT_EVENTS } from './assignment.ts';
import { BULK_COMMANDS } from './bulk.ts';
import { DESKTOP_COMMANDS, DESKTOP_EVENTS } from './desktop.ts';
import { DIRECTORY_COMMANDS, DIRECTORY_EVENTS } from './directory.ts';
import { IMAGE_COMMANDS, IMAGE_EVENTS } from './images.ts';
import { LIST_COMMANDS, LIST_EVENTS } from './lists.ts';
import { MESSAGE_COMMANDS, MESSAGE_EVENTS } from './messages.ts';
import { NOTICE_CENTRE_COMMANDS, NOTICE_CENTRE_EVENTS } from './notices.ts';
import { PEOPLE_COMMANDS } from './people.ts';
import { PREFERENCE_COMMANDS, PREFERENCE_EVENTS } from './preferences.ts';
import { PRESENCE_COMMANDS, PRESENCE_EVENTS } from './presence.ts';
import { REPORT_COMMANDS } from './reports.ts';
import { RULE_COMMANDS } from './rules.ts';
import { SEARCH_COMMANDS } from './search.ts';
import { SERVICE_LEVEL_COMMANDS } from './serviceLevels.ts';
import { SESSION_COMMANDS, SESSION_EVENTS } from './session.ts';
import { SLA_COMMANDS } from './sla.ts';
import { SYNC_COMMANDS, SYNC_EVENTS } from './sync.ts';
import { TICKET_COMMANDS, TICKET_EVENTS } from './tickets.ts';
import { UPDATE_COMMANDS, UPDATE_EVENTS } from './updates.ts';
import { WAITING_COMMANDS, WAITING_EVENTS } from './waiting.ts';
import { WALL_COMMANDS, WALL_EVENTS } from './wall.ts';
import { WINDOW_COMMANDS, WINDOW_EVENTS } from './windows.ts';

/** Every command the renderer may ask of the main process: name → what goes in, what comes out. Each stands in the file of its area. */
export const COMMANDS = {
  ...APP_COMMANDS,
  ...ASSIGNMENT_COMMANDS,
  ...BULK_COMMANDS,
  ...DESKTOP_COMMANDS,
  ...DIRECTORY_COMMANDS,
  ...IMAGE_COMMANDS,
  ...LIST_COMMANDS,
  ...MESSAGE_COMMANDS,
  ...NOTICE_CENTRE_COMMANDS,
  ...PEOPLE_COMMANDS,
  ...PREFERENCE_COMMANDS,
  ...PRESENCE_COMMANDS,
  ...REPORT_COMMANDS,
  ...RULE_COMMANDS,
  ...SEARCH_COMMANDS,
  ...SERVICE_LEVEL_COMMANDS,
  ...SESSION_COMMANDS,
  ...SLA_COMMANDS,
  ...SYNC_COMMANDS,
  ...TICKET_COMMANDS,
  ...UPDATE_COMMANDS,
  ...WAITING_COMMANDS,
  ...WALL_COMMANDS,
  ...WINDOW_COMMANDS,
} as const;

/** Everything the main process tells its windows. */
export const EVENTS = {
  ...APP_EVENTS,
  ...ASSIGNMENT_EVENTS,
  ...DESKTOP_EVENTS,
  ...DIRECTORY_EVENTS,
  ...IMAGE_EVENTS,
  ...LIST_EVENTS,
  ...MESSAGE_EVENTS,
  ...NOTICE_CENTRE_EVENTS,
  ...PREFERENCE_EVENTS,
  ...PRESENCE_EVENTS,
  ...SESSION_EVENTS,
  ...SYNC_EVENTS,
  ...TICKET_EVENTS,
  ...UPDATE_EVENTS,
  ...WAITING_EVENTS,
  ...WALL_EVENTS,
  ...WINDOW_EVENTS,
} as const;

export type CommandName = keyof typeof COMMANDS;
export type CommandInput<N extends CommandName> = z.infer<(typeof COMMANDS)[N]['input']>;
export type CommandOutput<N extends CommandName> = z.infer<(typeof COMMANDS)[N]['output']>;
export type EventName = keyof typeof EVENTS;
export type EventPayload<N extends EventName> = z.infer<(typeof EVENTS)[N]>;

/** What every command answers: a value, or a code and a message. An unknown failure answers `internal`. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: { readonly code: (typeof ERROR_CODES)[number]; readonly message: string };
    };

/** What the preload exposes as `window.baton`. */
export interface BatonBridge {
  invoke<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Answer<CommandOutput<N>>>;
  /** Returns the function that ends the subscription. */
  subscribe<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}
