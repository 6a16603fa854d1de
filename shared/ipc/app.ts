import { z } from 'zod';
import { ERROR_CODES } from '../errors.ts';
import { command, nothing } from './command.ts';
import { Licence } from './desktop.ts';
import { LOCALES } from './locales.ts';

/** What a window may ask about Baton itself. */
export const APP_COMMANDS = {
  'app.info': command(
    nothing,
    z.strictObject({
      version: z.string(),
      platform: z.string(),
      /** The language the system prefers among Baton's own. */
      systemLocale: z.enum(LOCALES),
      /** False where the system has no key store: the sign-in then rests in a file. */
      hasKeyStore: z.boolean(),
      /** Things to tell the person once: a file that had to be set aside, for example. */
      startupNotices: z.array(z.strictObject({ code: z.enum(ERROR_CODES), path: z.string() })),
    }),
  ),
  /** The desk shows data (or its empty state): the first paint that is of use. */
  'app.deskReady': command(nothing, nothing),
  /** A report for whoever helps, without anything that a customer or a colleague has written. */
  'diagnostics.get': command(nothing, z.strictObject({ text: z.string() })),
  /** Saves that report and the log of the last days into one file, where the person says. */
  'diagnostics.save': command(nothing, z.strictObject({ outcome: z.enum(['saved', 'cancelled', 'failed']) })),
  /** Every package that is in Baton. */
  'app.licences': command(nothing, z.array(Licence)),
} as const;

/** What windows are told about Baton itself. */
export const APP_EVENTS = {
  /** The main process could not do something it started by itself; the window tells the person. */
  'problem.raised': z.strictObject({ code: z.enum(ERROR_CODES), detail: z.string() }),
} as const;
