import type { Texts } from '../texts.ts';

export const errors = {
  internal: 'Algo deu errado dentro do Baton. Tente de novo; se continuar, reinicie o Baton.',
  app: {
    restarted:
      'O Baton falhou e reiniciou sozinho. O que você tinha escrito foi mantido. O registro diz o que aconteceu:',
  },
  agent: {
    substituteCircle:
      'Assim alguém substituiria a si mesmo: a cadeia de substitutos forma um círculo. Escolha outra pessoa ou outras datas.',
  },
  calendar: {
    inUse:
      'Este calendário ainda está em uso: uma política, um departamento ou um colega conta por ele. Dê a eles outro calendário primeiro e depois exclua este.',
  },
  auth: {
    badCredentials: 'Este e-mail e esta senha não conferem. Verifique os dois e tente de novo.',
    expired: 'Sua sessão expirou. Entre de novo; seu trabalho neste computador está guardado.',
    codeInvalid: 'Este código está errado, já foi usado ou é antigo demais. Peça um novo a um administrador.',
    forbidden: 'Você não tem permissão para fazer isso. Fale com um administrador se deveria ter.',
    signedOut: 'Você saiu da conta. Entre para continuar.',
    revoked:
      'Um administrador, ou você em outro dispositivo, removeu este dispositivo. O Baton apagou os dados do espaço de trabalho deste computador. Entre de novo se deveria ter acesso.',
    wrongPassword: 'Esta não é a sua senha atual. Digite-a de novo.',
    weakPassword:
      'Esta senha é curta demais. Escolha uma com pelo menos 10 caracteres; algumas palavras em sequência servem bem.',
    emailTaken:
      'Alguém com este e-mail já pode entrar. Procure a pessoa na equipe ou informe outro endereço.',
    lastAdministrator: 'Este é o último administrador. Torne outra pessoa administradora primeiro.',
  },
  input: {
    invalid: 'Há algo inválido neste formulário. Confira o que você digitou e tente de novo.',
    tooLarge: 'Isto é grande demais para ser aceito. Reduza o tamanho e tente de novo.',
    notFound: 'Isto não existe mais. Talvez outra pessoa tenha removido.',
  },
  intake: {
    badKey: 'A chave deste canal está errada. Peça a um administrador que verifique o canal.',
    unknownTicket: 'Nenhum chamado corresponde a esta mensagem. Abra um novo.',
  },
  ipc: {
    forbiddenSender: 'O Baton bloqueou um pedido de uma página que não é dele. Reinicie o Baton.',
    badOutput:
      'O Baton recebeu uma resposta que não entende. Reinicie; se acontecer de novo, atualize o Baton.',
  },
  link: {
    unknown: 'O Baton não sabe abrir este link. Nada foi feito; peça o número do chamado a quem o enviou.',
  },
  message: {
    answeredMeanwhile:
      'Um colega respondeu este ticket antes da sua resposta chegar. Leia a resposta dele e depois envie a sua assim mesmo, edite ou descarte.',
    empty: 'Ainda não há nada para enviar. Escreva algo primeiro.',
    tooLong: 'A mensagem é longa demais para enviar. Encurte ou divida; o texto fica salvo como rascunho.',
  },
  network: {
    none: 'Este computador está sem rede no momento. Conecte-o e tente de novo.',
  },
  rate: {
    limited: 'Foram tentativas demais em pouco tempo. Espere um minuto e tente de novo.',
  },
  server: {
    badCertificate:
      'O servidor não consegue provar que é o deste endereço: o certificado venceu, foi feito para outro nome ou vem de alguém em quem este computador não confia. Nada foi enviado. Confira o endereço ou peça a um administrador que veja o certificado.',
    notListening:
      'Há um computador neste endereço, mas nenhum servidor responde nele. Confira o número depois dos dois-pontos ou pergunte a um administrador se o servidor está em execução.',
    notSecure:
      'O servidor neste endereço não fala https. Confira o endereço; se o seu administrador não usa criptografia, escreva http:// na frente.',
    unknownAddress:
      'Não há computador com este nome. Veja se há um erro de digitação; se for um endereço da sua empresa, conecte-se antes à rede dela.',
    otherVersion:
      'O servidor usa outra versão do Baton. Atualize o Baton ou peça a um administrador que atualize o servidor.',
    newerVersion:
      'O servidor usa um Baton mais novo do que este. Atualize o Baton; até lá você pode continuar trabalhando, e suas alterações esperam aqui.',
    olderVersion:
      'O servidor ainda usa um Baton mais antigo. Peça a um administrador que o atualize; até lá você pode continuar trabalhando, e suas alterações esperam aqui.',
    notBaton: 'Há um servidor neste endereço, mas não é um servidor do Baton. Confira o endereço.',
    portTaken: 'Outro programa já usa esta porta. Feche-o ou escolha outra porta.',
    unavailable: 'Não foi possível alcançar o servidor. Confira o endereço e a conexão e tente de novo.',
    silent:
      'O servidor está demorando demais para responder. O que você fez fica guardado aqui; confira a conexão ou peça a um administrador que verifique o servidor.',
    troubled:
      'O servidor está com um problema e não consegue salvar. Suas alterações ficam guardadas aqui e serão enviadas depois; avise um administrador.',
  },
  settings: {
    corrupt:
      'Não foi possível ler o arquivo de configurações. Ele foi guardado à parte e o Baton começou com novas.',
  },
  storage: {
    corrupt: 'Não foi possível ler os dados locais. Eles foram guardados à parte e serão baixados de novo.',
    full: 'O disco está cheio e o Baton não consegue salvar. Libere espaço; o que você digitou continua na janela.',
    locked: 'Outro programa está usando a pasta de dados. Feche outras janelas do Baton e tente de novo.',
    unwritable: 'O Baton não pode gravar na pasta de dados. Verifique as permissões da pasta.',
  },
  sync: {
    offline:
      'Você está sem conexão. Suas alterações ficam guardadas e seguem assim que o servidor responder.',
  },
  ticket: {
    illegalMove:
      'O chamado não pode ir para este status a partir do atual. Veja o estado mais recente e escolha de novo.',
    alreadyHeld: 'Um colega foi mais rápido e agora está com este chamado. Veja quem é antes de continuar.',
    notFound: 'Este chamado não está mais aqui. Talvez tenha ido para um departamento que você não vê.',
    otherTeam: 'Alguém entrou ou saiu enquanto este chamado era distribuído. Ele será distribuído de novo.',
    reasonMissing:
      'Uma transferência com “Outro” precisa de um motivo. Escreva algumas palavras e tente de novo.',
  },
  update: {
    damaged: 'A nova versão chegou danificada e foi descartada.',
  },
  undo: {
    tooLate: 'É tarde demais para desfazer. Já chegou ao servidor ou está a caminho.',
  },
  workspace: {
    notEmpty: 'Este espaço de trabalho já tem dados. Dados de demonstração só entram em um espaço vazio.',
  },
  import: {
    badFile:
      'Não foi possível ler este arquivo como exportação. Confira se o arquivo e o formato estão certos.',
    badRow: 'Uma linha da importação não pôde ser entendida. O relatório mostra qual é e por quê.',
    missingColumn: 'Falta no arquivo uma coluna de que a importação precisa. O relatório mostra qual é.',
  },
} as const satisfies Texts;
