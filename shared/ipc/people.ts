import { z } from 'zod';
import { AgentId } from '../domain/ids.ts';
import { Instant } from '../domain/ticket/ticket.ts';
import { DeviceEntry, InviteBody, PasswordBody, PersonChanges, TeamAnswer } from '../sync/people.ts';
import { command, nothing } from './command.ts';

/** A link for somebody else, and the code in it. */
export const IssuedInvitation = z.strictObject({ link: z.string(), code: z.string(), expiresAtMs: Instant });
export type IssuedInvitation = z.infer<typeof IssuedInvitation>;

/** What a window may ask about accounts and the team. */
export const PEOPLE_COMMANDS = {
  'account.changePassword': command(PasswordBody, nothing),
  'account.devices': command(z.strictObject({ agentId: AgentId }), z.array(DeviceEntry)),
  /** The device deletes what it holds at its next contact. */
  'account.removeDevice': command(z.strictObject({ deviceId: z.string() }), nothing),
  'team.get': command(nothing, TeamAnswer),
  'team.invite': command(InviteBody, IssuedInvitation),
  'team.revokeInvitation': command(z.strictObject({ id: z.string() }), nothing),
  'team.change': command(z.strictObject({ agentId: AgentId, changes: PersonChanges }), nothing),
  'team.resetPassword': command(z.strictObject({ agentId: AgentId }), IssuedInvitation),
} as const;
