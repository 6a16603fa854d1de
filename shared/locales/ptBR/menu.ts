import type { Texts } from '../texts.ts';

export const menu = {
  mac: {
    about: 'Sobre o Baton',
    hide: 'Ocultar o Baton',
    hideOthers: 'Ocultar os outros',
    showAll: 'Mostrar tudo',
  },
  file: {
    title: '&Arquivo',
    newTicket: 'Novo chamado',
    preferences: 'Preferências…',
    close: 'Fechar janela',
    quit: 'Sair do Baton',
  },
  edit: {
    title: '&Editar',
    undo: 'Desfazer',
    redo: 'Refazer',
    cut: 'Recortar',
    copy: 'Copiar',
    paste: 'Colar',
    pastePlain: 'Colar sem formatação',
    selectAll: 'Selecionar tudo',
  },
  view: {
    title: 'E&xibir',
    actualSize: 'Tamanho real',
    zoomIn: 'Ampliar',
    zoomOut: 'Reduzir',
    fullScreen: 'Tela cheia',
    reload: 'Recarregar',
    developer: 'Ferramentas do desenvolvedor',
  },
  window: { title: '&Janela', wall: 'Painel de SLA', minimise: 'Minimizar', zoom: 'Zoom' },
  help: { title: 'Aj&uda', shortcuts: 'Atalhos de teclado' },
} as const satisfies Texts;
