import type { Contact } from '../../shared/domain/contact.ts';
import type {
  AgentId,
  CalendarId,
  ContactId,
  DepartmentId,
  MessageId,
  SettingId,
  TicketId,
} from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { AgentValue, Setting } from '../../shared/domain/settings.ts';
import { createTicket } from '../../shared/domain/ticket/actions.ts';
import { isOpenStatus, NO_DUE_MS, PRIORITIES, STATUSES } from '../../shared/domain/ticket/ticket.ts';
import type { Status, Ticket } from '../../shared/domain/ticket/ticket.ts';

/** Everything a workspace holds, in plain arrays. */
export interface FakeWorkspace {
  settings: Setting[];
  tickets: Ticket[];
  messages: Message[];
  contacts: Contact[];
}

/** The agent the fake workspace is signed in as. */
export const ME = 'agt_me' as AgentId;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const DEPARTMENTS = [
  { id: 'dep_support', name: 'Support', color: 'indigo' },
  { id: 'dep_billing', name: 'Billing', color: 'teal' },
  { id: 'dep_tech', name: 'Technical', color: 'orange' },
] as const;

const AGENTS: readonly (readonly [
  string,
  string,
  AgentValue['role'],
  readonly string[],
  AgentValue['availability'],
])[] = [
  [ME, 'Ana Ribeiro', 'agent', ['dep_support', 'dep_billing'], 'available'],
  ['agt_jan', 'Jan Novák', 'agent', ['dep_tech'], 'available'],
  ['agt_mia', 'Mia Becker', 'agent', ['dep_support'], 'busy'],
  ['agt_ion', 'Ion Popescu', 'agent', ['dep_billing'], 'away'],
  ['agt_zoe', 'Zoë Carter', 'supervisor', ['dep_support', 'dep_billing', 'dep_tech'], 'available'],
  ['agt_leo', 'Leo Martins', 'administrator', ['dep_tech'], 'off'],
];

const CONTACTS = [
  'Beatriz Carvalho',
  'Ondřej Svoboda',
  'Elena Ionescu',
  'Marcus Hale',
  'Lucie Dvořáková',
  'Rafael Moreira',
  'Priya Raman',
  'Andrei Munteanu',
  'Tomáš Kučera',
  'Grace O’Connell',
  'Camila Duarte',
  'Ștefan Dobre',
];

const WORDS: readonly (readonly [string, string, string])[] = [
  [
    'en',
    'Invoice 2041 shows the wrong VAT rate',
    'Hello, our accountant noticed that the last invoice carries 21 % although we are exempt. Could you send a corrected one before Friday?',
  ],
  [
    'pt-BR',
    'Não consigo redefinir minha senha',
    'Boa tarde! O link de redefinição chega, mas ao abrir aparece “link expirado”. Já tentei três vezes hoje.',
  ],
  [
    'cs',
    'Objednávka dorazila neúplná',
    'Dobrý den, v balíku chyběl napájecí kabel. Můžete ho prosím doposlat na stejnou adresu?',
  ],
  [
    'ro',
    'Factura lunii martie nu apare în cont',
    'Bună ziua, în contul nostru nu găsim factura pe luna martie. O puteți încărca, vă rog?',
  ],
  [
    'en',
    'App crashes when exporting a report with more than ten thousand rows',
    'Every export above ten thousand rows closes the app without any message. Log attached.',
  ],
  [
    'en',
    'Please change the billing address',
    'We have moved. The new address is 14 Harbour Street, from the first of next month.',
  ],
  [
    'pt-BR',
    'Cobrança em duplicidade no cartão',
    'Fui cobrado duas vezes pela assinatura deste mês. Podem estornar uma das cobranças?',
  ],
  ['cs', 'Dotaz k prodloužení licence', 'Licence nám končí za dva týdny. Dá se prodloužit jen o čtvrt roku?'],
  [
    'ro',
    'Integrarea cu magazinul online s-a oprit',
    'De ieri dimineață comenzile nu mai ajung în sistem. Nu am schimbat nimic la noi.',
  ],
  ['en', 'Thank you, that solved it', 'Works perfectly now. Thanks for the quick help!'],
];

/** A repeatable stream of numbers in [0, 1). Source: the mulberry32 generator. */
function randomStream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function settingBase(id: string): { id: SettingId; rev: Rev; updatedAtMs: number } {
  return { id: id as SettingId, rev: 'r1' as Rev, updatedAtMs: 0 };
}

