import { z } from 'zod';
import { Instant } from '../domain/ticket/ticket.ts';
import { command, nothing } from './command.ts';

/** Longest release notes that are shown, in characters. */
export const RELEASE_NOTES_MAX_LENGTH = 20_000;

/** Why looking for a newer Baton, or fetching it, came to nothing. */
export const UPDATE_PROBLEMS = ['unreachable', 'damaged', 'notInstalled'] as const;

/** Where this copy stands with newer versions of itself. */
export const UpdateState = z.discriminatedUnion('name', [
  /** Nobody has told this copy where newer ones are to be had: whoever installed it brings them. */
  z.strictObject({ name: z.literal('off') }),
  z.strictObject({
    name: z.literal('upToDate'),
    /** 0 before the first look. */
    checkedAtMs: Instant,
    problem: z.enum(UPDATE_PROBLEMS).nullable(),
  }),
  z.strictObject({ name: z.literal('checking') }),
  z.strictObject({
    name: z.literal('downloading'),
    version: z.string(),
    percent: z.number().min(0).max(100),
  }),
  z.strictObject({
    name: z.literal('ready'),
    version: z.string(),
    /** Plain text; `''` for none. */
    notes: z.string().max(RELEASE_NOTES_MAX_LENGTH),
    /** It restarts by itself as soon as nobody is in the middle of something. */
    restartsWhenIdle: z.boolean(),
    problem: z.enum(UPDATE_PROBLEMS).nullable(),
  }),
]);
export type UpdateState = z.infer<typeof UpdateState>;
export type UpdateProblem = (typeof UPDATE_PROBLEMS)[number];

/** What a window may ask about newer versions. */
export const UPDATE_COMMANDS = {
  'update.get': command(nothing, UpdateState),
  /** Looks for a newer version; the answer is where that stands, fetching goes on afterwards. */
  'update.check': command(nothing, UpdateState),
  /** Restarts into a version that is ready; `whenIdle` waits until nobody is in the middle of something. */
  'update.restart': command(z.strictObject({ when: z.enum(['now', 'whenIdle']) }), UpdateState),
} as const;

/** What windows are told about newer versions. */
export const UPDATE_EVENTS = {
  'update.changed': UpdateState,
} as const;
