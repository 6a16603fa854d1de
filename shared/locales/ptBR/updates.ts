import type { Texts } from '../texts.ts';

export const updates = {
  ready: 'O Baton {{version}} está pronto',
  whenYouLike: 'Reinicie quando for melhor para você',
  waitsForPause: 'Reinicia na sua próxima pausa',
  notes: 'O que há de novo',
  promise: 'Os rascunhos ficam como estão, e o Baton abre na visualização em que você estava.',
  restartNow: 'Reiniciar agora',
  restartWhenIdle: 'Na próxima pausa',
  look: 'Procurar nova versão',
  off: 'Esta cópia é mantida por quem a instalou.',
  upToDate: 'O Baton está atualizado.',
  lastLooked: 'Última verificação: {{time}}',
  looking: 'Procurando…',
  fetching: 'Baixando o Baton {{version}}: {{percent}}',
  readyThere: 'O Baton {{version}} está pronto. Ele espera na navegação.',
  problems: {
    unreachable: 'Ninguém respondeu no endereço das novas versões. O Baton vai perguntar de novo mais tarde.',
    damaged: 'A nova versão chegou danificada e foi descartada. O Baton vai baixá-la de novo mais tarde.',
    notInstalled:
      'O sistema não permitiu instalar a nova versão. Tente de novo ou fale com quem cuida deste computador.',
  },
} as const satisfies Texts;
