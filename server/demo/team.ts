import type { AgentId, SettingId } from '../../shared/domain/ids.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { AgentValue, Setting } from '../../shared/domain/settings.ts';
import { CANNED_REPLIES } from './cannedReplies.ts';
import { DEPARTMENT_IDS, PRAGUE_CALENDAR_ID, SAO_PAULO_CALENDAR_ID } from './demoIds.ts';
import { BRAZILIAN_HOLIDAYS, CZECH_HOLIDAYS } from './holidays.ts';
import type { DemoLanguage } from './languages.ts';
import type { Gender } from './markup.ts';
import { RULES } from './rules.ts';
import type { DemoDepartment } from './situations.ts';
import { POLICIES } from './slaPolicies.ts';

/** One of the demo's own people. */
export interface DemoAgent {
  readonly id: AgentId;
  readonly gender: Gender;
  readonly departments: readonly DemoDepartment[];
  readonly languages: readonly DemoLanguage[];
  readonly value: AgentValue;
  /** Share of the work compared with the others. */
  readonly weight: number;
}

const MAIL_DOMAIN = 'lumen-cycles.example';

interface AgentFacts {
  readonly key: string;
  readonly name: string;
  readonly gender: Gender;
  readonly departments: readonly DemoDepartment[];
  readonly languages: readonly DemoLanguage[];
  readonly level: number;
  readonly skills: readonly string[];
  readonly capacity: number;
  readonly weight: number;
  readonly availability?: AgentValue['availability'];
  readonly role?: AgentValue['role'];
  readonly substitute?: string;
}

const AGENTS: readonly AgentFacts[] = [
  {
    key: 'oliver',
    name: 'Oliver Grant',
    gender: 'm',
    departments: ['support', 'service'],
    languages: ['en'],
    level: 2,
    skills: ['firmware', 'motor', 'app'],
    capacity: 24,
    weight: 1.2,
    substitute: 'hana',
  },
  {
    key: 'hana',
    name: 'Hana Procházková',
    gender: 'f',
    departments: ['support', 'service'],
    languages: ['cs', 'en'],
    level: 1,
    skills: ['app', 'account'],
    capacity: 22,
    weight: 1.1,
    substitute: 'lucie',
  },
  {
    key: 'tomas',
    name: 'Tomás Ribeiro',
    gender: 'm',
    departments: ['support', 'service'],
    languages: ['pt-BR', 'en'],
    level: 2,
    skills: ['battery', 'firmware', 'delivery'],
    capacity: 24,
    weight: 1.3,
    substitute: 'beatriz',
  },
  {
    key: 'ioana',
    name: 'Ioana Stanciu',
    gender: 'f',
    departments: ['support', 'billing'],
    languages: ['ro', 'en'],
    level: 1,
    skills: ['account', 'subscription', 'app'],
    capacity: 20,
    weight: 1,
  },
  {
    key: 'beatriz',
    name: 'Beatriz Nogueira',
    gender: 'f',
    departments: ['billing', 'support'],
    languages: ['pt-BR', 'en'],
    level: 2,
    skills: ['refund', 'invoice', 'subscription'],
    capacity: 20,
    weight: 1.1,
    availability: 'busy',
  },
  {
    key: 'jakub',
    name: 'Jakub Veselý',
    gender: 'm',
    departments: ['billing', 'support'],
    languages: ['cs', 'en'],
    level: 1,
    skills: ['invoice', 'payment'],
    capacity: 18,
    weight: 1,
  },
  {
    key: 'radu',
    name: 'Radu Marinescu',
    gender: 'm',
    departments: ['service'],
    languages: ['ro', 'en'],
    level: 2,
    skills: ['warranty', 'delivery', 'brakes'],
    capacity: 18,
    weight: 1,
    availability: 'away',
    substitute: 'lucie',
  },
  {
    key: 'lucie',
    name: 'Lucie Dvořáčková',
    gender: 'f',
    departments: ['service'],
    languages: ['cs', 'en'],
    level: 3,
    skills: ['warranty', 'recall', 'battery', 'motor'],
    capacity: 16,
    weight: 1,
  },
  {
    key: 'grace',
    name: 'Grace Whitfield',
    gender: 'f',
    departments: ['support', 'billing', 'service'],
    languages: ['en'],
    level: 3,
    skills: ['escalation'],
    capacity: 2,
    weight: 0.25,
    role: 'supervisor',
  },
  {
    key: 'marek',
    name: 'Marek Holub',
    gender: 'm',
    departments: ['support', 'billing', 'service'],
    languages: ['cs', 'en'],
    level: 3,
    skills: ['escalation', 'firmware'],
    capacity: 6,
    weight: 0.2,
    role: 'administrator',
  },
];

function agentId(key: string): AgentId {
  return `demo-agent-${key}` as AgentId;
}

