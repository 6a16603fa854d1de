import { z } from 'zod';
import { AgentId } from '../domain/ids.ts';
import { ERROR_CODES } from '../errors.ts';
import { InvitationFacts } from '../sync/people.ts';
import { command, nothing } from './command.ts';

export const SessionState = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('signedOut'),
    /** Address used last, or `''`. */
    server: z.string(),
    email: z.string(),
    /** Why the session ended, when it did not end by the person's own wish. */
    problem: z.enum(ERROR_CODES).nullable(),
    /** An invitation link that the system has opened in Baton. */
    invitation: z.string().max(2000).optional(),
  }),
  z.strictObject({
    name: z.literal('signedIn'),
    server: z.string(),
    agentId: AgentId,
    email: z.string(),
    workspaceName: z.string(),
  }),
]);
export type SessionState = z.infer<typeof SessionState>;

/** What a window may ask about signing in and out. */
export const SESSION_COMMANDS = {
  'session.get': command(nothing, SessionState),
  'session.signIn': command(
    z.strictObject({
      server: z.string().max(500),
      email: z.string().max(320),
      password: z.string().max(1000),
    }),
    SessionState,
  ),
  'session.redeem': command(
    z.strictObject({ server: z.string().max(500), code: z.string().max(200) }),
    SessionState,
  ),
  /** Refused with unsent changes unless `discardWaiting` is set. */
  'session.signOut': command(z.strictObject({ discardWaiting: z.boolean() }), SessionState),
  /** What an invitation is for, before anybody uses it. */
  'session.invitation': command(
    z.strictObject({ server: z.string().max(500), code: z.string().max(200) }),
    InvitationFacts,
  ),
  'session.join': command(
    z.strictObject({
      server: z.string().max(500),
      code: z.string().max(200),
      password: z.string().max(1000),
    }),
    SessionState,
  ),
  /** Ends the sessions of all devices, this one included. */
  'session.signOutEverywhere': command(nothing, SessionState),
  'workspace.createDemo': command(nothing, nothing),
} as const;

/** What windows are told about signing in and out. */
export const SESSION_EVENTS = {
  'session.changed': SessionState,
} as const;
