import { z } from 'zod';
import { TicketId } from '../domain/ids.ts';
import { NOTICE_EVENTS, NoticeSettings } from '../domain/noticeSettings.ts';
import { SLA_TARGETS } from '../domain/settings.ts';
import { Actor, Instant } from '../domain/ticket/ticket.ts';
import { command, nothing } from './command.ts';

/** One line of the person's list of notices. */
export const ListedNotice = z.strictObject({
  id: z.string(),
  event: z.enum(NOTICE_EVENTS),
  ticketId: TicketId,
  number: z.int().min(0),
  subject: z.string(),
  /** When it happened. */
  atMs: Instant,
  by: Actor,
  /** The beginning of what was written; `''` when nothing was. */
  words: z.string(),
  /** The deadline it is about; null when it is about none. */
  deadline: z.strictObject({ target: z.enum(SLA_TARGETS), dueAtMs: Instant }).nullable(),
  isRead: z.boolean(),
});
export type ListedNotice = z.infer<typeof ListedNotice>;

/** The person's notices, newest first, and how many of them are unread. */
export const NoticeList = z.strictObject({
  notices: z.array(ListedNotice).readonly(),
  unread: z.int().min(0),
});
export type NoticeList = z.infer<typeof NoticeList>;

/**
 * What became of a notice on its way through the system: `asked` until the system answers, `noAnswer` when it does not.
 * `off` and `listed` by the person's own choice; `burst` and the quiet ones are told later in one.
 */
const DELIVERIES = [
  'asked',
  'shown',
  'failed',
  'noAnswer',
  'unsupported',
  'soundOnly',
  'off',
  'listed',
  'paused',
  'quietHours',
  'otherMachine',
  'burst',
] as const;

/** One line of the delivery log. It names a ticket by its number only: it may be shown to somebody who helps. */
export const DeliveryLine = z.strictObject({
  id: z.string(),
  atMs: Instant,
  what: z.enum([...NOTICE_EVENTS, 'group', 'test']),
  /** The ticket's number; 0 when it has none, or when it is about several. */
  number: z.int().min(0),
  /** How many it tells of. */
  count: z.int().min(1),
  delivery: z.enum(DELIVERIES),
  /** What the system said when it failed, else `''`. */
  reason: z.string().max(500),
  isListed: z.boolean(),
  isHeard: z.boolean(),
});
export type DeliveryLine = z.infer<typeof DeliveryLine>;

/** What the system answered to a test. */
export const TestOutcome = z.strictObject({
  delivery: z.enum(['shown', 'failed', 'noAnswer', 'unsupported']),
  reason: z.string(),
  /** False when no window could play the sound. */
  isHeard: z.boolean(),
});
export type TestOutcome = z.infer<typeof TestOutcome>;

/** What a window may ask about notices. */
export const NOTICE_CENTRE_COMMANDS = {
  'notices.list': command(nothing, NoticeList),
  /** Here and on the person's other machines. */
  'notices.markRead': command(
    z.strictObject({ ids: z.union([z.array(z.string().max(300)).max(1000), z.literal('all')]) }),
    nothing,
  ),
  /** Throws `input.invalid` for a time zone that does not exist. */
  'notices.save': command(NoticeSettings, nothing),
  /** Shows a notice and plays the sound, whatever the settings say; answers within five seconds. */
  'notices.test': command(nothing, TestOutcome),
  /** What became of the latest notices, newest first. */
  'notices.deliveries': command(nothing, z.array(DeliveryLine)),
} as const;

/** What windows are told about notices. */
export const NOTICE_CENTRE_EVENTS = {
  /** The list of notices, or what became of them, is other than before. */
  'notices.changed': z.strictObject({ unread: z.int().min(0) }),
  /** Whoever shows the desk plays Baton's sound. */
  'notices.sounded': nothing,
} as const;
