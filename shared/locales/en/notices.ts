import type { Texts } from '../texts.ts';

export const notices = {
  ticket: {
    assigned: 'Assigned to you',
    reopened: 'Your ticket is open again',
    ruleNotified: 'A rule tells you about a ticket',
    escalated: 'A ticket was escalated to you',
    slaBreach: 'Your ticket is overdue',
    teamSlaBreach: 'A ticket of your department is overdue',
    slaWarning: 'Your ticket is due soon',
    teamSlaWarning: 'A ticket of your department is due soon',
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
    escalated_one: '{{count}} escalated',
    escalated_other: '{{count}} escalated',
    slaBreach_one: '{{count}} of yours overdue',
    slaBreach_other: '{{count}} of yours overdue',
    teamSlaBreach_one: '{{count}} overdue in your departments',
    teamSlaBreach_other: '{{count}} overdue in your departments',
    slaWarning_one: '{{count}} of yours due soon',
    slaWarning_other: '{{count}} of yours due soon',
    teamSlaWarning_one: '{{count}} due soon in your departments',
    teamSlaWarning_other: '{{count}} due soon in your departments',
  },
  /** Written to customers, in their language. */
  customer: {
    transferred:
      'Hello,\n\nThank you for your patience. Our {{department}} team now looks after your request and will get back to you. There is nothing you need to do.',
    passedOn:
      'Hello,\n\nThank you for your patience. A colleague in our {{department}} team now looks after your request and will get back to you. There is nothing you need to do.',
  },
} as const satisfies Texts;
