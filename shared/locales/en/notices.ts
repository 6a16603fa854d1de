import type { Texts } from '../texts.ts';

export const notices = {
  ticket: {
    assigned: 'Assigned to you',
    reopened: 'Your ticket is open again',
    noSubject: 'Ticket without a subject',
  },
  group: {
    title_one: '{{count}} ticket needs you',
    title_other: '{{count}} tickets need you',
    assigned_one: '{{count}} newly assigned',
    assigned_other: '{{count}} newly assigned',
    reopened_one: '{{count}} reopened',
    reopened_other: '{{count}} reopened',
  },
} as const satisfies Texts;
