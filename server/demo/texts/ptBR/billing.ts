import type { BillingKey, SituationText } from '../../situations.ts';

export const billing: Readonly<Record<BillingKey, SituationText>> = {
  doubleCharge: {
    subjects: [
      'Cobrança em dobro no pedido {order}',
      'Paguei {amount} duas vezes',
      'Duas cobranças no cartão',
    ],
    open: 'meu cartão foi cobrado duas vezes pelo pedido {order}, {amount} cada vez, com um minuto de diferença. Cliquei no botão uma vez só. Por favor, devolvam um dos pagamentos.',
    ask: 'Peço desculpas por isso. As duas compras já estão fechadas na fatura ou uma ainda aparece como pendente? Os quatro últimos números do cartão também ajudam.',
    info: 'As duas estão fechadas desde {date}. O cartão termina em {last4}.',
    fix: 'Encontrei os dois pagamentos. O segundo foi uma nova tentativa que nunca deveria ter sido cobrada. Estornei {amount} hoje; aparece no seu cartão até {soon}. O comprovante vai por e-mail.',
  },
  invoiceCopy: {
    subjects: ['Nota fiscal do pedido {order}', 'Segunda via da nota {invoice}', 'Não recebi a nota fiscal'],
    open: 'preciso da nota fiscal do pedido {order} para o imposto de renda e não acho em lugar nenhum. Podem enviar de novo em PDF?',
    ask: 'Claro. Ela deve sair no seu CPF, como no pedido, ou no CNPJ de uma empresa?',
    info: 'No CPF mesmo, obrigad[o|a].',
    fix: 'A nota {invoice} está em anexo. Você também pode baixá-la a qualquer hora na sua conta, em “Pedidos”. Ela tinha ido para um e-mail antigo, que já atualizei.',
  },
  refundPending: {
    subjects: [
      'Cadê o reembolso do pedido {order}?',
      'Reembolso de {amount} não caiu',
      'Ainda esperando o meu dinheiro',
    ],
    open: 'devolvi o pedido {order} há {days} dias e vocês confirmaram o recebimento. Os {amount} ainda não caíram na minha conta. Quando o dinheiro chega?',
    ask: 'Vou localizar. Você pagou no cartão ou por Pix, e o cartão foi trocado nesse meio tempo?',
    info: 'No cartão, e sim, recebi um novo no mês passado.',
    fix: 'É por isso: o banco nos devolveu o dinheiro porque o cartão antigo não existe mais. Informe uma chave Pix no link abaixo e eu transfiro {amount} ainda hoje, no máximo até {soon}.',
  },
  cancelSubscription: {
    subjects: ['Cancelar a assinatura Plus', 'Cancelamento', 'Quero encerrar a minha assinatura'],
    open: 'quero cancelar a minha assinatura na próxima data possível. Pedalo só nas férias, e {amount} por mês é muito para uma bike parada. Por favor, confirmem por escrito.',
    ask: 'Faço isso, sim. Só para você saber: existe a pausa de até quatro meses, sem mensalidade e com a proteção contra roubo ativa. Serve para você ou prefere cancelar?',
    info: 'Obrigad[o|a] pela oferta, mas prefiro cancelar.',
    fix: 'Pronto: a assinatura termina em {soon} e depois disso nada mais será cobrado. Seus passeios continuam na conta, e você pode voltar quando quiser.',
  },
  paymentFailed: {
    subjects: ['Pagamento recusado no pedido {order}', 'Cartão não aceito', 'O pagamento sempre falha'],
    open: 'tentei pagar o pedido {order} três vezes e o cartão é sempre recusado. O banco diz que do lado deles está tudo certo. A bike continua reservada para mim?',
    ask: 'Continua. O aplicativo do banco pediu para confirmar a compra, e {amount} cabe no seu limite?',
    info: 'Não pediu confirmação. O limite pode ser o problema mesmo.',
    fix: 'A resposta do banco foi “limite excedido”. Segurei o pedido até {soon}: você pode aumentar o limite ou pagar por Pix com o código em anexo. Assim que o valor entrar, a bike sai daqui.',
  },
  companyDetails: {
    subjects: [
      'Razão social na nota {invoice}',
      'Faltou o CNPJ na nota fiscal',
      'Corrigir dados da nota fiscal',
    ],
    open: 'a nota {invoice} saiu no meu nome, como pessoa física. O nosso financeiro precisa da razão social e do CNPJ, senão não aceita.',
    ask: 'Sem problema. Me mande a razão social, o endereço e o CNPJ exatamente como devem aparecer.',
    info: 'Está tudo na minha assinatura, e o endereço é o mesmo da entrega.',
    fix: 'O CNPJ está ativo. Você vai receber dois documentos: o cancelamento da {invoice} e uma nota nova com os dados da empresa. O valor continua {amount}, então não há nada a pagar.',
  },
  discountCode: {
    subjects: ['Cupom {code} não funciona', 'Cupom recusado no carrinho', 'Esqueci de usar o cupom'],
    open: 'o cupom {code} da newsletter é recusado no carrinho. Aparece “não vale para estes itens”. Queria comprar uma segunda bateria e estava contando com o desconto.',
    ask: 'Tem mais alguma coisa no carrinho além da bateria? E qual newsletter foi, a de {date}?',
    info: 'Só a bateria. Foi essa mesma.',
    fix: 'O cupom não vale para baterias, mas a newsletter deveria ter avisado. Criei um cupom só para você com o mesmo desconto: {code}-B. Vale até {soon}.',
  },
  upgradePlan: {
    subjects: ['Trocar do plano Ride para o Plus', 'Quanto custa o upgrade?', 'Upgrade no meio do ano'],
    open: 'quero passar do plano Ride para o Plus por causa da proteção contra roubo. O que acontece com os meses que já paguei?',
    ask: 'Eles contam, claro. Para o resto do período a diferença é de {amount}. Posso fazer a troca hoje?',
    info: 'Pode sim, hoje está ótimo.',
    fix: 'Você já está no Plus, a proteção contra roubo está ativa e a diferença de {amount} vem na próxima fatura. Abra o aplicativo uma vez com internet para ver as novidades.',
  },
  instalments: {
    subjects: [
      'Aviso de atraso, mas paguei a parcela',
      'Dúvida sobre as minhas parcelas',
      'Terceira parcela do pedido {order}',
    ],
    open: 'recebi um aviso de atraso da terceira parcela do pedido {order}, mas os {amount} saíram da minha conta em {date}. Verifiquem, por favor, não quero pagar multa.',
    ask: 'Você me manda o comprovante do pagamento? Com o código dele eu localizo na financeira.',
    info: 'Segue o comprovante, paguei pelo boleto que vocês mandaram.',
    fix: 'O pagamento está lá, só foi registrado com dois dias de atraso. O aviso foi cancelado e não há multa. A próxima parcela vence na data de sempre.',
  },
  unexpectedRenewal: {
    subjects: [
      'Assinatura renovada sem eu pedir',
      'Cobrança inesperada de {amount}',
      'Eu não queria renovar',
    ],
    open: 'hoje foram cobrados {amount} no meu cartão por mais um ano de assinatura. Eu não sabia que renovava sozinha, e vendi a bike no começo do ano. Quero o meu dinheiro de volta.',
    ask: 'Vejo isso agora mesmo. Alguém usou o aplicativo com a bike depois da renovação, o novo dono, talvez?',
    info: 'Não, o novo dono nem usa o aplicativo.',
    fix: 'Obrigad[o|a]. Como a assinatura não foi usada, cancelei a renovação e estornei {amount}. Chega ao cartão com final {last4} até {soon}, e não haverá novas cobranças.',
  },
  bankTransfer: {
    subjects: [
      'Paguei o pedido {order} e segue “não pago”',
      'Pix de {amount} não reconhecido',
      'Pedido ainda aguardando pagamento',
    ],
    open: 'paguei {amount} por Pix pelo pedido {order} em {date}, mas na minha conta ele ainda aparece como não pago. Tenho medo de perder a reserva.',
    ask: 'Não vai perder, já prorroguei. De que banco saiu o Pix, e o pagamento foi pelo QR Code ou digitando a chave?',
    info: 'Digitei a chave, não usei o QR Code.',
    fix: 'Achei: sem o QR Code o valor caiu entre os pagamentos sem identificação. Já está ligado ao pedido {order}, e o pacote sai do depósito em {soon}.',
  },
  giftCard: {
    subjects: ['Vale-presente sem saldo', 'Vale-presente {code} zerado', 'Não consigo usar o vale-presente'],
    open: 'ganhei de aniversário um vale-presente de {amount}, mas a loja diz que o saldo é zero. O código é {code}. Nunca foi usado.',
    ask: 'Aniversário não é para isso! Você sabe em que loja o vale foi comprado, e mais ou menos quando?',
    info: 'No parceiro de vocês {inCity}, por volta de {date}.',
    fix: 'O vale foi pago, mas não foi ativado no caixa. Já corrigi: agora ele tem {amount} e vale por três anos. Boas escolhas!',
  },
  priceDrop: {
    subjects: [
      'O preço caiu logo depois da compra',
      '{model} agora custa {amount} a menos',
      'Diferença de preço',
    ],
    open: 'há {days} dias comprei a {model} pelo preço cheio, e agora ela está na promoção por {amount} a menos. Fica um gosto ruim. Dá para fazer alguma coisa?',
    ask: 'Entendo bem. Pode me passar o número do pedido, para eu ver a data exata?',
    info: 'É o {order}.',
    fix: 'Dá, sim: coloquei {amount} de crédito na sua conta, que vale para tudo na loja, inclusive revisões. Obrigad[o|a] por perguntar em vez de só ficar com raiva.',
  },
  fleetInvoice: {
    subjects: [
      'Fatura da frota {invoice} veio alta',
      'Bikes devolvidas cobradas pelo mês inteiro',
      'Dúvida sobre a fatura da frota',
    ],
    open: 'na fatura {invoice} vocês cobraram todas as bikes, mas devolvemos três em {date}. Pelas nossas contas são {amount} a mais. Por favor, corrijam antes do vencimento.',
    ask: 'Pode me mandar os números de série das três bikes e o recibo da devolução? Enquanto isso suspendi o vencimento.',
    info: 'O recibo está em anexo. O primeiro número é {serial}, os outros dois vêm em seguida.',
    fix: 'Vocês têm razão. As devoluções só foram lançadas no fim do mês. O crédito de {amount} está em anexo, e a partir de agora a frota é cobrada por dia.',
  },
};
