import type { Contact } from '../../shared/domain/contact.ts';
import type { AgentId, DepartmentId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import { formatRev } from '../../shared/domain/rev.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import { alarmPoliciesOf, openDuties, type AlarmPolicy } from '../../shared/domain/sla/duties.ts';
import { buildSlaBook, verdictFor, type SlaBook } from '../../shared/domain/sla/slaBook.ts';
import { takeDuties } from '../../shared/domain/sla/takeDuties.ts';
import { deriveTicket } from '../../shared/domain/ticket/derive.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { makeContacts, type DemoPerson } from './contacts.ts';
import { DEPARTMENT_IDS } from './demoIds.ts';
import { LANGUAGE_PACKS } from './languages.ts';
import { seededRandom, type Random } from './random.ts';
import {
  lastOfficeTime,
  lastWakingTime,
  OPEN_ENDINGS,
  schedule,
  writeScript,
  type Ending,
  type Step,
} from './script.ts';
import { FREQUENT, SITUATION_KEYS, type SituationKey } from './situations.ts';
import { playStory } from './story.ts';
import { demoSettings, TEAM } from './team.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const TICKETS = 2000;
const OPEN_TICKETS = 450;
/** How far back the demo's memory goes. */
const HISTORY_DAYS = 120;
/** A solved ticket is closed after this time without a word. */
const CLOSE_AFTER_MS = 4 * DAY_MS;

/** Everybody in the demo signs in with this; a demo server holds nothing worth protecting. */
const DEMO_PASSWORD = 'ride-lumen-2026';

/** A whole workspace: what the server stores and who may sign in to it. */
export interface DemoWorkspace {
  readonly workspaceName: string;
  readonly accounts: readonly {
    readonly agentId: AgentId;
    readonly email: string;
    readonly password: string;
  }[];
  readonly settings: Setting[];
  readonly contacts: Contact[];
  /** In the order of their creation, without numbers: the server gives those. */
  readonly tickets: Ticket[];
  readonly messages: Message[];
  readonly channels: readonly {
    readonly id: string;
    readonly kind: 'form' | 'api' | 'email';
    readonly name: string;
    readonly departmentId: DepartmentId;
  }[];
}

/**
 * The demo workspace of "Lumen Cycles", a made-up maker of e-bikes. The same seed and `nowMs` (UTC epoch ms) give the same
 * workspace; everything happened before `nowMs`, the latest only minutes ago.
 */
export function generateDemo({ seed, nowMs }: { seed: number; nowMs: number }): DemoWorkspace {
  const random = seededRandom(seed);
  const firstDayMs = nowMs - 400 * DAY_MS;
  const settings = demoSettings(formatRev({ timeMs: firstDayMs, counter: 0 }, 'server'), firstDayMs, nowMs);
  const book = buildSlaBook(settings);
  const policies = alarmPoliciesOf(settings);
  const { organisations, people } = makeContacts(random, nowMs);
  const contactById = new Map(people.map(({ contact }) => [contact.id, contact]));
  const nextSituation = situationDeck(random);
  const tickets: Ticket[] = [];
  const messages: Message[] = [];
  for (let index = 0; index < TICKETS; index += 1) {
    const ending = index < OPEN_TICKETS ? random.weighted(OPEN_ENDINGS) : 'solved';
    const person = random.pick(people);
    const { steps, times } = plan(random, person, ending, nowMs);
    const story = playStory(random, person, nextSituation(), steps, times, nowMs);
    const contact = contactById.get(story.ticket.contactId) ?? null;
    const rev = formatRev({ timeMs: story.ticket.updatedAtMs, counter: 0 }, 'server');
    const ticket = deriveTicket({ ...story.ticket, rev }, book, contact);
    tickets.push(withBreaches(ticket, contact, book, policies, nowMs));
    for (const message of story.messages) {
      messages.push({ ...message, rev: formatRev({ timeMs: message.atMs, counter: 0 }, 'server') });
    }
  }
  tickets.sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
  messages.sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
  return {
    workspaceName: 'Lumen Cycles',
    accounts: TEAM.map(({ id, value }) => ({ agentId: id, email: value.email, password: DEMO_PASSWORD })),
    settings,
    contacts: [...organisations, ...people.map(({ contact }) => contact)],
    tickets,
    messages,
    channels: [
      { id: 'demo-channel-form', kind: 'form', name: 'Contact form', departmentId: DEPARTMENT_IDS.support },
      { id: 'demo-channel-app', kind: 'api', name: 'Lumen app', departmentId: DEPARTMENT_IDS.support },
      {
        id: 'demo-channel-mail',
        kind: 'email',
        name: 'help@lumen-cycles.example',
        departmentId: DEPARTMENT_IDS.support,
      },
    ],
  };
}

/** What its desks would have recorded by now; otherwise the first desk that is opened would have to. */
function withBreaches(
  ticket: Ticket,
  contact: Contact | null,
  book: SlaBook,
  policies: ReadonlyMap<string, AlarmPolicy>,
  nowMs: number,
): Ticket {
  const verdict = verdictFor(book, ticket, contact, nowMs);
  const breaches = openDuties(ticket, verdict, policies.get(verdict.policyId) ?? null, nowMs).filter(
    ({ kind, atMs }) => kind === 'record' && atMs <= nowMs,
  );
  const { history } = takeDuties(ticket, breaches, { agents: new Map(), leadOf: () => '' }, nowMs);
  // What happened at one instant stays in the order it is told in.
  return { ...ticket, history: history.toSorted((a, b) => a.atMs - b.atMs) };
}

/** Situations in shuffled rounds, frequent ones twice a round, so that neighbours in a list seldom repeat. */
function situationDeck(random: Random): () => SituationKey {
  let deck: SituationKey[] = [];
  return () => {
    if (deck.length === 0) {
      deck = [...SITUATION_KEYS, ...FREQUENT]
        .map((key) => ({ key, order: random.next() }))
        .sort((a, b) => a.order - b.order)
        .map(({ key }) => key);
    }
    return deck.pop() ?? random.pick(SITUATION_KEYS);
  };
}

function plan(
  random: Random,
  person: DemoPerson,
  ending: Ending,
  nowMs: number,
): { readonly steps: Step[]; readonly times: number[] } {
  const steps = writeScript(random, ending);
  const pack = LANGUAGE_PACKS[person.language];
  const officeOffset = person.language === 'pt-BR' ? -3 : 1;
  const wishedEndMs = nowMs - (ending === 'solved' ? doneAgeMs(random) : openAgeMs(random, ending));
  const last = steps.at(-1);
  const isFresh = nowMs - wishedEndMs < 3 * HOUR_MS;
  const endMs =
    last?.who === 'customer'
      ? isFresh
        ? wishedEndMs
        : lastWakingTime(random, wishedEndMs, pack.offsetHours)
      : lastOfficeTime(random, wishedEndMs, officeOffset);
  const times = schedule(random, steps, endMs, officeOffset, pack.offsetHours);
  const closesAtMs = endMs + CLOSE_AFTER_MS;
  if (ending === 'solved' && closesAtMs < nowMs) {
    steps.push({
      gapMs: CLOSE_AFTER_MS,
      who: 'machine',
      action: { kind: 'status', status: 'closed', by: 'system' },
    });
    times.push(closesAtMs);
  }
  return { steps, times };
}

/** How long ago a finished ticket was solved: evenly over the desk's memory, a little denser lately, fewer on weekends. */
function doneAgeMs(random: Random): number {
  return 20 * MINUTE_MS + Math.round(random.next() ** 1.15 * (HISTORY_DAYS - 12) * DAY_MS);
}

/** How long ago the last thing happened on an open ticket. Most waiting customers have not waited for long. */
function openAgeMs(random: Random, ending: Ending): number {
  switch (ending) {
    case 'new':
    case 'answered':
    case 'reopened':
      if (random.chance(0.3)) return random.between(2, 75) * MINUTE_MS;
      return random.chance(0.94) ? random.wait(4 * HOUR_MS) : random.wait(30 * HOUR_MS);
    case 'assigned':
    case 'transferred':
    case 'pingPong':
      return random.chance(0.3) ? random.between(3, 90) * MINUTE_MS : random.wait(4 * HOUR_MS);
    case 'askedPending':
    case 'onHold':
    case 'fixPending':
    case 'snoozed':
    case 'solved':
      return random.wait(40 * HOUR_MS);
  }
}
