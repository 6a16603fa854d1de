import type { Texts } from '../texts.ts';

export const form = {
  title: 'Fale conosco',
  lead: 'Conte o que aconteceu. Respondemos por e-mail, e você pode acompanhar a conversa na próxima página.',
  field: {
    name: 'Nome',
    email: 'E-mail',
    subject: 'Assunto',
    message: 'Mensagem',
  },
  optional: '(opcional)',
  send: 'Enviar',
  problem: 'Falta alguma coisa. Confira os campos marcados; tudo o que você digitou continua aqui.',
  problemTitle: 'Confira os campos',
  wrong: {
    emailMissing: 'Informe seu e-mail para que possamos responder.',
    email: 'Isso não parece um endereço de e-mail.',
    messageMissing: 'Escreva uma mensagem.',
    tooLong: 'Este texto é longo demais.',
  },
  trap: 'Deixe este campo vazio',
  number: 'Conversa nº {{number}}',
  noSubject: 'Sua mensagem',
  status: {
    new: 'Recebemos sua mensagem e vamos responder em breve.',
    open: 'Estamos cuidando do seu pedido.',
    pending: 'Já respondemos e estamos aguardando seu retorno.',
    onHold: 'Dependemos de outra pessoa e voltaremos a falar com você.',
    solved: 'Para nós, está resolvido. Se não estiver, é só escrever de novo.',
    closed: 'Esta conversa está encerrada. Se você escrever de novo, começa uma nova.',
  },
  you: 'Você',
  writeAgain: 'Escrever de novo',
  keepAddress:
    'Guarde o endereço desta página: é por ele que você volta aqui. Não o compartilhe, pois quem o tiver pode ler a conversa.',
  join: {
    title: 'Você foi convidado para {{workspace}}',
    lead: '{{name}}, você recebeu um convite para trabalhar no Baton. Abra o link abaixo no aplicativo Baton e escolha sua senha.',
    resetTitle: 'Escolha uma nova senha',
    resetLead:
      '{{name}}, abra o link abaixo no aplicativo Baton e escolha uma nova senha para {{workspace}}.',
    open: 'Abrir no Baton',
    byHand: 'Se nada abrir',
    stepApp:
      'Inicie o Baton no seu computador. Se ainda não estiver instalado, fale com quem enviou este link.',
    stepScreen: 'Na tela de entrada, escolha “Código ou convite”.',
    stepEnter: 'Digite este endereço e este código:',
    address: 'Endereço do servidor',
    code: 'Código',
    until: 'O convite funciona uma vez, até {{date}}. Não o compartilhe: quem o tiver pode usá-lo.',
    goneTitle: 'Este convite não é mais válido',
    goneText: 'Ele já foi usado, foi cancelado ou é antigo demais. Peça um novo a quem o enviou.',
  },
  notice: {
    sent: {
      title: 'Obrigado',
      text: 'Recebemos sua mensagem.',
    },
    notFound: {
      title: 'Não há nada aqui',
      text: 'Este formulário ou esta conversa não existe, ou o endereço está incompleto.',
    },
    tooLarge: {
      title: 'A mensagem é longa demais',
      text: 'Volte e encurte o texto; seu navegador ainda guarda o que você digitou.',
    },
    tooMany: {
      title: 'Um momento, por favor',
      text: 'Chegaram mensagens demais da sua conexão. Espere um minuto, volte e envie de novo.',
    },
    failed: {
      title: 'Não deu certo',
      text: 'Não foi possível salvar sua mensagem. Volte e tente de novo daqui a alguns minutos.',
    },
    unusable: {
      title: 'Não deu certo',
      text: 'Não conseguimos ler o que seu navegador enviou. Abra o formulário de novo.',
    },
  },
} as const satisfies Texts;
