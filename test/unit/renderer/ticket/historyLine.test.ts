import { describe, expect, it } from 'vitest';
import { startI18n } from '../../../../renderer/app/i18n.ts';
import type { Locale } from '../../../../renderer/app/i18n.ts';
import { historyLine } from '../../../../renderer/features/ticket/historyLine.ts';
import type { HistoryLine, HistoryNames } from '../../../../renderer/features/ticket/historyLine.ts';
import type { Translate } from '../../../../renderer/ui/text.ts';
import type { AgentId, ContactId, DepartmentId, HistoryId, PolicyId } from '../../../../shared/domain/ids.ts';
import { RULE_ACTIONS } from '../../../../shared/domain/rules/ruleKinds.ts';
import type { HistoryEntry, RuleDeed } from '../../../../shared/domain/ticket/ticket.ts';
import { LOCALES } from '../../../../shared/ipc/locales.ts';
import { AREAS } from '../../../../shared/locales/resources.ts';

const NAMES: HistoryNames = {
  agent: (id) => ({ ana: 'Ana', ion: 'Ion' })[id] ?? 'somebody',
  department: (id) => ({ support: 'Support', billing: 'Billing' })[id] ?? 'gone',
  contact: () => 'Carla',
  rule: (id) => ({ night: 'Night shift' })[id] ?? '',
  policy: (id) => ({ gold: 'Gold' })[id] ?? '',
  instant: (atMs) => `@${String(atMs)}`,
};

const ana = { kind: 'agent', id: 'ana' as AgentId } as const;
const carla = { kind: 'customer', id: 'con_1' as ContactId } as const;
const support = { departmentId: 'support' as DepartmentId, assigneeId: '' as const };
const billing = { departmentId: 'billing' as DepartmentId, assigneeId: '' as const };
const held = (assigneeId: string): { departmentId: DepartmentId; assigneeId: AgentId } => ({
  ...support,
  assigneeId: assigneeId as AgentId,
});
const base = { id: 'h1' as HistoryId, atMs: 1000, by: ana };

function ruleRun(...deeds: RuleDeed[]): HistoryEntry {
  return {
    ...base,
    by: { kind: 'rule', id: 'night' },
    kind: 'rule',
    eventId: 'e',
    trigger: 'created',
    deeds,
  };
}

async function translate(locale: Locale): Promise<Translate> {
  const i18n = await startI18n(locale);
  return i18n.getFixedT(locale, AREAS);
}

const TRANSFER: HistoryEntry = {
  ...base,
  kind: 'holder',
  from: held('ana'),
  to: billing,
  cause: 'manual',
  reason: { code: 'expertise', text: 'VAT' },
};
const AUTO: HistoryEntry = {
  ...base,
  by: { kind: 'system' },
  kind: 'holder',
  from: support,
  to: held('ion'),
  cause: 'auto',
  reason: null,
};
const CLAIM: HistoryEntry = {
  ...base,
  kind: 'holder',
  from: support,
  to: held('ana'),
  cause: 'claimByReply',
  reason: null,
};
const STATUS: HistoryEntry = { ...base, kind: 'status', from: 'new', to: 'pending' };
const ESCALATION: HistoryEntry = {
  ...base,
  kind: 'escalation',
  policyId: 'gold' as PolicyId,
  stepId: 'lead',
  target: 'firstResponse',
  dueAtMs: 5000,
  to: ['ana' as AgentId, 'ion' as AgentId],
  deeds: [
    { kind: 'addTag', value: 'late', outcome: 'done' },
    { kind: 'reassign', value: 'ion', outcome: 'skipped', why: 'notActive' },
    { kind: 'reassign', value: '', outcome: 'skipped', why: 'nobody' },
  ],
};
const REOPENED: HistoryEntry = { ...base, by: carla, kind: 'reopened', from: 'solved' };

