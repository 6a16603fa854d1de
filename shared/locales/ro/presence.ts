import type { Texts } from '../texts.ts';

export const presence = {
  label: 'Colegi în acest tichet',
  writingReply: {
    single: '{{name}} scrie un răspuns',
    pair: '{{first}} și {{second}} scriu un răspuns',
    more_one: '{{name}} și încă {{count}} persoană scriu un răspuns',
    more_few: '{{name}} și încă {{count}} persoane scriu un răspuns',
    more_other: '{{name}} și încă {{count}} de persoane scriu un răspuns',
  },
  writingNote: {
    single: '{{name}} scrie o notă',
    pair: '{{first}} și {{second}} scriu o notă',
    more_one: '{{name}} și încă {{count}} persoană scriu o notă',
    more_few: '{{name}} și încă {{count}} persoane scriu o notă',
    more_other: '{{name}} și încă {{count}} de persoane scriu o notă',
  },
  viewing: {
    single: '{{name}} se uită la tichet',
    pair: '{{first}} și {{second}} se uită la tichet',
    more_one: '{{name}} și încă {{count}} persoană se uită la tichet',
    more_few: '{{name}} și încă {{count}} persoane se uită la tichet',
    more_other: '{{name}} și încă {{count}} de persoane se uită la tichet',
  },
  online: 'Online',
  offline: 'Offline',
} as const satisfies Texts;
