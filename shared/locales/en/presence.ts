import type { Texts } from '../texts.ts';

export const presence = {
  label: 'Colleagues in this ticket',
  writingReply: {
    single: '{{name}} is writing a reply',
    pair: '{{first}} and {{second}} are writing a reply',
    more_one: '{{name}} and {{count}} other are writing a reply',
    more_other: '{{name}} and {{count}} others are writing a reply',
  },
  writingNote: {
    single: '{{name}} is writing a note',
    pair: '{{first}} and {{second}} are writing a note',
    more_one: '{{name}} and {{count}} other are writing a note',
    more_other: '{{name}} and {{count}} others are writing a note',
  },
  viewing: {
    single: '{{name}} is viewing',
    pair: '{{first}} and {{second}} are viewing',
    more_one: '{{name}} and {{count}} other are viewing',
    more_other: '{{name}} and {{count}} others are viewing',
  },
  online: 'Online',
  offline: 'Offline',
} as const satisfies Texts;
