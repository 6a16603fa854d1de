import type { Texts } from '../texts.ts';

export const form = {
  title: 'Napište nám',
  lead: 'Popište, co se stalo. Odpovíme e-mailem a na další stránce můžete celou konverzaci sledovat.',
  field: {
    name: 'Jméno',
    email: 'E-mail',
    subject: 'Předmět',
    message: 'Zpráva',
  },
  optional: '(nepovinné)',
  send: 'Odeslat',
  problem: 'Něco chybí. Podívejte se prosím na označená pole; vše, co jste napsali, tu zůstalo.',
  problemTitle: 'Zkontrolujte údaje',
  wrong: {
    emailMissing: 'Zadejte prosím svůj e-mail, abychom vám mohli odpovědět.',
    email: 'Tohle nevypadá jako e-mailová adresa.',
    messageMissing: 'Napište prosím zprávu.',
    tooLong: 'Tento text je příliš dlouhý.',
  },
  trap: 'Toto pole nechte prázdné',
  number: 'Konverzace č. {{number}}',
  noSubject: 'Vaše zpráva',
  status: {
    new: 'Vaši zprávu jsme dostali a brzy odpovíme.',
    open: 'Pracujeme na tom.',
    pending: 'Odpověděli jsme a čekáme na vaši reakci.',
    onHold: 'Čekáme na vyjádření třetí strany a ozveme se vám.',
    solved: 'Považujeme to za vyřešené. Pokud není, prostě nám znovu napište.',
    closed: 'Tato konverzace je uzavřená. Pokud znovu napíšete, začne nová.',
  },
  you: 'Vy',
  writeAgain: 'Napsat znovu',
  keepAddress:
    'Adresu této stránky si uložte, dostanete se přes ni zpět. Nikomu ji nedávejte: kdo ji má, může konverzaci číst.',
  join: {
    title: 'Pozvánka do prostoru {{workspace}}',
    lead: '{{name}}, byli jste pozváni ke spolupráci v Batonu. Otevřete odkaz níže v aplikaci Baton a zvolte si heslo.',
    resetTitle: 'Zvolte si nové heslo',
    resetLead: '{{name}}, otevřete odkaz níže v aplikaci Baton a zvolte si nové heslo pro {{workspace}}.',
    open: 'Otevřít v Batonu',
    byHand: 'Pokud se nic neotevře',
    stepApp:
      'Spusťte Baton na svém počítači. Pokud ho ještě nemáte, obraťte se na toho, kdo vám odkaz poslal.',
    stepScreen: 'Na přihlašovací obrazovce zvolte „Kód nebo pozvánka“.',
    stepEnter: 'Zadejte tuto adresu a tento kód:',
    address: 'Adresa serveru',
    code: 'Kód',
    until: 'Pozvánka platí jednou, do {{date}}. Nikomu ji nedávejte: použít ji může každý, kdo ji má.',
    goneTitle: 'Tato pozvánka už neplatí',
    goneText: 'Byla použita, zrušena, nebo je příliš stará. Požádejte o novou toho, kdo vám ji poslal.',
  },
  notice: {
    sent: {
      title: 'Děkujeme',
      text: 'Vaši zprávu jsme dostali.',
    },
    notFound: {
      title: 'Tady nic není',
      text: 'Tento formulář nebo konverzace neexistuje, nebo je adresa neúplná.',
    },
    tooLarge: {
      title: 'Zpráva je příliš dlouhá',
      text: 'Vraťte se prosím a zkraťte ji; prohlížeč si pamatuje, co jste napsali.',
    },
    tooMany: {
      title: 'Chvilku strpení',
      text: 'Z vašeho připojení přišlo příliš mnoho zpráv. Počkejte prosím minutu, vraťte se a odešlete znovu.',
    },
    failed: {
      title: 'Nepovedlo se to',
      text: 'Zprávu se nepodařilo uložit. Vraťte se prosím a zkuste to za pár minut znovu.',
    },
    unusable: {
      title: 'Nepovedlo se to',
      text: 'Nerozuměli jsme tomu, co prohlížeč poslal. Otevřete prosím formulář znovu.',
    },
  },
} as const satisfies Texts;
