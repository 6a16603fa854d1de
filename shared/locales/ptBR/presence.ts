import type { Texts } from '../texts.ts';

export const presence = {
  label: 'Colegas neste chamado',
  writingReply: {
    single: '{{name}} está escrevendo uma resposta',
    pair: '{{first}} e {{second}} estão escrevendo uma resposta',
    more_one: '{{name}} e mais {{count}} pessoa estão escrevendo uma resposta',
    more_many: '{{name}} e mais {{count}} de pessoas estão escrevendo uma resposta',
    more_other: '{{name}} e mais {{count}} pessoas estão escrevendo uma resposta',
  },
  writingNote: {
    single: '{{name}} está escrevendo uma nota',
    pair: '{{first}} e {{second}} estão escrevendo uma nota',
    more_one: '{{name}} e mais {{count}} pessoa estão escrevendo uma nota',
    more_many: '{{name}} e mais {{count}} de pessoas estão escrevendo uma nota',
    more_other: '{{name}} e mais {{count}} pessoas estão escrevendo uma nota',
  },
  viewing: {
    single: '{{name}} está vendo',
    pair: '{{first}} e {{second}} estão vendo',
    more_one: '{{name}} e mais {{count}} pessoa estão vendo',
    more_many: '{{name}} e mais {{count}} de pessoas estão vendo',
    more_other: '{{name}} e mais {{count}} pessoas estão vendo',
  },
  online: 'On-line',
  offline: 'Off-line',
} as const satisfies Texts;
