import type { CommandName, EventName } from '../../shared/ipc/contract.ts';

/** The channel one command travels on. */
export function commandChannel(name: CommandName): string {
  return `baton:command:${name}`;
}

/** The channel one event travels on. */
export function eventChannel(name: EventName): string {
  return `baton:event:${name}`;
}
