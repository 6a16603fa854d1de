import type { Texts } from '../texts.ts';

export const list = {
  label: 'Tickets: {{view}}',
  sort: {
    label: 'Sort by',
    button: 'Sorted by {{sort}}',
    due: 'Due time',
    priority: 'Priority',
    age: 'Age',
    activity: 'Last activity',
  },
  density: 'Density',
  resize: 'Width of the ticket list',
  waitsForAnswer: 'Customer waits for an answer',
  unsent: 'Changes of this ticket wait to be sent',
  draft: 'Draft',
  reopened: 'Reopened',
  snoozedUntil: 'Until {{time}}',
  heldByNobody: 'Nobody holds it',
  failed: 'The list could not be loaded',
  empty: {
    mine: { title: 'Nothing on your desk', text: 'Take a ticket from Unassigned, or enjoy the quiet.' },
    unassigned: {
      title: 'Every ticket has a holder',
      text: 'New ones of your departments appear here first.',
    },
    allOpen: { title: 'No open tickets', text: 'The whole team is done.' },
    waiting: { title: 'Nobody to wait for', text: 'Tickets that need the customer’s answer stand here.' },
    snoozed: { title: 'Nothing is snoozed', text: 'Snoozed tickets rest here until their time comes.' },
    solved: { title: 'Nothing solved yet', text: 'Solved and closed tickets collect here.' },
    atRisk: { title: 'Nothing at risk', text: 'No ticket is overdue or due within the hour.' },
    department: { title: 'No open tickets here', text: 'This department has nothing left to do.' },
  },
} as const satisfies Texts;
