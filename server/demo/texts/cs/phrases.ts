import type { Phrases } from '../phrases.ts';

export const phrases: Phrases = {
  customerHello: ['Dobrý den,', 'Dobrý den přeji,', 'Vážení,', 'Zdravím,', 'Hezký den,'],
  customerBye: ['S pozdravem', 'Děkuji předem', 'Hezký den', 'Předem děkuji za odpověď', 'Zdraví'],
  aside: {
    fault: [
      'Jinak jsem s kolem moc spokojen[ý|á].',
      'Jezdím na něm denně do práce, rychlá odpověď by hodně pomohla.',
      'Soused má stejný model a tohle se mu nestává.',
      'Kdyby pomohla fotka nebo video, dejte vědět.',
    ],
    money: [
      'Určitě jde jen o omyl.',
      'Ozvěte se mi prosím do konce měsíce.',
      'Přikládám výpis z účtu.',
      'Nejde o tu částku, ale mělo by to sedět.',
    ],
    parcel: [
      'Kvůli tomu jsem měl[|a] volné dopoledne.',
      'Měl to být dárek k narozeninám.',
      'Na telefonu jsem celý den.',
      'Zatím u vás vždycky všechno klaplo.',
    ],
    question: [
      'Nespěchá to.',
      'V nápovědě jsem to nenašel[nenašla].',
      'Stačí krátká odpověď.',
      'Děkuji za váš čas.',
    ],
  },
  agentHello: ['Dobrý den,', 'Dobrý den,', 'Hezký den,'],
  agentBye: ['S pozdravem', 'Hezký den', 'Přeji hodně šťastných kilometrů'],
  agentThanks: [
    'děkuji, že jste nám napsali.',
    'děkuji za zprávu.',
    'děkuji za zprávu i za podrobnosti.',
    'děkuji za trpělivost.',
  ],
  thanks: [
    'Funguje to, moc děkuji!',
    'Výborně, to bylo rychlé. Díky!',
    'Super, všechno je v pořádku. Můžete uzavřít.',
    'Děkuji, přesně to jsem potřeboval[|a].',
    'Skvělé, děkuji za pomoc a přeji hezký týden!',
    'Paráda, vážím si toho.',
  ],
  chase: [
    'Je něco nového? Psal[|a] jsem před dvěma dny a zatím se nikdo neozval.',
    'Jen se připomínám: stále čekám na odpověď.',
    'Mohl by se na to prosím někdo podívat? Začíná to spěchat.',
    'Ještě jednou dobrý den, dorazila vám moje zpráva?',
  ],
  hold: {
    fault: [
      'Data jsem předal[|a] našim technikům a odpověď čekám do {soon}. Nejpozději ten den se ozvu.',
      'Na to je potřeba objednat díl, dodavatel ho slíbil na {soon}. Napíšu, jakmile bude tady.',
    ],
    money: [
      'Předal[|a] jsem to k prověření naší bance. Potrvá to do {soon}, ozvu se, jakmile budu vědět víc.',
      'Účtárna platbu právě ověřuje. S výsledkem se ozvu do {soon}.',
    ],
    parcel: [
      'U dopravce jsem zahájil[|a] pátrání. Na odpověď má čas do {soon}, a pokud se zásilka nenajde, pošleme novou.',
      'V depu ji právě hledají. Ozvu se do {soon}, ať už najdou cokoli.',
    ],
    question: [
      'Zeptal[|a] jsem se v týmu na toho, kdo tomu rozumí nejlépe. Odpověď budete mít do {soon}.',
      'Potřebuji k tomu potvrzení od výrobce a čekám ho do {soon}.',
    ],
  },
  again: {
    fault: [
      'Radoval[|a] jsem se předčasně: dva dny to šlo a od rána je to zase stejné.',
      'Problém je zpátky. Všechny kroky jsem zopakoval[|a], bez úspěchu.',
      'Omlouvám se, že zase otravuji, ale včera cestou domů se to stalo znovu.',
    ],
    money: [
      'Musím se k tomu vrátit: na účtu pořád nic není a slíbené datum uplynulo.',
      'Částka je bohužel špatně i na novém dokladu.',
      'Dnes mi přišla upomínka, i když jste psali, že je to vyřízené.',
    ],
    parcel: [
      'V domluvený den bohužel nic nepřišlo a sledování se nezměnilo.',
      'Balík dorazil, ale je v něm jiný díl. Můžete se na to podívat?',
      'Nikdo nezavolal a nikdo nepřijel. Pomalu mi dochází trpělivost.',
    ],
    question: [
      'Napadla mě ještě jedna věc: platí to i tehdy, když kolo příští rok prodám?',
      'Omlouvám se, ale v aplikaci to vypadá jinak, než píšete.',
      'Myslel[|a] jsem, že je to vyřízené, ale dnes mi přišel e-mail, který tvrdí opak.',
    ],
  },
  secondAnswer: {
    fault: [
      'Mrzí mě, že se to vrátilo. Prošel[prošla] jsem nový záznam a objednal[|a] vás k partnerovi {inCity} na {soon}, díl vymění na naše náklady.',
      'Děkuji, že jste to nevzdali. Technici našli příčinu v druhém záznamu a oprava je v aktualizaci, která vyšla dnes. Nainstalujte ji prosím ještě jednou.',
    ],
    money: [
      'Máte pravdu a za další starosti se omlouvám. Prošel[prošla] jsem všechny pohyby: správná částka je {amount}, dnes odešla a upomínka neplatí.',
      'Děkuji za upozornění. Nový doklad přikládám a zkontrolovali jsme ho ve dvou.',
    ],
    parcel: [
      'Omlouvám se. Dopravci jsem to odebral[|a]: {soon} přijede náš vlastní řidič a předem zavolá.',
      'To se stát nemělo. Správný díl jede expresem pod číslem {tracking} a dorazí {soon}.',
    ],
    question: [
      'Dobře, že se ptáte. Ano, platí to tak, jak jsem psal[|a], a poznamenal[|a] jsem to k vašemu účtu, aby se to neztratilo.',
      'Prošel[prošla] jsem to s vaší verzí aplikace: položka se přesunula do „Moje kolo, Další“. Nechal[|a] jsem opravit i nápovědu.',
    ],
  },
};
