import { z } from 'zod';
import { AgentId, DepartmentId, ID_MAX_LENGTH } from '../domain/ids.ts';
import { AgentValue } from '../domain/settings.ts';
import { Instant } from '../domain/ticket/ticket.ts';

/** Length of a password, in characters. Source: NIST SP 800-63B, section 5.1.1: length counts, composition rules do not. */
export const PASSWORD_MIN_LENGTH = 10;
const PASSWORD_MAX_LENGTH = 200;

/** How many days an invitation may be good for. */
export const INVITATION_DAYS = [1, 3, 7, 14, 30] as const;

const DayMark = z.literal(INVITATION_DAYS);

/** What an administrator says about somebody who is to join. */
export const InviteBody = z.strictObject({
  name: AgentValue.shape.name.trim(),
  email: AgentValue.shape.email,
  role: AgentValue.shape.role,
  departmentIds: z.array(DepartmentId).max(100),
  level: AgentValue.shape.level,
  languages: AgentValue.shape.languages.max(20),
  days: DayMark,
});
export type InviteBody = z.infer<typeof InviteBody>;

/** A link that has been made: its code is in this answer and nowhere else. */
export const IssuedLink = z.strictObject({
  id: z.string().max(ID_MAX_LENGTH),
  code: z.string().max(200),
  expiresAtMs: Instant,
});
export type IssuedLink = z.infer<typeof IssuedLink>;

/** A link that is still open. `join` brings somebody new, `reset` lets somebody choose a new password. */
export const OpenInvitation = z.strictObject({
  id: z.string().max(ID_MAX_LENGTH),
  kind: z.enum(['join', 'reset']),
  name: z.string(),
  email: z.string(),
  role: AgentValue.shape.role,
  /** Whose password it sets; `''` while they are not there yet. */
  agentId: z.union([AgentId, z.literal('')]),
  createdAtMs: Instant,
  expiresAtMs: Instant,
});
export type OpenInvitation = z.infer<typeof OpenInvitation>;

/** What of the team is not in its settings: who can sign in, and which links are open. */
export const TeamAnswer = z.strictObject({
  invitations: z.array(OpenInvitation),
  accounts: z.array(
    z.strictObject({
      agentId: AgentId,
      /** Devices signed in now. */
      devices: z.int().min(0),
      /** Last contact of any of their devices; 0 when there was none. */
      lastSeenAtMs: Instant,
    }),
  ),
});
export type TeamAnswer = z.infer<typeof TeamAnswer>;

/** What an administrator changes about a person; what is left out stays. */
export const PersonChanges = z.strictObject({
  name: AgentValue.shape.name.trim().optional(),
  role: AgentValue.shape.role.optional(),
  departmentIds: z.array(DepartmentId).max(100).optional(),
  level: AgentValue.shape.level.optional(),
  languages: AgentValue.shape.languages.max(20).optional(),
  isActive: z.boolean().optional(),
});
export type PersonChanges = z.infer<typeof PersonChanges>;

/** What somebody with a link is told before they choose a password. */
export const InvitationFacts = z.strictObject({
  kind: OpenInvitation.shape.kind,
  workspaceName: z.string(),
  name: z.string(),
  email: z.string(),
  expiresAtMs: Instant,
});
export type InvitationFacts = z.infer<typeof InvitationFacts>;

export const InvitationBody = z.strictObject({ code: z.string().max(200) });

export const PasswordBody = z.strictObject({ current: z.string().max(1000), next: z.string().max(1000) });

/** One signed-in device of a person. */
export const DeviceEntry = z.strictObject({
  /** Names the session, for revoking it. */
  id: z.string().max(ID_MAX_LENGTH),
  name: z.string(),
  /** `linux`, `darwin`, `win32`; `''` when it did not say. */
  platform: z.string(),
  signedInAtMs: Instant,
  lastSeenAtMs: Instant,
  /** The device that asks. */
  isThis: z.boolean(),
});
export type DeviceEntry = z.infer<typeof DeviceEntry>;

export const DevicesAnswer = z.strictObject({ devices: z.array(DeviceEntry) });
export type DevicesAnswer = z.infer<typeof DevicesAnswer>;

/** True for a password that may be chosen. */
export function isAcceptablePassword(password: string): boolean {
  return password.length >= PASSWORD_MIN_LENGTH && password.length <= PASSWORD_MAX_LENGTH;
}
