import type { Texts } from '../texts.ts';

export const notices = {
  ticket: {
    assigned: 'Assigned to you',
    reopened: 'Your ticket is open again',
    ruleNotified: 'A rule tells you about a ticket',
    noSubject: 'Ticket without a subject',
  },
  group: {
    title_one: '{{count}} ticket needs you',
    title_other: '{{count}} tickets need you',
    assigned_one: '{{count}} newly assigned',
    assigned_other: '{{count}} newly assigned',
    reopened_one: '{{count}} reopened',
    reopened_other: '{{count}} reopened',
    ruleNotified_one: '{{count}} by a rule',
    ruleNotified_other: '{{count}} by a rule',
  },
  /** Written to customers, in their language. */
  customer: {
    transferred:
      'Hello,\n\nThank you for your patience. Our {{department}} team now looks after your request and will get back to you. There is nothing you need to do.',
    passedOn:
      'Hello,\n\nThank you for your patience. A colleague in our {{department}} team now looks after your request and will get back to you. There is nothing you need to do.',
  },
} as const satisfies Texts;
