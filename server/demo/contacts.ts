import type { Contact } from '../../shared/domain/contact.ts';
import { uuidV7, type ContactId } from '../../shared/domain/ids.ts';
import { formatRev } from '../../shared/domain/rev.ts';
import { DEMO_LANGUAGES, LANGUAGE_PACKS, type DemoLanguage } from './languages.ts';
import type { Gender } from './markup.ts';
import { NAMES } from './people.ts';
import type { Random } from './random.ts';

const DAY_MS = 86_400_000;
const PEOPLE = 600;

/** A customer with what only the storyteller needs to know. */
export interface DemoPerson {
  readonly contact: Contact;
  readonly language: DemoLanguage;
  readonly gender: Gender;
  readonly first: string;
}

const NOTES = [
  'Prefers e-mail. Calls only in an emergency.',
  'Runs the bike pool of the whole site; ask for the asset number.',
  'Had a bad start with a transport damage in spring. Handle with care.',
  'Writes reviews. Very friendly when answered quickly.',
  'Leasing runs until next summer, invoices go to the leasing company.',
  'Test rider of new firmware, knows the bikes very well.',
] as const;

/** About 80 organisations and 600 people, the made-up customers of the demo. Same `random`, same customers. */
export function makeContacts(
  random: Random,
  nowMs: number,
): { organisations: Contact[]; people: DemoPerson[] } {
  const organisations = DEMO_LANGUAGES.flatMap((language) =>
    NAMES[language].organisations.map((name, index) =>
      organisation(random, nowMs, language, name, `${language.slice(0, 2)}${String(index + 1)}`),
    ),
  );
  const taken = new Set<string>();
  const weights = Object.fromEntries(
    DEMO_LANGUAGES.map((language) => [language, LANGUAGE_PACKS[language].weight]),
  ) as Record<DemoLanguage, number>;
  const people: DemoPerson[] = [];
  while (people.length < PEOPLE) {
    const person = makePerson(random, nowMs, random.weighted(weights), organisations);
    const address = person.contact.emails[0] ?? '';
    if (taken.has(address)) continue;
    taken.add(address);
    people.push(person);
  }
  return { organisations, people };
}

function organisation(
  random: Random,
  nowMs: number,
  language: DemoLanguage,
  name: string,
  key: string,
): Contact {
  const createdAtMs = nowMs - random.between(200, 1400) * DAY_MS;
  return {
    id: uuidV7(createdAtMs, random.bytes) as ContactId,
    rev: formatRev({ timeMs: createdAtMs, counter: 0 }, 'server'),
    kind: 'organisation',
    name,
    emails: [`office@${asciiOf(name)}.example`],
    phones: [phone(random, language)],
    organisationId: '',
    plan: random.chance(0.7) ? 'Fleet' : 'Plus',
    language,
    isVip: random.chance(0.12),
    notes: random.chance(0.2) ? random.pick(NOTES) : '',
    externalId: `crm-${key}`,
    createdAtMs,
    updatedAtMs: createdAtMs,
  };
}

function makePerson(
  random: Random,
  nowMs: number,
  language: DemoLanguage,
  organisations: readonly Contact[],
): DemoPerson {
  const gender: Gender = random.chance(0.5) ? 'f' : 'm';
  const first = random.pick(NAMES[language].first[gender]);
  const last = random.pick(NAMES[language].last[gender]);
  const employer = random.chance(0.4)
    ? random.pick(organisations.filter((candidate) => candidate.language === language))
    : undefined;
  const domain =
    employer?.emails[0]?.split('@')[1] ?? random.pick(['example.com', 'example.org', 'example.net']);
  const createdAtMs = nowMs - random.between(130, 1100) * DAY_MS;
  const contact: Contact = {
    id: uuidV7(createdAtMs, random.bytes) as ContactId,
    rev: formatRev({ timeMs: createdAtMs, counter: 0 }, 'server'),
    kind: 'person',
    name: `${first} ${last}`,
    emails: [`${asciiOf(first)}.${asciiOf(last)}@${domain}`],
    phones: random.chance(0.6) ? [phone(random, language)] : [],
    organisationId: employer?.id ?? '',
    plan: employer?.plan ?? random.pick(['Free', 'Ride', 'Ride', 'Plus', 'Plus']),
    language,
    isVip: employer?.isVip ?? random.chance(0.05),
    notes: random.chance(0.08) ? random.pick(NOTES) : '',
    externalId: '',
    createdAtMs,
    updatedAtMs: createdAtMs,
  };
  return { contact, language, gender, first };
}

/** Numbers from ranges kept free for fiction, or that nobody can have. */
function phone(random: Random, language: DemoLanguage): string {
  return `${LANGUAGE_PACKS[language].phonePrefix}${String(random.between(100, 999))}`;
}

function asciiOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