describe('A history entry in the four languages', () => {
  const expected: Readonly<Record<Locale, readonly string[]>> = {
    en: [
      'Ana transferred the ticket from Support to Billing; nobody has it yet',
      'Baton assigned the ticket to Ion',
      'Ana took the ticket by replying',
      'Ana set the status from New to Waiting for customer',
      'Carla wrote again: reopened',
    ],
    'pt-BR': [
      'Ana transferiu o chamado de Support para Billing; ninguém está com ele ainda',
      'Baton atribuiu o chamado a Ion',
      'Ana assumiu o chamado ao responder',
      'Ana mudou o status de Novo para Aguardando cliente',
      'Carla escreveu de novo: reaberto',
    ],
    cs: [
      'Ana předává požadavek: Support → Billing; zatím ho nemá nikdo',
      'Baton přiděluje požadavek, řešitel: Ion',
      'Ana přebírá požadavek odpovědí',
      'Ana mění stav: Nový → Čeká na zákazníka',
      'Carla píše znovu: požadavek je opět otevřený',
    ],
    ro: [
      'Ana a transferat tichetul de la Support la Billing; nu îl are nimeni încă',
      'Baton a atribuit tichetul: Ion',
      'Ana a preluat tichetul răspunzând',
      'Ana a schimbat starea din Nou în Așteaptă clientul',
      'Carla a scris din nou: redeschis',
    ],
  };
  it.each([...LOCALES])('says in %s who had it, how and why', async (locale) => {
    const t = await translate(locale);
    const lines = [TRANSFER, AUTO, CLAIM, STATUS, REOPENED].map((entry) => historyLine(entry, NAMES, t).text);
    expect(lines).toEqual(expected[locale]);
  });

  it.each([...LOCALES])('leaves no key and no placeholder in %s', async (locale) => {
    const t = await translate(locale);
    const entries: HistoryEntry[] = [
      { ...base, kind: 'created', to: support, status: 'new' },
      { ...base, kind: 'created', to: held('ion'), status: 'new' },
      { ...TRANSFER, to: { ...billing, assigneeId: 'ion' as AgentId } },
      { ...CLAIM, cause: 'manual' },
      { ...CLAIM, to: support, from: held('ana'), cause: 'manual' },
      { ...CLAIM, to: support, from: held('ion'), cause: 'bulk' },
      { ...CLAIM, from: held('ana'), to: held('ion'), cause: 'escalation' },
      { ...CLAIM, by: carla, from: held('ana'), to: support, cause: 'reopen' },
      { ...CLAIM, by: carla, from: support, to: held('ion'), cause: 'reopen' },
      { ...REOPENED, by: ana },
      { ...base, kind: 'priority', from: '', to: 'urgent' },
      { ...base, kind: 'tags', added: ['a'], removed: ['b'] },
      { ...base, kind: 'tags', added: ['a'], removed: [] },
      { ...base, kind: 'tags', added: [], removed: ['b'] },
      { ...base, kind: 'subject', from: 'x', to: 'y' },
      { ...base, kind: 'snooze', from: 0, to: 5000 },
      { ...base, kind: 'snooze', from: 5000, to: 0 },
      { ...base, kind: 'due', from: 0, to: 5000 },
      { ...base, kind: 'due', from: 5000, to: 0 },
      { ...base, kind: 'contact', from: 'con_1' as ContactId, to: 'con_2' as ContactId },
      { ...base, kind: 'slaBreach', target: 'resolution' },
      { ...base, kind: 'slaBreach', target: 'resolution', dueAtMs: 5000 },
      ESCALATION,
      { ...base, kind: 'mergeLost', entryId: '', field: 'holder', kept: 'support/ana', dropped: 'billing/' },
      { ...base, kind: 'followUp', fromTicketId: 't' as never },
      ...RULE_ACTIONS.flatMap((kind): HistoryEntry[] => [
        ruleRun({ kind, value: 'open', outcome: 'done' }),
        ruleRun({ kind, value: '', outcome: 'skipped', why: 'notInDepartment' }),
      ]),
    ];
    const parts = entries.flatMap((entry) => Object.values(historyLine(entry, NAMES, t)) as string[]);
    expect(parts.filter((part) => /\{\{|[a-z]+:[a-z]+\.|^(history|causes)\./.test(part))).toEqual([]);
  });
});

describe('A run of a rule', () => {
  it('tells what no other line tells, and why something was left out', async () => {
    const t = await translate('en');
    const deeds: RuleDeed[] = [
      { kind: 'priority', value: 'urgent', outcome: 'done' },
      { kind: 'policy', value: 'gold', outcome: 'done' },
      { kind: 'notify', value: 'assignee', outcome: 'done', to: ['ana' as AgentId] },
      { kind: 'assignee', value: 'ion', outcome: 'skipped', why: 'notInDepartment' },
    ];
    expect(historyLine(ruleRun(...deeds), NAMES, t)).toEqual({
      text: 'Rule “Night shift” ran: SLA policy: Gold; notified: Ana; assignee: Ion – skipped, the agent is not in the department',
      cause: 'A ticket is created',
      reason: '',
    });
    expect(historyLine(ruleRun({ kind: 'priority', value: 'low', outcome: 'done' }), NAMES, t).text).toBe(
      'Rule “Night shift” ran',
    );
  });
});

describe('An alarm', () => {
  it('says what was missed and when it was due', async () => {
    const entry: HistoryEntry = { ...base, kind: 'slaBreach', target: 'resolution', dueAtMs: 5000 };
    expect(historyLine(entry, NAMES, await translate('en')).text).toBe(
      `Resolution was missed: it was due ${NAMES.instant(5000)}`,
    );
  });

  it('says who was told by which policy, and what came to nothing', async () => {
    expect(historyLine(ESCALATION, NAMES, await translate('en'))).toEqual({
      text: `Escalated (First response, due ${NAMES.instant(5000)}); told: Ana, Ion; assignee: Ion – skipped, the agent is deactivated; not passed on, because the department has no lead`,
      cause: 'SLA policy: Gold',
      reason: '',
    });
  });
});

describe('A status a customer changed by writing', () => {
  it('is told as what they did, not as a setting they made', async () => {
    const t = await translate('en');
    const entry: HistoryEntry = { ...base, by: carla, kind: 'status', from: 'pending', to: 'open' };
    expect(historyLine(entry, NAMES, t).text).toBe('Carla wrote: the status is Open again');
  });
});

describe('A change of responsibility', () => {
  it('carries its cause beside the sentence, and its reason in code and words', async () => {
    const t = await translate('en');
    const line: HistoryLine = historyLine({ ...TRANSFER, cause: 'escalation' }, NAMES, t);
    expect(line).toEqual({
      text: 'Ana transferred the ticket from Support to Billing; nobody has it yet',
      cause: 'escalation',
      reason: 'Needs other expertise – VAT',
    });
  });

  it('shows only the words when the reason is none of the known ones', async () => {
    const t = await translate('en');
    const entry: HistoryEntry = { ...TRANSFER, reason: { code: 'other', text: 'Moved offices' } };
    expect(historyLine(entry, NAMES, t).reason).toBe('Moved offices');
  });

  it('names both holders of an overruled change', async () => {
    const t = await translate('en');
    const lost: HistoryEntry = {
      ...base,
      kind: 'mergeLost',
      entryId: '',
      field: 'holder',
      kept: 'billing/ion',
      dropped: 'support/',
    };
    expect(historyLine(lost, NAMES, t).text).toBe(
      'Two changes met. Responsibility stays “Billing · Ion”; “Support · Nobody” from Ana was not kept',
    );
  });
});
