import type { Phrases } from '../phrases.ts';

export const phrases: Phrases = {
  customerHello: ['Olá,', 'Oi,', 'Bom dia,', 'Boa tarde,', 'Olá, equipe Lumen,'],
  customerBye: ['Atenciosamente', 'Desde já agradeço', 'Abraços', 'Obrigad[o|a]', 'Fico no aguardo'],
  aside: {
    fault: [
      'Fora isso, estou muito feliz com a bike.',
      'Uso todos os dias para ir ao trabalho, então uma resposta rápida ajuda muito.',
      'Meu vizinho tem o mesmo modelo e não passa por isso.',
      'Se precisar de foto ou vídeo, é só pedir.',
    ],
    money: [
      'Tenho certeza de que é só um engano.',
      'Me respondam até o fim do mês, por favor.',
      'O extrato do banco está em anexo.',
      'Não é pelo valor, mas é bom que esteja certo.',
    ],
    parcel: [
      'Tinha tirado a manhã de folga por causa disso.',
      'Era para ser um presente de aniversário.',
      'Podem me ligar a qualquer hora do dia.',
      'Até agora sempre deu tudo certo com vocês.',
    ],
    question: [
      'Não tem pressa.',
      'Procurei na página de ajuda e não encontrei.',
      'Uma resposta curta já basta.',
      'Obrigad[o|a] pela atenção.',
    ],
  },
  agentHello: ['Olá, {first}!', 'Oi, {first}!', 'Olá, {first}, tudo bem?'],
  agentBye: ['Um abraço', 'Atenciosamente', 'Bons pedais'],
  agentThanks: [
    'Obrigad[o|a] por escrever para a gente.',
    'Obrigad[o|a] pelo contato.',
    'Obrigad[o|a] pela mensagem e pelos detalhes.',
    'Agradeço a paciência.',
  ],
  thanks: [
    'Deu certo, muito obrigad[o|a]!',
    'Perfeito, foi rápido. Valeu!',
    'Ótimo, está tudo certo agora. Podem encerrar.',
    'Obrigad[o|a], era exatamente o que eu precisava.',
    'Que bom, obrigad[o|a] pela ajuda. Boa semana!',
    'Maravilha, agradeço muito.',
  ],
  chase: [
    'Alguma novidade? Escrevi há dois dias e ainda não tive resposta.',
    'Só um lembrete: continuo esperando a resposta de vocês.',
    'Alguém pode olhar isso, por favor? Está ficando urgente.',
    'Olá de novo, a minha mensagem chegou?',
  ],
  hold: {
    fault: [
      'Mandei os seus dados para a engenharia e espero a resposta até {soon}. Nesse dia, no máximo, eu escrevo.',
      'Para isso precisamos pedir uma peça; o fornecedor prometeu para {soon}. Aviso assim que chegar.',
    ],
    money: [
      'Passei para o nosso banco esclarecer. Leva até {soon}; escrevo assim que souber mais.',
      'O nosso financeiro está conferindo o lançamento. Volto com o resultado até {soon}.',
    ],
    parcel: [
      'Abri uma busca na transportadora. Eles têm até {soon} para responder; se o pacote não aparecer, enviamos outro.',
      'O depósito está procurando agora. Até {soon} dou notícias, seja qual for o resultado.',
    ],
    question: [
      'Perguntei a uma pessoa da equipe que conhece bem o assunto. A resposta chega até {soon}.',
      'Preciso de uma confirmação do fabricante e espero recebê-la até {soon}.',
    ],
  },
  again: {
    fault: [
      'Acho que comemorei cedo demais: funcionou dois dias e desde hoje de manhã está igual a antes.',
      'O problema voltou. Refiz todos os passos e não adiantou.',
      'Desculpem incomodar de novo, mas aconteceu outra vez ontem, na volta para casa.',
    ],
    money: [
      'Preciso voltar ao assunto: ainda não caiu nada na conta, e a data que vocês deram já passou.',
      'Infelizmente o valor continua errado no documento novo.',
      'Hoje recebi uma cobrança disso, e vocês tinham escrito que estava resolvido.',
    ],
    parcel: [
      'Infelizmente não veio nada no dia combinado, e o rastreio continua igual.',
      'O pacote chegou, mas a peça é outra. Podem verificar de novo?',
      'Ninguém ligou e ninguém apareceu. Estou perdendo a paciência.',
    ],
    question: [
      'Surgiu mais uma dúvida: isso também vale se eu vender a bike no ano que vem?',
      'Desculpem, mas no meu aplicativo aparece diferente do que vocês descreveram.',
      'Achei que estava resolvido, mas hoje recebi um e-mail que diz o contrário.',
    ],
  },
  secondAnswer: {
    fault: [
      'Sinto muito que tenha voltado. Olhei o novo registro e marquei para você no parceiro {inCity} em {soon}; eles trocam a peça por nossa conta.',
      'Obrigad[o|a] por insistir. A engenharia achou a causa no segundo registro, e a correção está na atualização que saiu hoje. Instale mais uma vez, por favor.',
    ],
    money: [
      'Você tem razão, e peço desculpas pelo transtorno. Conferi cada lançamento: o valor certo é {amount}, saiu hoje, e a cobrança foi cancelada.',
      'Obrigad[o|a] por avisar. O documento novo está em anexo, e pedi para mais uma pessoa da equipe conferir.',
    ],
    parcel: [
      'Peço desculpas. Tirei da transportadora: o nosso próprio motorista vai em {soon} e liga antes.',
      'Isso não devia ter acontecido. A peça certa foi por entrega expressa, rastreio {tracking}, e chega em {soon}.',
    ],
    question: [
      'Boa pergunta. Sim, continua como escrevi, e deixei anotado na sua conta para não se perder.',
      'Conferi com a sua versão do aplicativo: a opção mudou para “Minha bike, Mais”. Também pedi a correção da página de ajuda.',
    ],
  },
};
