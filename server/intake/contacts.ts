import type { Contact } from '../../shared/domain/contact.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { BatonError } from '../../shared/errors.ts';
import { newId } from '../security/ids.ts';
import { documentOf, findContactByEmail } from '../store/documents.ts';
import type { LogWriter } from '../store/writeLog.ts';

/** Who a message says it is from. */
export interface Sender {
  readonly email: string;
  readonly name: string;
  readonly phone: string;
}

/**
 * The contact behind a sender: found by id or by lower-cased address, and made where there is none. A contact known by
 * address only takes the name that comes with a later message. Throws `intake.unknownTicket` for an id nobody has.
 */
export async function resolveContact(
  log: LogWriter,
  sender: Sender | ContactId,
  language: string,
): Promise<Contact> {
  if (typeof sender === 'string') {
    await log.load('contacts', [sender]);
    const stored = log.master('contacts', sender);
    if (!stored) throw new BatonError('intake.unknownTicket', 'this ticket has no contact');
    return documentOf('contacts', stored);
  }
  const email = sender.email.trim().toLowerCase();
  const name = sender.name.replace(/\s+/g, ' ').trim();
  const stored = await findContactByEmail(log.sql, log.workspaceId, email);
  if (!stored) {
    const contact = newContact(log, email, name, sender.phone.trim(), language);
    log.put('contacts', contact);
    return contact;
  }
  const known = documentOf('contacts', stored);
  if (name === '' || (known.name !== '' && known.name !== email)) return known;
  const named = { ...known, name, updatedAtMs: log.nowMs, rev: log.stamp(known.rev) };
  log.put('contacts', named);
  return named;
}

function newContact(log: LogWriter, email: string, name: string, phone: string, language: string): Contact {
  return {
    id: newId(log.nowMs) as ContactId,
    rev: log.stamp(),
    kind: 'person',
    name: name === '' ? email.slice(0, 200) : name,
    emails: [email],
    phones: phone === '' ? [] : [phone],
    organisationId: '',
    plan: '',
    language,
    isVip: false,
    notes: '',
    externalId: '',
    createdAtMs: log.nowMs,
    updatedAtMs: log.nowMs,
  };
}
