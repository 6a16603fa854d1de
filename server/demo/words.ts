import { LANGUAGE_PACKS, type DemoLanguage } from './languages.ts';
import { capitalised, continued, fill, type Facts, type Gender } from './markup.ts';
import { CALL_INTROS, CHAT_NOTES } from './notes.ts';
import type { Random } from './random.ts';
import type { CustomerPart, ReplyPart } from './script.ts';
import { SITUATIONS, type SituationKey } from './situations.ts';

/** Who says what about: the fixed frame of one ticket's conversation. */
export interface Conversation {
  readonly random: Random;
  readonly language: DemoLanguage;
  readonly situation: SituationKey;
  readonly facts: Facts;
  readonly customer: { readonly name: string; readonly gender: Gender };
}

interface Author {
  readonly name: string;
  readonly gender: Gender;
}

/** The subject line, in the customer's language. */
export function subjectOf({ random, language, situation, facts, customer }: Conversation): string {
  const subject = random.pick(LANGUAGE_PACKS[language].situations[situation].subjects);
  return fill(subject, facts, customer.gender);
}

/** The customer's first message. */
export function openingOf(talk: Conversation): string {
  const { random, language, situation, customer } = talk;
  const { phrases, situations, capitalAfterGreeting } = LANGUAGE_PACKS[language];
  const opening = fill(situations[situation].open, talk.facts, customer.gender);
  const aside = random.chance(0.6) ? random.pick(phrases.aside[SITUATIONS[situation].trouble]) : '';
  const body = [
    capitalAfterGreeting ? capitalised(opening) : opening,
    fill(aside, talk.facts, customer.gender),
  ];
  return letter(
    random.pick(phrases.customerHello),
    body.filter((part) => part !== '').join(random.chance(0.4) ? '\n\n' : ' '),
    random.chance(0.85) ? fill(random.pick(phrases.customerBye), talk.facts, customer.gender) : '',
    customer.name,
  );
}

/** A later message of the customer. */
export function customerWords(talk: Conversation, part: CustomerPart): string {
  const { random, language, situation, customer, facts } = talk;
  const { phrases, situations } = LANGUAGE_PACKS[language];
  const { trouble } = SITUATIONS[situation];
  const pools = {
    info: [situations[situation].info],
    thanks: phrases.thanks,
    chase: phrases.chase,
    again: phrases.again[trouble],
  };
  const body = fill(random.pick(pools[part]), facts, customer.gender);
  if (part === 'chase' || random.chance(0.55)) return body;
  const hello = random.pick(phrases.customerHello);
  return letter(
    hello,
    goOn(language, hello, body),
    '',
    random.chance(0.5) ? firstOf(customer.name) : customer.name,
  );
}

/** A public answer. `soonText` is a day in the near future of this very message. */
export function replyWords(
  talk: Conversation,
  part: ReplyPart,
  author: Author,
  isFirst: boolean,
  soonText: string,
): string {
  const { random, language, situation } = talk;
  const { phrases, situations } = LANGUAGE_PACKS[language];
  const { trouble } = SITUATIONS[situation];
  const isLater = part === 'hold' || part === 'secondAnswer';
  const facts = isLater ? { ...talk.facts, soon: soonText } : talk.facts;
  const words = {
    ask: situations[situation].ask,
    fix: situations[situation].fix,
    hold: random.pick(phrases.hold[trouble]),
    secondAnswer: random.pick(phrases.secondAnswer[trouble]),
  }[part];
  const hello = fill(random.pick(phrases.agentHello), facts, author.gender);
  const thanks =
    isFirst && part !== 'secondAnswer' ? fill(random.pick(phrases.agentThanks), facts, author.gender) : '';
  const said = fill(words, facts, author.gender);
  const body = thanks === '' ? goOn(language, hello, said) : `${goOn(language, hello, thanks)} ${said}`;
  return letter(hello, body, random.pick(phrases.agentBye), `${firstOf(author.name)}, Lumen Cycles`);
}

/** An internal note, in the team's working language. */
export function noteWords(talk: Conversation, part: 'situation' | 'chat' | 'call'): string {
  const { random, situation, customer } = talk;
  const inEnglish = { ...talk.facts, inCity: 'in their town', name: customer.name };
  const about = fill(SITUATIONS[situation].note, inEnglish, 'm');
  switch (part) {
    case 'situation':
      return about;
    case 'chat':
      return random.pick(CHAT_NOTES);
    case 'call':
      return `${fill(random.pick(CALL_INTROS), inEnglish, 'm')} ${about}`;
  }
}

function goOn(language: DemoLanguage, hello: string, text: string): string {
  const isSentence = !hello.endsWith(',') || LANGUAGE_PACKS[language].capitalAfterGreeting;
  return isSentence ? capitalised(text) : continued(text);
}

function letter(hello: string, body: string, bye: string, name: string): string {
  return [
    hello,
    body,
    [bye === '' ? '' : `${bye}${bye.endsWith(',') ? '' : ','}`, name]
      .filter((line) => line !== '')
      .join('\n'),
  ].join('\n\n');
}

function firstOf(name: string): string {
  return name.split(' ')[0] ?? name;
}