function makeSettings(): Setting[] {
  return [
    ...DEPARTMENTS.map(({ id, name, color }): Setting => ({
      ...settingBase(id),
      kind: 'department',
      value: { name, color, calendarId: 'cal_1' as CalendarId, reopenTo: 'lastOwner', assignment: 'manual' },
    })),
    ...AGENTS.map(([id, name, role, departmentIds, availability]): Setting => ({
      ...settingBase(id),
      kind: 'agent',
      value: {
        name,
        email: `${id}@example.com`,
        role,
        departmentIds: departmentIds as readonly DepartmentId[] as DepartmentId[],
        level: 1,
        skills: [],
        languages: ['en'],
        capacity: 20,
        availability,
        substituteId: '',
        isActive: true,
      },
    })),
    ...['refund', 'bug', 'urgent-client'].map((name): Setting => ({
      ...settingBase(`tag_${name}`),
      kind: 'tag',
      value: { name, color: 'gray' },
    })),
    {
      ...settingBase('can_1'),
      kind: 'canned-reply',
      value: {
        title: 'Ask for a screenshot',
        language: 'en',
        departmentId: '',
        html: '<p>Could you send us a screenshot?</p>',
      },
    },
  ];
}

function makeContacts(nowMs: number): Contact[] {
  return CONTACTS.map((name, index) => ({
    id: `con_${String(index)}` as ContactId,
    rev: 'r1' as Rev,
    kind: 'person',
    name,
    emails: [`customer${String(index)}@example.com`],
    phones: index % 3 === 0 ? ['+420 555 010 20'] : [],
    organisationId: '',
    plan: index % 4 === 0 ? 'enterprise' : 'standard',
    language: 'en',
    isVip: index % 5 === 0,
    notes: '',
    externalId: '',
    createdAtMs: nowMs - 400 * 24 * HOUR_MS,
    updatedAtMs: nowMs,
  }));
}

function makeTicket(
  index: number,
  nowMs: number,
  random: () => number,
): { ticket: Ticket; message: Message } {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const id = `tkt_${String(index).padStart(6, '0')}` as TicketId;
  const [language, subject, preview] = pick(WORDS);
  const department = pick(DEPARTMENTS);
  const createdAtMs = Math.round(nowMs - random() ** 2 * 20 * 24 * HOUR_MS - 5 * MINUTE_MS);
  const lastMessageAtMs = Math.round(createdAtMs + (nowMs - createdAtMs) * random());
  const contactId = `con_${String(Math.floor(random() * CONTACTS.length))}` as ContactId;
  const status: Status =
    random() < 0.65 ? pick(['new', 'open', 'open', 'open', 'pending', 'onHold']) : pick(STATUSES);
  const holders = AGENTS.filter(([, , , departments]) => departments.includes(department.id)).map(
    ([agent]) => agent,
  );
  const isOpen = isOpenStatus(status);
  const isAwaited = isOpen && status !== 'pending' && random() < 0.6;
  const isSnoozed = isOpen && random() < 0.03;
  const messageId = `msg_${id}` as MessageId;
  let entries = 0;
  const born = createTicket(
    {
      id,
      subject,
      departmentId: department.id as DepartmentId,
      priority: pick([...PRIORITIES, 'normal', 'normal', '']),
      tags: random() < 0.3 ? ['refund'] : [],
      contactId,
      channel: pick(['email', 'form', 'phone', 'chat'] as const),
      language,
    },
    {
      nowMs: createdAtMs,
      by: { kind: 'customer', id: contactId },
      newId: () => `his_${id}_${String((entries += 1))}`,
    },
    [],
  );
  const ticket: Ticket = {
    ...born,
    rev: 'r1' as Rev,
    number: 1000 + index,
    status,
    isOpen,
    assigneeId: status === 'new' || random() < 0.2 ? '' : (pick(random() < 0.35 ? [ME] : holders) as AgentId),
    updatedAtMs: lastMessageAtMs,
    awaitingReplySinceMs: isAwaited ? lastMessageAtMs : 0,
    snoozedUntilMs: isSnoozed ? nowMs + 20 * HOUR_MS : 0,
    nextDueAtMs:
      isOpen && status !== 'pending' ? Math.round(nowMs + (random() - 0.12) * 30 * HOUR_MS) : NO_DUE_MS,
    lastMessageId: messageId,
    lastMessageAtMs,
    lastMessageBy: isAwaited ? 'customer' : 'agent',
    preview: preview.slice(0, 160),
    messageCount: 1 + Math.floor(random() * 6),
    reopenCount: random() < 0.08 ? 1 : 0,
  };
  const message: Message = {
    id: messageId,
    rev: 'r1' as Rev,
    ticketId: id,
    kind: 'customer',
    by: { kind: 'customer', id: contactId },
    atMs: createdAtMs,
    html: '',
    text: preview,
    channel: ticket.channel,
    seenMessageId: '',
    externalId: '',
  };
  return { ticket, message };
}

/** A believable workspace of so many tickets around `nowMs` (UTC epoch ms); the same arguments give the same workspace. */
export function makeWorkspace(ticketCount: number, nowMs: number): FakeWorkspace {
  const random = randomStream(20);
  const made = Array.from({ length: ticketCount }, (_, index) => makeTicket(index, nowMs, random));
  return {
    settings: makeSettings(),
    contacts: makeContacts(nowMs),
    tickets: made.map(({ ticket }) => ticket),
    messages: made.map(({ message }) => message),
  };
}
