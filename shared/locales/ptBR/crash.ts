import type { Texts } from '../texts.ts';

export const crash = {
  page: {
    title: 'Esta janela continua falhando',
    text: 'O Baton a abriu várias vezes. Nada do que você escreveu se perdeu. Tente de novo; se não adiantar, salve um arquivo de diagnóstico em Configurações e envie a quem cuida do Baton.',
    again: 'Tentar de novo',
    quit: 'Sair do Baton',
  },
  host: {
    title: 'O Baton continua falhando',
    text: 'O Baton reiniciou várias vezes em poucos minutos e falhou em todas. Tudo o que foi salvo continua neste computador. Abra o Baton mais tarde e envie os arquivos da pasta “logs” a quem cuida dele.',
  },
} as const satisfies Texts;