/** Eight agents, then the supervisor and the administrator. The first one has a good share of every kind of work. */
export const TEAM: readonly DemoAgent[] = AGENTS.map((facts) => ({
  id: agentId(facts.key),
  gender: facts.gender,
  departments: facts.departments,
  languages: facts.languages,
  weight: facts.weight,
  value: {
    name: facts.name,
    email: `${facts.key}@${MAIL_DOMAIN}`,
    role: facts.role ?? 'agent',
    departmentIds: facts.departments.map((department) => DEPARTMENT_IDS[department]),
    level: facts.level,
    skills: [...facts.skills],
    languages: [...facts.languages],
    capacity: facts.capacity,
    availability: facts.availability ?? 'available',
    substituteId: facts.substitute === undefined ? '' : agentId(facts.substitute),
    isActive: true,
  },
}));

const TAG_COLORS: Readonly<Record<string, string>> = {
  safety: 'red',
  theft: 'red',
  recall: 'red',
  vip: 'yellow',
  fleet: 'violet',
  warranty: 'teal',
  battery: 'lime',
  app: 'blue',
  firmware: 'indigo',
  delivery: 'orange',
  refund: 'pink',
  invoice: 'grape',
  subscription: 'cyan',
  return: 'orange',
  repair: 'teal',
};

const WORKDAY_PRAGUE = [
  { fromMinute: 480, toMinute: 720 },
  { fromMinute: 750, toMinute: 1050 },
];
const FRIDAY_PRAGUE = [
  { fromMinute: 480, toMinute: 720 },
  { fromMinute: 750, toMinute: 960 },
];
const WORKDAY_SAO_PAULO = [
  { fromMinute: 540, toMinute: 720 },
  { fromMinute: 780, toMinute: 1080 },
];

function weekOf<T>(workday: readonly T[], friday: readonly T[]): T[][] {
  return [[...workday], [...workday], [...workday], [...workday], [...friday], [], []];
}

/** Everything the demo team has configured. `rev` and `updatedAtMs` are those of its first day; what its rules did until `nowMs` the stories tell. */
export function demoSettings(rev: Rev, updatedAtMs: number, nowMs: number): Setting[] {
  const base = (id: string): { id: SettingId; rev: Rev; updatedAtMs: number } => ({
    id: id as SettingId,
    rev,
    updatedAtMs,
  });
  const departments: Setting[] = [
    {
      ...base(DEPARTMENT_IDS.support),
      kind: 'department',
      value: {
        name: 'Support',
        color: 'blue',
        calendarId: PRAGUE_CALENDAR_ID,
        reopenTo: 'lastOwner',
        assignment: 'manual',
      },
    },
    {
      ...base(DEPARTMENT_IDS.billing),
      kind: 'department',
      value: {
        name: 'Billing',
        color: 'grape',
        calendarId: PRAGUE_CALENDAR_ID,
        reopenTo: 'lastOwner',
        assignment: 'leastLoaded',
      },
    },
    {
      ...base(DEPARTMENT_IDS.service),
      kind: 'department',
      value: {
        name: 'Service & Returns',
        color: 'teal',
        calendarId: PRAGUE_CALENDAR_ID,
        reopenTo: 'pool',
        assignment: 'manual',
      },
    },
  ];
  const calendars: Setting[] = [
    {
      ...base(PRAGUE_CALENDAR_ID),
      kind: 'calendar',
      value: {
        name: 'Prague office',
        timeZone: 'Europe/Prague',
        week: weekOf(WORKDAY_PRAGUE, FRIDAY_PRAGUE),
        holidays: [...CZECH_HOLIDAYS],
        exceptions: [{ date: '2026-12-31', windows: [{ fromMinute: 480, toMinute: 720 }] }],
      },
    },
    {
      ...base(SAO_PAULO_CALENDAR_ID),
      kind: 'calendar',
      value: {
        name: 'São Paulo office',
        timeZone: 'America/Sao_Paulo',
        week: weekOf(WORKDAY_SAO_PAULO, WORKDAY_SAO_PAULO),
        holidays: [...BRAZILIAN_HOLIDAYS],
        exceptions: [{ date: '2026-12-24', windows: [{ fromMinute: 540, toMinute: 720 }] }],
      },
    },
  ];
  return [
    ...TEAM.map((agent): Setting => ({ ...base(agent.id), kind: 'agent', value: agent.value })),
    ...departments,
    ...calendars,
    ...POLICIES.map(({ id, value }): Setting => ({ ...base(id), kind: 'sla-policy', value })),
    ...RULES.map(({ id, value }): Setting => ({
      ...base(id),
      kind: 'rule',
      value: { ...value, activeSinceMs: nowMs },
    })),
    ...CANNED_REPLIES.map(({ department, ...reply }, index): Setting => ({
      ...base(`demo-canned-reply-${String(index + 1).padStart(2, '0')}`),
      kind: 'canned-reply',
      value: { ...reply, departmentId: department === '' ? '' : DEPARTMENT_IDS[department] },
    })),
    ...Object.entries(TAG_COLORS).map(([name, color]): Setting => ({
      ...base(`demo-tag-${name}`),
      kind: 'tag',
      value: { name, color },
    })),
  ];
}
