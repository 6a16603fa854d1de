import type { AnyDocument, CollectionName } from '../sync/wire.ts';
import { CONTACT_ADDRESSES_MAX, type Contact } from './contact.ts';
import { mergeNoticeMarks } from './noticeMarks.ts';
import type { Setting } from './settings.ts';
import { mergeSets, threeWay } from './threeWay.ts';
import { mergeTicket } from './ticket/mergeTicket.ts';
import type { Ticket } from './ticket/ticket.ts';

/**
 * What a client stores when the server has a newer state than the one it changed. Pure and idempotent; the caller gives
 * the result a fresh `rev`. `base` is the state both sides started from, `null` when unknown.
 * Messages are immutable, so the server's state is the answer.
 */
export function mergeDocument(
  collection: CollectionName,
  base: AnyDocument | null,
  mine: AnyDocument,
  theirs: AnyDocument,
): AnyDocument {
  switch (collection) {
    case 'tickets':
      return mergeTicket(base as Ticket | null, mine as Ticket, theirs as Ticket);
    case 'messages':
      return theirs;
    case 'contacts':
      return mergeContact(base as Contact | null, mine as Contact, theirs as Contact);
    case 'settings':
      return mergeSetting(base as Setting | null, mine as Setting, theirs as Setting);
  }
}

/** Addresses and numbers are sets: what two people add to one customer is all kept. */
function mergeContact(base: Contact | null, mine: Contact, theirs: Contact): Contact {
  return {
    ...mergeFields(base, mine, theirs),
    emails: mergeSets(base?.emails, mine.emails, theirs.emails).slice(0, CONTACT_ADDRESSES_MAX),
    phones: mergeSets(base?.phones, mine.phones, theirs.phones).slice(0, CONTACT_ADDRESSES_MAX),
    updatedAtMs: Math.max(mine.updatedAtMs, theirs.updatedAtMs),
  };
}

function mergeSetting(base: Setting | null, mine: Setting, theirs: Setting): Setting {
  if (mine.kind !== theirs.kind) return theirs;
  if (mine.kind === 'notice-marks' && theirs.kind === 'notice-marks') {
    const before = base?.kind === 'notice-marks' ? base.value : null;
    const updatedAtMs = Math.max(mine.updatedAtMs, theirs.updatedAtMs);
    return { ...theirs, updatedAtMs, value: mergeNoticeMarks(before, mine.value, theirs.value) };
  }
  const value = mergeFields(base?.kind === mine.kind ? base.value : null, mine.value, theirs.value);
  return { ...theirs, updatedAtMs: Math.max(mine.updatedAtMs, theirs.updatedAtMs), value } as Setting;
}

/** Per field: changed on one side → that side; on both → the server's, which was accepted first. */
function mergeFields<T extends object>(base: T | null, mine: T, theirs: T): T {
  const merged = { ...theirs };
  for (const key of Object.keys(mine) as (keyof T)[]) {
    merged[key] = threeWay(base?.[key], mine[key], theirs[key], () => theirs[key]);
  }
  return merged;
}
