import type { Texts } from '../texts.ts';

export const session = {
  title: 'Entrar no Baton',
  subtitle: 'Um chamado, um responsável.',
  server: 'Endereço do servidor',
  serverPlaceholder: 'https://suporte.exemplo.com.br',
  serverHint: 'Seu administrador informa o endereço.',
  email: 'E-mail',
  password: 'Senha',
  showPassword: 'Mostrar ou ocultar a senha',
  code: 'Código ou link do convite',
  codeHint: 'Do seu convite ou do terminal que iniciou o servidor.',
  withPassword: 'Senha',
  withCode: 'Código ou convite',
  method: 'Como entrar',
  signIn: 'Entrar',
  noKeyStore:
    'Este computador não tem um cofre de chaves. Seu acesso fica em um arquivo que só a sua conta de usuário pode ler.',
  problemTitle: 'Não foi possível entrar',
  endedTitle: 'Sua sessão terminou',
  missingServer: 'Informe o endereço do servidor.',
  missingEmail: 'Informe seu e-mail.',
  missingPassword: 'Informe sua senha.',
  missingCode: 'Informe o código.',
  signOut: 'Sair',
  signOutTitle: 'Sair com alterações não enviadas?',
  signOutText_one:
    '{{count}} alteração ainda não chegou ao servidor. Se você sair agora, ela se perde de vez.',
  signOutText_many:
    '{{count}} de alterações ainda não chegaram ao servidor. Se você sair agora, elas se perdem de vez.',
  signOutText_other:
    '{{count}} alterações ainda não chegaram ao servidor. Se você sair agora, elas se perdem de vez.',
  signOutAnyway: 'Sair e descartar',
  staySignedIn: 'Continuar conectado',
  syncTitle: 'Buscando seu espaço de trabalho',
  syncText:
    'O Baton copia os chamados da equipe para este computador, para que tudo funcione também sem conexão.',
  syncReceived_one: '{{formatted}} documento recebido',
  syncReceived_many: '{{formatted}} de documentos recebidos',
  syncReceived_other: '{{formatted}} documentos recebidos',
  syncConnecting: 'Conectando ao servidor…',
  stuckTitle: 'O Baton não consegue usar a pasta de dados',
  stuckText: 'Nada do que foi salvo se perde. O Baton continua sozinho assim que puder.',
  syncWaitingTitle: 'O servidor não responde',
  syncWaitingText: 'O Baton continua sozinho assim que ele responder. Nada do que já chegou se perde.',
  emptyTitle: 'Seu espaço de trabalho está pronto',
  emptyText:
    'Ainda não há chamados. Conheça o Baton com dados de demonstração ou registre a primeira ligação.',
  createDemo: 'Criar um espaço de demonstração',
  createDemoBusy: 'Criando o espaço de demonstração…',
  createTicket: 'Criar o primeiro chamado',
  demoHint: '3 departamentos, 8 atendentes e 2.000 chamados em quatro idiomas.',
} as const satisfies Texts;
