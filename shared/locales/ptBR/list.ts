import type { Texts } from '../texts.ts';

export const list = {
  label: 'Chamados: {{view}}',
  sort: {
    label: 'Ordenar por',
    button: 'Ordenado por {{sort}}',
    due: 'Prazo',
    priority: 'Prioridade',
    age: 'Idade',
    activity: 'Última atividade',
  },
  density: 'Densidade',
  resize: 'Largura da lista de chamados',
  waitsForAnswer: 'O cliente aguarda resposta',
  unsent: 'Há alterações deste chamado a enviar',
  draft: 'Rascunho',
  reopened: 'Reaberto',
  snoozedUntil: 'Até {{time}}',
  heldByNobody: 'Sem responsável',
  failed: 'Não foi possível carregar a lista',
  empty: {
    mine: { title: 'Nada na sua mesa', text: 'Pegue um chamado em Sem responsável ou aproveite a calma.' },
    unassigned: {
      title: 'Todo chamado tem responsável',
      text: 'Os novos dos seus departamentos aparecem primeiro aqui.',
    },
    allOpen: { title: 'Nenhum chamado aberto', text: 'A equipe inteira terminou.' },
    waiting: {
      title: 'Ninguém a esperar',
      text: 'Aqui ficam os chamados que dependem da resposta do cliente.',
    },
    snoozed: { title: 'Nada adiado', text: 'Chamados adiados descansam aqui até chegar a hora.' },
    solved: { title: 'Nada resolvido ainda', text: 'Chamados resolvidos e encerrados se reúnem aqui.' },
    atRisk: { title: 'Nada em risco', text: 'Nenhum chamado está atrasado ou vence na próxima hora.' },
    department: { title: 'Nenhum chamado aberto aqui', text: 'Este departamento não tem mais nada a fazer.' },
  },
} as const satisfies Texts;
