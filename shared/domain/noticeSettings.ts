import { z } from 'zod';
import { Instant } from './ticket/ticket.ts';

/** What a person can be told of. `team…`: for supervisors, tickets of their departments that are somebody else's. @public */
export const NOTICE_EVENTS = [
  'assigned',
  'reopened',
  'customerReplied',
  'mentioned',
  'newInDepartment',
  'reopenedInDepartment',
  'slaWarning',
  'slaBreach',
  'teamSlaWarning',
  'teamSlaBreach',
  'escalated',
  'ruleNotified',
] as const;
/** One of them. @public */
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** How a person can be told: by the system, in Baton's own list, with a sound. @public */
export const NOTICE_CHANNELS = ['system', 'inApp', 'sound'] as const;
/** One of them. @public */
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** What one person wants to hear of, the same on all their machines. */
export const NoticeSettings = z.strictObject({
  /** Channels by event; an event not named keeps its defaults. */
  grid: z.partialRecord(z.enum(NOTICE_EVENTS), z.array(z.enum(NOTICE_CHANNELS)).max(NOTICE_CHANNELS.length)),
  quietHours: z.strictObject({
    isOn: z.boolean(),
    /** Minutes after local midnight; `from` after `to` runs through the night. */
    fromMinute: z.int().min(0).max(1439),
    toMinute: z.int().min(0).max(1439),
    /** Weekdays on which they begin, Monday is 0. */
    days: z.array(z.int().min(0).max(6)).max(7),
    /** IANA time zone they are meant in. */
    timeZone: z.string().min(1).max(60),
  }),
  /** Do not disturb until then; 0 when not. */
  pausedUntilMs: Instant,
});
export type NoticeSettings = z.infer<typeof NoticeSettings>;
