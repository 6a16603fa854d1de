import type { Texts } from '../texts.ts';

export const form = {
  title: 'Scrieți-ne',
  lead: 'Spuneți-ne ce s-a întâmplat. Răspundem prin e-mail, iar pe pagina următoare puteți urmări conversația.',
  field: {
    name: 'Nume',
    email: 'E-mail',
    subject: 'Subiect',
    message: 'Mesaj',
  },
  optional: '(opțional)',
  send: 'Trimite',
  problem: 'Lipsește ceva. Verificați câmpurile marcate; tot ce ați scris a rămas aici.',
  problemTitle: 'Verificați datele',
  wrong: {
    emailMissing: 'Introduceți adresa de e-mail, ca să vă putem răspunde.',
    email: 'Aceasta nu pare o adresă de e-mail.',
    messageMissing: 'Scrieți un mesaj.',
    tooLong: 'Textul este prea lung.',
  },
  trap: 'Lăsați acest câmp gol',
  number: 'Conversația nr. {{number}}',
  noSubject: 'Mesajul dumneavoastră',
  status: {
    new: 'Am primit mesajul și vă vom răspunde în curând.',
    open: 'Ne ocupăm de solicitare.',
    pending: 'Am răspuns și așteptăm un semn de la dumneavoastră.',
    onHold: 'Așteptăm un răspuns de la altcineva și revenim la dumneavoastră.',
    solved: 'Considerăm problema rezolvată. Dacă nu este, scrieți-ne din nou.',
    closed: 'Această conversație este închisă. Dacă scrieți din nou, începe una nouă.',
  },
  you: 'Dumneavoastră',
  writeAgain: 'Scrieți din nou',
  keepAddress:
    'Păstrați adresa acestei pagini: cu ea reveniți aici. Nu o dați altora, pentru că oricine o are poate citi conversația.',
  join: {
    title: 'Ai fost invitat în {{workspace}}',
    lead: '{{name}}, ai fost invitat să lucrezi în Baton. Deschide linkul de mai jos în aplicația Baton și alege-ți parola.',
    resetTitle: 'Alege o parolă nouă',
    resetLead:
      '{{name}}, deschide linkul de mai jos în aplicația Baton și alege o parolă nouă pentru {{workspace}}.',
    open: 'Deschide în Baton',
    byHand: 'Dacă nu se deschide nimic',
    stepApp:
      'Pornește Baton pe calculatorul tău. Dacă nu este instalat încă, întreabă persoana care ți-a trimis linkul.',
    stepScreen: 'Pe ecranul de conectare, alege „Cod sau invitație”.',
    stepEnter: 'Introdu această adresă și acest cod:',
    address: 'Adresa serverului',
    code: 'Cod',
    until:
      'Invitația funcționează o singură dată, până la {{date}}. Nu o da altcuiva: oricine o are o poate folosi.',
    goneTitle: 'Această invitație nu mai este valabilă',
    goneText: 'A fost folosită, retrasă sau este prea veche. Cere una nouă de la persoana care a trimis-o.',
  },
  notice: {
    sent: {
      title: 'Vă mulțumim',
      text: 'Am primit mesajul dumneavoastră.',
    },
    notFound: {
      title: 'Aici nu este nimic',
      text: 'Acest formular sau această conversație nu există ori adresa este incompletă.',
    },
    tooLarge: {
      title: 'Mesajul este prea lung',
      text: 'Reveniți și scurtați-l; browserul păstrează ce ați scris.',
    },
    tooMany: {
      title: 'O clipă, vă rugăm',
      text: 'Au venit prea multe mesaje de la conexiunea dumneavoastră. Așteptați un minut, reveniți și trimiteți din nou.',
    },
    failed: {
      title: 'Nu a reușit',
      text: 'Mesajul nu a putut fi salvat. Reveniți și încercați din nou peste câteva minute.',
    },
    unusable: {
      title: 'Nu a reușit',
      text: 'Nu am putut citi ce a trimis browserul. Deschideți din nou formularul.',
    },
  },
} as const satisfies Texts;
