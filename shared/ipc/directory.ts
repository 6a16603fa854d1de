import { z } from 'zod';
import { Contact } from '../domain/contact.ts';
import { AgentId } from '../domain/ids.ts';
import { AVAILABILITIES, Setting } from '../domain/settings.ts';
import { Instant, NOBODY } from '../domain/ticket/ticket.ts';
import { command, nothing } from './command.ts';

/** What a window may ask about what the team has configured, contacts and oneself. */
export const DIRECTORY_COMMANDS = {
  /** Everything the team has configured. */
  'directory.get': command(nothing, z.array(Setting)),
  'contacts.search': command(z.strictObject({ text: z.string().max(200) }), z.array(Contact)),
  'me.setAvailability': command(z.strictObject({ availability: z.enum(AVAILABILITIES) }), nothing),
  /** Who takes over while this agent is not there; `''` nobody, 0 leaves an end open. Throws `agent.substituteCircle`. */
  'me.setSubstitute': command(
    z.strictObject({
      substituteId: z.union([AgentId, z.literal(NOBODY)]),
      fromMs: Instant,
      untilMs: Instant,
    }),
    nothing,
  ),
} as const;

/** What windows are told about what the team has configured, contacts and oneself. */
export const DIRECTORY_EVENTS = {
  'directory.changed': nothing,
} as const;
