import type { SituationKey, SituationText } from './situations.ts';
import { billing as billingCs } from './texts/cs/billing.ts';
import { phrases as phrasesCs } from './texts/cs/phrases.ts';
import { service as serviceCs } from './texts/cs/service.ts';
import { support as supportCs } from './texts/cs/support.ts';
import { billing as billingEn } from './texts/en/billing.ts';
import { phrases as phrasesEn } from './texts/en/phrases.ts';
import { service as serviceEn } from './texts/en/service.ts';
import { support as supportEn } from './texts/en/support.ts';
import type { Phrases } from './texts/phrases.ts';
import { billing as billingPt } from './texts/ptBR/billing.ts';
import { phrases as phrasesPt } from './texts/ptBR/phrases.ts';
import { service as servicePt } from './texts/ptBR/service.ts';
import { support as supportPt } from './texts/ptBR/support.ts';
import { billing as billingRo } from './texts/ro/billing.ts';
import { phrases as phrasesRo } from './texts/ro/phrases.ts';
import { service as serviceRo } from './texts/ro/service.ts';
import { support as supportRo } from './texts/ro/support.ts';

export const DEMO_LANGUAGES = ['en', 'pt-BR', 'cs', 'ro'] as const;
export type DemoLanguage = (typeof DEMO_LANGUAGES)[number];

/** Everything that depends on a customer's language. */
export interface LanguagePack {
  readonly situations: Readonly<Record<SituationKey, SituationText>>;
  readonly phrases: Phrases;
  /** Share of the contacts. */
  readonly weight: number;
  readonly phonePrefix: string;
  readonly currency: string;
  /** Amounts are written in euros in the plan and multiplied for this currency. */
  readonly perEuro: number;
  /** Hours from UTC to the customers' clocks; close enough for a believable time of day. */
  readonly offsetHours: number;
  /** Whether a sentence after a greeting with a comma starts with a capital letter. */
  readonly capitalAfterGreeting: boolean;
}

export const LANGUAGE_PACKS: Readonly<Record<DemoLanguage, LanguagePack>> = {
  en: {
    situations: { ...supportEn, ...billingEn, ...serviceEn },
    phrases: phrasesEn,
    weight: 38,
    phonePrefix: '+44 7700 900',
    currency: 'EUR',
    perEuro: 1,
    offsetHours: 0,
    capitalAfterGreeting: true,
  },
  'pt-BR': {
    situations: { ...supportPt, ...billingPt, ...servicePt },
    phrases: phrasesPt,
    weight: 26,
    phonePrefix: '+55 11 95550-0',
    currency: 'BRL',
    perEuro: 6,
    offsetHours: -3,
    capitalAfterGreeting: true,
  },
  cs: {
    situations: { ...supportCs, ...billingCs, ...serviceCs },
    phrases: phrasesCs,
    weight: 21,
    phonePrefix: '+420 601 000 ',
    currency: 'CZK',
    perEuro: 25,
    offsetHours: 1,
    capitalAfterGreeting: false,
  },
  ro: {
    situations: { ...supportRo, ...billingRo, ...serviceRo },
    phrases: phrasesRo,
    weight: 15,
    phonePrefix: '+40 720 000 ',
    currency: 'RON',
    perEuro: 5,
    offsetHours: 2,
    capitalAfterGreeting: false,
  },
};
