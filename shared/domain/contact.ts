import { z } from 'zod';
import { ContactId } from './ids.ts';
import { Rev } from './rev.ts';
import { Instant } from './ticket/ticket.ts';

/** Most addresses of one kind; far more than anybody notes, so that joining what several people noted apart drops none. */
export const CONTACT_ADDRESSES_MAX = 200;

/** A customer or an organisation. */
export const Contact = z.strictObject({
  id: ContactId,
  rev: Rev,
  kind: z.enum(['person', 'organisation']),
  name: z.string().max(200),
  /** Lower-cased addresses; the first is the one answers go to. */
  emails: z.array(z.string().max(320)).max(CONTACT_ADDRESSES_MAX),
  phones: z.array(z.string().max(60)).max(CONTACT_ADDRESSES_MAX),
  /** The organisation a person belongs to, or `''`. */
  organisationId: z.union([ContactId, z.literal('')]),
  /** What they bought, as the team calls it; `''` when unknown. */
  plan: z.string().max(60),
  language: z.string().max(20),
  isVip: z.boolean(),
  notes: z.string().max(10_000),
  externalId: z.string().max(200),
  createdAtMs: Instant,
  updatedAtMs: Instant,
});
export type Contact = z.infer<typeof Contact>;
