import type { Texts } from '../texts.ts';

/** The first minutes on a computer. */
export const introduction = {
  title: 'Boas-vindas ao Baton',
  hello: 'Boas-vindas, {{name}}',
  setup:
    'Antes de começar: como o Baton deve ser neste computador? Tudo pode ser alterado depois nas configurações.',
  language: 'Idioma',
  theme: 'Tema',
  notices: 'Avisos',
  noticesText: 'O Baton avisa sobre chamados que precisam de você, com a janela aberta ou fechada.',
  noticesButton: 'Escolher…',
  login: 'Iniciar com o sistema',
  next: 'Avançar',
  back: 'Voltar',
  skip: 'Pular o tour',
  done: 'Começar a trabalhar',
  tour: 'Mostrar o tour',
  step: 'Passo {{step}} de {{count}}',
  holder: {
    title: 'Um chamado, um responsável',
    text: 'Um chamado tem exatamente uma pessoa responsável, ou ainda ninguém. Quem responde a um chamado sem responsável fica com ele; com {{take}} você o assume sem responder.',
  },
  nextUp: {
    title: 'O que fazer em seguida',
    text: '{{next}} abre o chamado que mais precisa de você e diz por quê: está atrasado, vence em breve ou o cliente espera.',
  },
  passOn: {
    title: 'Passe adiante',
    text: '{{assign}} entrega um chamado a um colega, {{transfer}} a outro departamento, com motivo e nota. Quem o teve, quando e por quê fica no histórico.',
  },
  offline: {
    title: 'Funciona sem rede',
    text: 'Os chamados da equipe estão neste computador. O que você faz fica guardado aqui e é enviado quando o servidor responde; a linha embaixo à esquerda diz o que espera e permite desfazer.',
  },
  keyboard: {
    title: 'Tudo pelo teclado',
    text: '{{palette}} vai a qualquer chamado, visão ou comando. {{help}} mostra todas as teclas; você pode alterá-las nas configurações.',
  },
} as const satisfies Texts;
