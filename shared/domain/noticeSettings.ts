import { z } from 'zod';
import { Instant, NO_DUE_MS } from './ticket/ticket.ts';

/** What a person can be told of. `team…`: for supervisors, tickets of their departments that are somebody else's. @public */
export const NOTICE_EVENTS = [
  'assigned',
  'reopened',
  'customerReplied',
  'mentioned',
  'followed',
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

/** `pausedUntilMs` of somebody who is not to be disturbed until they say otherwise. */
export const PAUSED_UNTIL_ENDED_MS = NO_DUE_MS;

/** What one person wants to hear of, the same on all their machines. */
export const NoticeSettings = z.strictObject({
  /** Channels by event; an event not named keeps its defaults. */
  grid: z.partialRecord(z.enum(NOTICE_EVENTS), z.array(z.enum(NOTICE_CHANNELS)).max(NOTICE_CHANNELS.length)),
  quietHours: z.strictObject({
    isOn: z.boolean(),
    /** Minutes after local midnight; `from` after `to` runs through the night, and equal ones last a whole day. */
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

const ALL: readonly NoticeChannel[] = ['system', 'inApp', 'sound'];
const SEEN: readonly NoticeChannel[] = ['system', 'inApp'];
const LISTED: readonly NoticeChannel[] = ['inApp'];

/** What holds where a person has chosen nothing: what concerns only them is heard, what concerns everybody is listed. */
const DEFAULT_CHANNELS: Readonly<Record<NoticeEvent, readonly NoticeChannel[]>> = {
  assigned: ALL,
  reopened: ALL,
  customerReplied: SEEN,
  mentioned: ALL,
  followed: SEEN,
  newInDepartment: LISTED,
  reopenedInDepartment: LISTED,
  slaWarning: SEEN,
  slaBreach: ALL,
  teamSlaWarning: LISTED,
  teamSlaBreach: SEEN,
  escalated: ALL,
  ruleNotified: SEEN,
};

/** The channels of an event: the person's choice, or what holds without one. An empty list tells them nothing. */
export function channelsOf(
  settings: Pick<NoticeSettings, 'grid'>,
  event: NoticeEvent,
): readonly NoticeChannel[] {
  return settings.grid[event] ?? DEFAULT_CHANNELS[event];
}

/** Somebody's settings, also before they have chosen any; `timeZone` is the one of their machine. */
export function noticeSettingsOf(chosen: NoticeSettings | undefined, timeZone: string): NoticeSettings {
  return (
    chosen ?? {
      grid: {},
      quietHours: {
        isOn: false,
        fromMinute: 20 * 60,
        toMinute: 7 * 60,
        days: [0, 1, 2, 3, 4, 5, 6],
        timeZone,
      },
      pausedUntilMs: 0,
    }
  );
}
