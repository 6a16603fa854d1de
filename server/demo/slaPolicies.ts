import type { SlaPolicyValue } from '../../shared/domain/settings.ts';
import { EVERY_TICKET } from '../../shared/domain/sla/policy.ts';
import { PRAGUE_CALENDAR_ID, SAO_PAULO_CALENDAR_ID } from './demoIds.ts';

type Targets = SlaPolicyValue['targets'][string];

function hours(
  first: number,
  next: number,
  resolution: number,
  mode: 'business' | 'wallClock' = 'business',
): Targets {
  return {
    firstResponse: { minutes: first * 60, mode },
    nextResponse: { minutes: next * 60, mode },
    resolution: { minutes: resolution * 60, mode: 'business' },
  };
}

const STANDARD_TARGETS = {
  urgent: hours(1, 2, 9),
  high: hours(4, 6, 27),
  normal: hours(9, 9, 45),
  '': hours(18, 18, 72),
};

/** The promises of the demo company, in the order in which they are tried. */
export const POLICIES: readonly { readonly id: string; readonly value: SlaPolicyValue }[] = [
  {
    id: 'demo-policy-vip',
    value: {
      name: 'VIP',
      order: 10,
      isActive: true,
      match: { ...EVERY_TICKET, vipOnly: true },
      calendarId: PRAGUE_CALENDAR_ID,
      targets: { urgent: hours(1, 1, 4, 'wallClock'), '': hours(2, 3, 18) },
      pausedStatuses: ['pending', 'onHold'],
      warnAtPercent: [50, 75],
    },
  },
  {
    id: 'demo-policy-fleet',
    value: {
      name: 'Fleet customers',
      order: 20,
      isActive: true,
      match: { ...EVERY_TICKET, plans: ['Fleet'] },
      calendarId: PRAGUE_CALENDAR_ID,
      targets: { urgent: hours(1, 2, 9), '': hours(4, 6, 36) },
      pausedStatuses: ['pending', 'onHold'],
      warnAtPercent: [75],
    },
  },
  {
    id: 'demo-policy-low-touch',
    value: {
      name: 'Low-touch',
      order: 30,
      isActive: true,
      match: { ...EVERY_TICKET, priorities: ['low', ''] },
      calendarId: PRAGUE_CALENDAR_ID,
      targets: { '': hours(27, 27, 90) },
      pausedStatuses: ['pending', 'onHold'],
      warnAtPercent: [90],
    },
  },
  {
    id: 'demo-policy-americas',
    value: {
      name: 'Standard, Americas',
      order: 40,
      isActive: true,
      match: { ...EVERY_TICKET, languages: ['pt-BR'] },
      calendarId: SAO_PAULO_CALENDAR_ID,
      targets: STANDARD_TARGETS,
      pausedStatuses: ['pending', 'onHold'],
      warnAtPercent: [75],
    },
  },
  {
    id: 'demo-policy-standard',
    value: {
      name: 'Standard',
      order: 50,
      isActive: true,
      match: EVERY_TICKET,
      calendarId: PRAGUE_CALENDAR_ID,
      targets: STANDARD_TARGETS,
      pausedStatuses: ['pending', 'onHold'],
      warnAtPercent: [75],
    },
  },
];
