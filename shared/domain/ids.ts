import { z } from 'zod';

/** Longest id Baton accepts, in characters; ids it makes itself are 36. */
export const ID_MAX_LENGTH = 64;

const idText = z.string().min(1).max(ID_MAX_LENGTH);

export const TicketId = idText.brand<'TicketId'>();
export const MessageId = idText.brand<'MessageId'>();
export const ContactId = idText.brand<'ContactId'>();
export const SettingId = idText.brand<'SettingId'>();
export const AgentId = idText.brand<'AgentId'>();
export const DepartmentId = idText.brand<'DepartmentId'>();
export const CalendarId = idText.brand<'CalendarId'>();
export const PolicyId = idText.brand<'PolicyId'>();
export const HistoryId = idText.brand<'HistoryId'>();
export const DeviceId = idText.brand<'DeviceId'>();

export type TicketId = z.infer<typeof TicketId>;
export type MessageId = z.infer<typeof MessageId>;
export type ContactId = z.infer<typeof ContactId>;
export type SettingId = z.infer<typeof SettingId>;
export type AgentId = z.infer<typeof AgentId>;
export type DepartmentId = z.infer<typeof DepartmentId>;
export type CalendarId = z.infer<typeof CalendarId>;
export type PolicyId = z.infer<typeof PolicyId>;
export type HistoryId = z.infer<typeof HistoryId>;
export type DeviceId = z.infer<typeof DeviceId>;

/** Fills the given array with cryptographically strong random bytes and returns it; passed in because `shared` has no randomness of its own. */
export type RandomBytes = (into: Uint8Array) => Uint8Array;

const UUID_BYTES = 16;
const TIME_BYTES = 6;

/** A time-sortable UUID (version 7). `nowMs` is UTC epoch milliseconds. Source: RFC 9562, section 5.7. */
export function uuidV7(nowMs: number, randomBytes: RandomBytes): string {
  const bytes = randomBytes(new Uint8Array(UUID_BYTES));
  let rest = Math.max(0, Math.floor(nowMs));
  for (let index = TIME_BYTES - 1; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
