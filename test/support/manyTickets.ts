import type { AgentId, ContactId, DepartmentId, MessageId, TicketId } from '../../shared/domain/ids.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import { isOpenStatus, NO_DUE_MS, rankOf, STATUSES, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { aTicket, MONDAY_NINE_MS } from './builders.ts';

const DEPARTMENTS = 10;
const AGENTS = 50;
const CONTACTS = 5000;
const HOUR_MS = 3_600_000;
const PRIORITIES = ['urgent', 'high', 'normal', 'low', ''] as const;
const WORDS = [
  'invoice',
  'battery',
  'display',
  'refund',
  'delivery',
  'password',
  'motor',
  'order',
  'address',
  'error',
];

/** The department whose tickets the measured views show. */
export const BUSY_DEPARTMENT = 'dep-0' as DepartmentId;

/** `count` tickets of about 1.2 KB, the same ones for the same `firstIndex`; one in five is open. Ids sort by index. */
export function manyTickets(count: number, firstIndex = 0): Ticket[] {
  return Array.from({ length: count }, (_, offset) => oneOf(firstIndex + offset));
}

function oneOf(index: number): Ticket {
  // A multiplicative hash spreads neighbours without a generator's state. Source: Knuth, TAOCP 3, 6.4.
  const mix = Math.imul(index + 1, 2_654_435_761) >>> 0;
  const pick = <T>(list: readonly T[], shift: number): T => list[(mix >>> shift) % list.length] as T;
  const isOpen = mix % 5 === 0;
  const status = isOpen ? pick(STATUSES.slice(0, 4), 3) : pick(STATUSES.slice(4), 3);
  const createdAtMs = MONDAY_NINE_MS + index * 1000;
  const priority = pick(PRIORITIES, 7);
  const departmentId = `dep-${String((mix >>> 5) % DEPARTMENTS)}` as DepartmentId;
  const id = `00000000-${String(index).padStart(12, '0')}`;
  return aTicket({
    id: `${id}-t` as TicketId,
    rev: `bench.${String(index)}` as Rev,
    number: index + 1001,
    subject: `${pick(WORDS, 2)} ${pick(WORDS, 9)} ${String(index)}: ${pick(WORDS, 12)} after the last ${pick(WORDS, 15)}`,
    status,
    isOpen: isOpenStatus(status),
    priority,
    priorityRank: rankOf(priority),
    departmentId,
    assigneeId: mix % 7 === 0 ? '' : (`agent-${String((mix >>> 8) % AGENTS)}` as AgentId),
    tags: [pick(WORDS, 4), pick(WORDS, 11)],
    contactId: `contact-${String((mix >>> 6) % CONTACTS)}` as ContactId,
    createdAtMs,
    updatedAtMs: createdAtMs + (mix % (72 * HOUR_MS)),
    nextDueAtMs: isOpen && status !== 'pending' ? createdAtMs + (mix % (48 * HOUR_MS)) : NO_DUE_MS,
    lastMessageId: `${id}-m` as MessageId,
    lastMessageAtMs: createdAtMs,
    lastMessageBy: 'customer',
    preview: `Hello, the ${pick(WORDS, 1)} of my ${pick(WORDS, 13)} does not work since yesterday, number ${String(mix)}.`,
    messageCount: 1 + (mix % 9),
    externalId: `bench-${String(index)}`,
  });
}
