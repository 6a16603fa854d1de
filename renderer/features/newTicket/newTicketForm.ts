import { z } from 'zod';
import { MESSAGE_MAX_LENGTH } from '../../../shared/domain/message.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { AgentId, DepartmentId } from '../../../shared/domain/ids.ts';
import { NOBODY, SUBJECT_MAX_LENGTH } from '../../../shared/domain/ticket/ticket.ts';
import type { NewTicket } from '../../../shared/ipc/tickets.ts';

/** Who called: not known yet, somebody the team knows, or somebody new. */
export type ChosenContact =
  | { readonly kind: 'none' }
  | { readonly kind: 'existing'; readonly contact: Contact }
  | { readonly kind: 'new'; readonly name: string; readonly email: string; readonly phone: string };

/** What has been filled in so far. */
export interface NewTicketForm {
  readonly contact: ChosenContact;
  readonly subject: string;
  readonly words: string;
  readonly departmentId: DepartmentId | null;
  readonly assigneeId: AgentId | typeof NOBODY;
  readonly priority: string;
  readonly channel: NewTicket['channel'];
  readonly tags: readonly string[];
}

export const EMPTY_FORM: NewTicketForm = {
  contact: { kind: 'none' },
  subject: '',
  words: '',
  departmentId: null,
  assigneeId: NOBODY,
  priority: 'normal',
  channel: 'phone',
  tags: [],
};

/** What is wrong with a field; the names of texts in `dialogs:newTicket.required`. */
export interface FormProblems {
  readonly contact?: 'contact';
  readonly name?: 'name';
  readonly email?: 'email';
  readonly subject?: 'subject' | 'subjectTooLong';
  readonly words?: 'words' | 'wordsTooLong';
  readonly department?: 'department';
}

const Email = z.email().max(320);

/** Everything that keeps the form from being sent, by field; an empty object when nothing does. */
export function formProblems(form: NewTicketForm): FormProblems {
  const { contact } = form;
  const subject = form.subject.trim();
  return {
    ...(contact.kind === 'none' && { contact: 'contact' }),
    ...(contact.kind === 'new' && contact.name.trim() === '' && { name: 'name' }),
    ...(contact.kind === 'new' && !isEmailOrEmpty(contact.email) && { email: 'email' }),
    ...(subject === '' && { subject: 'subject' }),
    ...(subject.length > SUBJECT_MAX_LENGTH && { subject: 'subjectTooLong' }),
    ...(form.words.trim() === '' && { words: 'words' }),
    ...(wordsToHtml(form.words).length > MESSAGE_MAX_LENGTH && { words: 'wordsTooLong' }),
    ...(form.departmentId === null && { department: 'department' }),
  };
}

/** The command's input, or `undefined` while the form has problems. */
export function toNewTicket(form: NewTicketForm): NewTicket | undefined {
  const { contact, departmentId } = form;
  if (contact.kind === 'none' || departmentId === null || Object.keys(formProblems(form)).length > 0)
    return undefined;
  return {
    contact:
      contact.kind === 'existing'
        ? { kind: 'existing', contactId: contact.contact.id }
        : {
            kind: 'new',
            name: contact.name.trim(),
            email: contact.email.trim(),
            phone: contact.phone.trim(),
          },
    subject: form.subject.trim(),
    html: wordsToHtml(form.words),
    departmentId,
    assigneeId: form.assigneeId,
    priority: form.priority,
    channel: form.channel,
    tags: [...form.tags],
  };
}

/** True when closing would lose something. */
export function isFormTouched(form: NewTicketForm): boolean {
  return (
    form.contact.kind !== 'none' ||
    form.subject.trim() !== '' ||
    form.words.trim() !== '' ||
    form.tags.length > 0
  );
}

/** Starts a new contact from what was typed into the search: an address, a number or a name. */
export function contactFromSearch(text: string): Extract<ChosenContact, { kind: 'new' }> {
  const typed = text.trim();
  if (typed.includes('@')) return { kind: 'new', name: '', email: typed, phone: '' };
  if (/^\+?[\d\s()/-]{5,}$/.test(typed)) return { kind: 'new', name: '', email: '', phone: typed };
  return { kind: 'new', name: typed, email: '', phone: '' };
}

function isEmailOrEmpty(text: string): boolean {
  return text.trim() === '' || Email.safeParse(text.trim()).success;
}

function wordsToHtml(words: string): string {
  return words
    .trim()
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((block) => `<p>${escapeHtml(block).replace(/\n/g, '<br>')}</p>`)
    .join('');
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
