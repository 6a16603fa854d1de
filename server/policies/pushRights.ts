import { isDeepStrictEqual } from 'node:util';
import type { AgentId, CalendarId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { AgentValue, Setting, SettingKind } from '../../shared/domain/settings.ts';
import { noticeMarksId } from '../../shared/domain/noticeMarks.ts';
import { validateCalendar } from '../../shared/domain/sla/calendar.ts';
import { checkPolicy } from '../../shared/domain/sla/checkPolicy.ts';
import { closesCircle } from '../../shared/domain/substitutes.ts';
import type { HistoryEntry, Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { CollectionName, DocumentOf } from '../../shared/sync/wire.ts';
import type { Caller } from './caller.ts';
import { mayWriteMessageByRule } from './ruleRights.ts';
import { judgeTicket } from './ticketRights.ts';

/** A pushed document beside what the server has. */
export interface PushedChange<C extends CollectionName> {
  readonly next: DocumentOf[C];
  readonly isDeleted: boolean;
  readonly master: DocumentOf[C] | null;
  /** The ticket a message belongs to, where the server has it already. */
  readonly ticket: Ticket | null;
  /** What kind of setting has this id, for the ids a ticket or a message names; `undefined` when there is none. */
  readonly settingKind: (id: string) => SettingKind | undefined;
  /** The settings a pushed document leads to: a ticket's department and owners, an agent's substitutes. */
  readonly setting: (id: string) => Setting | undefined;
  /** Whether anybody counts by this calendar. */
  readonly isCalendarUsed: (id: CalendarId) => boolean;
  /** See `alarmRights.ts`. */
  readonly haveAlarmsRung: (master: Ticket, lines: readonly HistoryEntry[]) => boolean;
}

type Rights = {
  readonly [C in CollectionName]: (caller: Caller, change: PushedChange<C>) => ErrorCode | null;
};

/** Who may push what. `null` allows. */
export const PUSH_RIGHTS: Rights = {
  tickets: (caller, change) => (change.isDeleted ? 'auth.forbidden' : judgeTicket(caller, change)),
  messages: mayWriteMessage,
  contacts: mayWriteContact,
  settings: mayWriteSetting,
};

function mayWriteMessage(
  caller: Caller,
  { next, isDeleted, ticket, setting, settingKind }: PushedChange<'messages'>,
): ErrorCode | null {
  if (isDeleted) return 'auth.forbidden';
  if (!mentionsAgents(next, settingKind)) return 'input.invalid';
  const mayWrite =
    isOwnWords(caller, next) || isTakenDown(next, ticket) || mayWriteMessageByRule(next, setting);
  return mayWrite ? null : 'auth.forbidden';
}

/** Only notes name colleagues, and only colleagues. */
function mentionsAgents(
  { kind, mentions = [] }: Message,
  settingKind: PushedChange<'messages'>['settingKind'],
): boolean {
  return mentions.length === 0 || (kind === 'note' && mentions.every((id) => settingKind(id) === 'agent'));
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

function mayWriteContact(
  caller: Caller,
  { next, isDeleted, master }: PushedChange<'contacts'>,
): ErrorCode | null {
  if (isDeleted && caller.role === 'agent') return 'auth.forbidden';
  return master && next.createdAtMs !== master.createdAtMs ? 'input.invalid' : null;
}

function mayWriteSetting(caller: Caller, change: PushedChange<'settings'>): ErrorCode | null {
  const { next, master } = change;
  if (master && next.kind !== master.kind) return 'input.invalid';
  if (next.kind === 'notice-marks') return isOwnMarks(caller, change) ? null : 'auth.forbidden';
  if (next.kind === 'agent') {
    if (!mayWriteAgent(caller, change)) return 'auth.forbidden';
    return standsInForThemselves(change) ? 'agent.substituteCircle' : null;
  }
  if (caller.role === 'agent') return 'auth.forbidden';
  if (change.isDeleted) return isStillUsed(change) ? 'calendar.inUse' : null;
  return isSound(change) ? null : 'input.invalid';
}

/** Whoever counts by a calendar would be without working hours. */
function isStillUsed({ next, isCalendarUsed }: PushedChange<'settings'>): boolean {
  return next.kind === 'calendar' && isCalendarUsed(next.id as string as CalendarId);
}

/**
 * A calendar under which nothing would ever be due is refused, whoever sends it, and so is a policy whose calendar is not
 * there. A policy that has lost its calendar may still be changed otherwise.
 */
function isSound({ next, master, setting }: PushedChange<'settings'>): boolean {
  if (next.kind === 'calendar')
    // Time zones are left to the desks: this machine's list may be older than theirs.
    return validateCalendar(next.value).every(({ code }) => code === 'unknownTimeZone');
  if (next.kind !== 'sla-policy') return true;
  const { calendarId } = next.value;
  const isAsBefore = master?.kind === 'sla-policy' && master.value.calendarId === calendarId;
  const hasCalendar = (id: string): boolean => isAsBefore || setting(id)?.kind === 'calendar';
  return checkPolicy(next.value, hasCalendar).every(({ code }) => code !== 'calendarMissing');
}

function isOwnMarks({ agentId }: Caller, { next, isDeleted }: PushedChange<'settings'>): boolean {
  const isOwn = next.id === noticeMarksId(agentId);
  return !isDeleted && isOwn && next.kind === 'notice-marks' && next.value.agentId === agentId;
}

/** What everybody says for themselves: whether they are there, who takes over while they are not, what they want to hear of. */
const OWN_FIELDS: readonly (keyof AgentValue)[] = [
  'availability',
  'availabilitySinceMs',
  'substituteId',
  'substituteFromMs',
  'substituteUntilMs',
  'notices',
];

/**
 * People come and go by the team's own requests (`routes/team.ts`), where sessions end with them; so do their role and
 * address. Everybody says for themselves whether they are there; supervisors set what distribution goes by, except for
 * administrators; who belongs to which department decides what they see, and is an administrator's to say.
 */
function mayWriteAgent(caller: Caller, { next, isDeleted, master }: PushedChange<'settings'>): boolean {
  const [before, after] = [valueOf(master), valueOf(next)];
  if (isDeleted || !before || !after) return false;
  const isOwn = master?.id === (caller.agentId as string);
  if (isOwn && isSameBut(before, after, OWN_FIELDS)) return true;
  if (caller.role === 'administrator') return isSameIn(before, after, ['role', 'isActive', 'email']);
  return (
    caller.role === 'supervisor' &&
    before.role !== 'administrator' &&
    isSameIn(before, after, ['role', 'isActive', 'email', 'departmentIds'])
  );
}

function standsInForThemselves({ next, setting }: PushedChange<'settings'>): boolean {
  const value = valueOf(next);
  return (
    value !== undefined &&
    closesCircle(next.id as string as AgentId, value, (id) => valueOf(setting(id) ?? null))
  );
}

function valueOf(setting: Setting | null): AgentValue | undefined {
  return setting?.kind === 'agent' ? setting.value : undefined;
}

function isSameIn(before: AgentValue, after: AgentValue, fields: readonly (keyof AgentValue)[]): boolean {
  return fields.every((field) => isDeepStrictEqual(before[field], after[field]));
}

function isSameBut(before: AgentValue, after: AgentValue, fields: readonly (keyof AgentValue)[]): boolean {
  const others = Object.keys({ ...before, ...after }).filter(
    (key) => !(fields as readonly string[]).includes(key),
  );
  return isSameIn(before, after, others as (keyof AgentValue)[]);
}
