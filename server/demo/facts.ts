import { LANGUAGE_PACKS, type DemoLanguage } from './languages.ts';
import type { Facts } from './markup.ts';
import { NAMES } from './people.ts';
import type { Random } from './random.ts';

const DAY_MS = 86_400_000;

const MODELS = [
  'Lumen Tour 500',
  'Lumen City 3',
  'Lumen Cargo Duo',
  'Lumen Trail X',
  'Lumen Fold 20',
  'Lumen Pendler S',
  'Lumen Gravel E1',
  'Lumen Junior 24',
] as const;
const ERRORS = ['E-04', 'E-12', 'E-21', 'E-27', 'E-33', 'E-51'] as const;
const VERSIONS = ['5.8.1', '5.9.0', '5.9.2', '6.0.0', '6.0.1'] as const;
const PHONES = [
  'Pixel 8',
  'Galaxy S23',
  'iPhone 14',
  'iPhone 15',
  'Galaxy A54',
  'Moto G84',
  'Xperia 10',
  'Fairphone 5',
] as const;
const SIZES = [
  ['L', 'M'],
  ['M', 'S'],
  ['XL', 'L'],
  ['S', 'M'],
] as const;
const AMOUNTS = [19, 24.9, 39, 49, 59, 79, 89, 129, 149, 189, 249] as const;
const CODES = ['SPRING15', 'RIDE10', 'LUMEN20', 'WINTER12', 'HELLO15'] as const;

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const moneyFormats = new Map<string, Intl.NumberFormat>();

/** A day as people write it: “12 March”, “12. března”. */
export function dayText(language: DemoLanguage, atMs: number): string {
  let format = dateFormats.get(language);
  if (!format) {
    const locale = language === 'en' ? 'en-GB' : language;
    format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
    dateFormats.set(language, format);
  }
  return format.format(atMs);
}

function moneyText(language: DemoLanguage, euros: number): string {
  const pack = LANGUAGE_PACKS[language];
  let format = moneyFormats.get(language);
  if (!format) {
    const isRound = pack.perEuro > 5;
    format = new Intl.NumberFormat(language === 'en' ? 'en-IE' : language, {
      style: 'currency',
      currency: pack.currency,
      ...(isRound && { maximumFractionDigits: 0 }),
    });
    moneyFormats.set(language, format);
  }
  const amount = euros * pack.perEuro;
  return format.format(pack.perEuro > 5 ? Math.round(amount / 10) * 10 : amount);
}

/** The first weekday at least `days` after an instant, as an instant. */
export function weekdayAfter(atMs: number, days: number): number {
  let dayMs = atMs + days * DAY_MS;
  while ([0, 6].includes(new Date(dayMs).getUTCDay())) dayMs += DAY_MS;
  return dayMs;
}

/** The numbers, names and dates of one ticket; they stay the same through its thread. */
export function makeFacts(random: Random, language: DemoLanguage, first: string, createdAtMs: number): Facts {
  const [size, size2] = random.pick(SIZES);
  const phone = random.pick(PHONES);
  const letters = `${random.pick(['T', 'C', 'G', 'X'])}${random.pick(['A', 'K', 'M', 'R'])}`;
  return {
    first,
    model: random.pick(MODELS),
    order: `LC-${String(random.between(41_200, 79_900))}`,
    invoice: `2026-${String(random.between(1_000, 9_999)).padStart(5, '0')}`,
    serial: `${letters}25${String(random.between(10_000, 99_999))}`,
    claim: `RS-${String(random.between(20_100, 29_900))}`,
    tracking: `LX${String(random.between(1_000_000, 9_999_999))}CZ`,
    amount: moneyText(language, random.pick(AMOUNTS)),
    inCity: random.pick(NAMES[language].inCities),
    error: random.pick(ERRORS),
    version: random.pick(VERSIONS),
    phone,
    aPhone: `${/^[AEIOUX]/i.test(phone) ? 'an' : 'a'} ${phone}`,
    percent: String(random.between(31, 68)),
    km: String(random.between(28, 49)),
    code: random.pick(CODES),
    last4: String(random.between(1_000, 9_999)),
    days: String(random.between(5, 12)),
    size,
    size2,
    date: dayText(language, createdAtMs - random.between(9, 40) * DAY_MS),
    soon: dayText(language, weekdayAfter(createdAtMs, random.between(5, 8))),
  };
}
