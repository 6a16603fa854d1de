import type { Texts } from '../texts.ts';

export const presence = {
  label: 'Kolegové u tohoto požadavku',
  writingReply: {
    single: '{{name}} píše odpověď',
    pair: '{{first}} a {{second}} píší odpověď',
    more_one: '{{name}} a {{count}} další píší odpověď',
    more_few: '{{name}} a {{count}} další píší odpověď',
    more_many: '{{name}} a {{count}} dalšího píše odpověď',
    more_other: '{{name}} a {{count}} dalších píše odpověď',
  },
  writingNote: {
    single: '{{name}} píše poznámku',
    pair: '{{first}} a {{second}} píší poznámku',
    more_one: '{{name}} a {{count}} další píší poznámku',
    more_few: '{{name}} a {{count}} další píší poznámku',
    more_many: '{{name}} a {{count}} dalšího píše poznámku',
    more_other: '{{name}} a {{count}} dalších píše poznámku',
  },
  viewing: {
    single: '{{name}} si požadavek prohlíží',
    pair: '{{first}} a {{second}} si požadavek prohlížejí',
    more_one: '{{name}} a {{count}} další si požadavek prohlížejí',
    more_few: '{{name}} a {{count}} další si požadavek prohlížejí',
    more_many: '{{name}} a {{count}} dalšího si požadavek prohlíží',
    more_other: '{{name}} a {{count}} dalších si požadavek prohlíží',
  },
  online: 'Online',
  offline: 'Offline',
} as const satisfies Texts;
