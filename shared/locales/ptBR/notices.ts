import type { Texts } from '../texts.ts';

export const notices = {
  ticket: {
    assigned: 'Atribuído a você',
    reopened: 'Seu chamado foi reaberto',
    ruleNotified: 'Uma regra avisa você sobre um chamado',
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
  },
  /** Written to customers, in their language. */
  customer: {
    transferred:
      'Olá,\n\nAgradecemos a sua paciência. A sua solicitação está agora com a equipe de {{department}}, que entrará em contato com você. Não é preciso fazer nada.',
    passedOn:
      'Olá,\n\nAgradecemos a sua paciência. A sua solicitação está agora com outra pessoa da equipe de {{department}}, que entrará em contato com você. Não é preciso fazer nada.',
  },
} as const satisfies Texts;
