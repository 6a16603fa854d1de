import { isDeepStrictEqual } from 'node:util';
import type { Message } from '../../shared/domain/message.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { CollectionName, DocumentOf } from '../../shared/sync/wire.ts';
import type { Caller } from './caller.ts';

/** A pushed document beside what the server has. */
export interface PushedChange<C extends CollectionName> {
  readonly next: DocumentOf[C];
  readonly isDeleted: boolean;
  readonly master: DocumentOf[C] | null;
  /** The ticket a message belongs to, where the server has it already. */
  readonly ticket: Ticket | null;
}

type Rights = {
  readonly [C in CollectionName]: (caller: Caller, change: PushedChange<C>) => ErrorCode | null;
};

/** Who may push what. `null` allows. */
export const PUSH_RIGHTS: Rights = {
  tickets: (_caller, { isDeleted }) => (isDeleted ? 'auth.forbidden' : null),
  messages: mayWriteMessage,
  contacts: mayWriteContact,
  settings: mayWriteSetting,
};

function mayWriteMessage(
  caller: Caller,
  { next, isDeleted, ticket }: PushedChange<'messages'>,
): ErrorCode | null {
  if (isDeleted) return 'auth.forbidden';
  return isOwnWords(caller, next) || isTakenDown(next, ticket) ? null : 'auth.forbidden';
}

/** Agents speak for themselves only. */
function isOwnWords(caller: Caller, message: Message): boolean {
  return message.kind !== 'customer' && message.by.kind === 'agent' && message.by.id === caller.agentId;
}

/** What a customer said on the phone, typed by an agent. A ticket the server has not seen yet is on its way in another push. */
function isTakenDown(message: Message, ticket: Ticket | null): boolean {
  if (message.kind !== 'customer' || message.channel !== 'phone' || message.by.kind !== 'customer')
    return false;
  return ticket === null || ticket.contactId === message.by.id;
}

function mayWriteContact(caller: Caller, { isDeleted }: PushedChange<'contacts'>): ErrorCode | null {
  return isDeleted && caller.role === 'agent' ? 'auth.forbidden' : null;
}

function mayWriteSetting(caller: Caller, change: PushedChange<'settings'>): ErrorCode | null {
  if (isOwnAvailability(caller, change)) return null;
  if (caller.role === 'agent') return 'auth.forbidden';
  return caller.role === 'administrator' || !raisesPower(change) ? null : 'auth.forbidden';
}

/** Everybody says for themselves whether they are there; that one field and nothing beside it. */
function isOwnAvailability(caller: Caller, { next, isDeleted, master }: PushedChange<'settings'>): boolean {
  if (isDeleted || next.kind !== 'agent' || master?.kind !== 'agent') return false;
  if ((next.id as string) !== caller.agentId) return false;
  const { availability: _next, ...nextRest } = next.value;
  const { availability: _master, ...masterRest } = master.value;
  return isDeepStrictEqual(nextRest, masterRest);
}

/** Only an administrator makes, changes or removes an administrator, or gives somebody another role. */
function raisesPower({ next, isDeleted, master }: PushedChange<'settings'>): boolean {
  const before = roleOf(master);
  const after = isDeleted ? undefined : roleOf(next);
  if (before === 'administrator' || after === 'administrator') return true;
  return before !== undefined && after !== undefined && before !== after;
}

function roleOf(setting: Setting | null): string | undefined {
  return setting?.kind === 'agent' ? setting.value.role : undefined;
}
