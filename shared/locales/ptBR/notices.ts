import type { Texts } from '../texts.ts';

export const notices = {
  ticket: {
    assigned: 'Atribuído a você',
    reopened: 'Seu chamado foi reaberto',
    ruleNotified: 'Uma regra avisa você sobre um chamado',
    escalated: 'Um chamado foi escalado para você',
    slaBreach: 'Seu chamado está atrasado',
    teamSlaBreach: 'Um chamado do seu departamento está atrasado',
    slaWarning: 'Seu chamado vence em breve',
    teamSlaWarning: 'Um chamado do seu departamento vence em breve',
    noSubject: 'Chamado sem assunto',
  },
  group: {
    title_one: '{{count}} chamado precisa de você',
    title_many: '{{count}} de chamados precisam de você',
    title_other: '{{count}} chamados precisam de você',
    assigned_one: '{{count}} novo atribuído',
    assigned_many: '{{count}} de novos atribuídos',
    assigned_other: '{{count}} novos atribuídos',
    reopened_one: '{{count}} reaberto',
    reopened_many: '{{count}} de reabertos',
    reopened_other: '{{count}} reabertos',
    ruleNotified_one: '{{count}} por uma regra',
    ruleNotified_many: '{{count}} por uma regra',
    ruleNotified_other: '{{count}} por uma regra',
    escalated_one: '{{count}} escalado',
    escalated_many: '{{count}} de escalados',
    escalated_other: '{{count}} escalados',
    slaBreach_one: '{{count}} seu atrasado',
    slaBreach_many: '{{count}} de seus atrasados',
    slaBreach_other: '{{count}} seus atrasados',
    teamSlaBreach_one: '{{count}} atrasado nos seus departamentos',
    teamSlaBreach_many: '{{count}} de atrasados nos seus departamentos',
    teamSlaBreach_other: '{{count}} atrasados nos seus departamentos',
    slaWarning_one: '{{count}} seu vence em breve',
    slaWarning_many: '{{count}} de seus vencem em breve',
    slaWarning_other: '{{count}} seus vencem em breve',
    teamSlaWarning_one: '{{count}} vence em breve nos seus departamentos',
    teamSlaWarning_many: '{{count}} de chamados vencem em breve nos seus departamentos',
    teamSlaWarning_other: '{{count}} vencem em breve nos seus departamentos',
  },
  /** Written to customers, in their language. */
  customer: {
    transferred:
      'Olá,\n\nAgradecemos a sua paciência. A sua solicitação está agora com a equipe de {{department}}, que entrará em contato com você. Não é preciso fazer nada.',
    passedOn:
      'Olá,\n\nAgradecemos a sua paciência. A sua solicitação está agora com outra pessoa da equipe de {{department}}, que entrará em contato com você. Não é preciso fazer nada.',
  },
} as const satisfies Texts;
