import type { Texts } from '../texts.ts';

export const errors = {
  internal: 'Ceva nu a mers bine în Baton. Încearcă din nou; dacă se repetă, repornește Baton.',
  app: {
    restarted:
      'Baton a eșuat și a repornit singur. Ce ați scris s-a păstrat. Jurnalul spune ce s-a întâmplat:',
  },
  agent: {
    substituteCircle:
      'Astfel cineva s-ar înlocui pe sine: lanțul de înlocuitori formează un cerc. Alege altă persoană sau alte date.',
  },
  calendar: {
    inUse:
      'Acest calendar este încă folosit: o politică, un departament sau un coleg se bazează pe el. Dă-le mai întâi alt calendar, apoi șterge-l.',
  },
  auth: {
    badCredentials: 'E-mailul și parola nu se potrivesc. Verifică-le pe amândouă și încearcă din nou.',
    expired: 'Sesiunea ta a expirat. Conectează-te din nou; munca de pe acest calculator este păstrată.',
    codeInvalid: 'Codul este greșit, deja folosit sau prea vechi. Cere unui administrator unul nou.',
    forbidden: 'Nu ai voie să faci acest lucru. Întreabă un administrator dacă ar trebui să poți.',
    signedOut: 'Ești deconectat. Conectează-te pentru a continua.',
    revoked:
      'Un administrator, sau tu de pe alt dispozitiv, a eliminat acest dispozitiv. Baton a șters datele spațiului de lucru de pe acest calculator. Conectează-te din nou dacă ar trebui să ai acces.',
    wrongPassword: 'Aceasta nu este parola ta actuală. Introdu-o din nou.',
    weakPassword:
      'Parola este prea scurtă. Alege una de cel puțin 10 caractere; câteva cuvinte la rând sunt potrivite.',
    emailTaken:
      'Cineva cu acest e-mail se poate conecta deja. Caută persoana în echipă sau introdu altă adresă.',
    lastAdministrator: 'Acesta este ultimul administrator. Fă mai întâi administrator pe altcineva.',
  },
  input: {
    invalid: 'Ceva din formular nu este valid. Verifică ce ai introdus și încearcă din nou.',
    tooLarge: 'Conținutul este prea mare. Micșorează-l și încearcă din nou.',
    notFound: 'Acest element nu mai există. Poate l-a șters altcineva.',
  },
  intake: {
    badKey: 'Cheia acestui canal este greșită. Cere unui administrator să verifice canalul.',
    unknownTicket: 'Niciun tichet nu corespunde acestui mesaj. Deschide unul nou.',
  },
  ipc: {
    forbiddenSender: 'Baton a blocat o cerere de la o pagină străină. Repornește Baton.',
    badOutput:
      'Baton a primit un răspuns pe care nu îl înțelege. Repornește-l; dacă se repetă, actualizează-l.',
  },
  link: {
    unknown:
      'Baton nu poate deschide acest link. Nu s-a făcut nimic; cere-i numărul tichetului celui care l-a trimis.',
  },
  message: {
    answeredMeanwhile:
      'Un coleg a răspuns la acest tichet înainte să ajungă răspunsul tău. Citește-i răspunsul, apoi trimite-l oricum pe al tău, modifică-l sau renunță la el.',
    empty: 'Nu este încă nimic de trimis. Scrie mai întâi ceva.',
    tooLong: 'Mesajul este prea lung. Scurtează-l sau împarte-l; textul rămâne salvat ca ciornă.',
  },
  network: {
    none: 'Acest calculator nu are rețea acum. Conectează-l, apoi încearcă din nou.',
  },
  rate: {
    limited: 'Au fost prea multe încercări într-un timp scurt. Așteaptă un minut și încearcă din nou.',
  },
  server: {
    badCertificate:
      'Serverul nu poate dovedi că este cel de la această adresă: certificatul a expirat, este făcut pentru alt nume sau vine de la cineva în care acest calculator nu are încredere. Nu s-a trimis nimic. Verifică adresa sau roagă un administrator să se uite la certificat.',
    notListening:
      'La această adresă există un calculator, dar niciun server nu răspunde pe el. Verifică numărul de după două puncte sau întreabă un administrator dacă serverul rulează.',
    notSecure:
      'Serverul de la această adresă nu vorbește https. Verifică adresa; dacă administratorul tău nu folosește criptare, scrie http:// în fața ei.',
    unknownAddress:
      'Nu există un calculator cu acest nume. Verifică dacă adresa e scrisă corect; dacă e una a firmei, conectează-te mai întâi la rețeaua ei.',
    otherVersion:
      'Serverul folosește altă versiune de Baton. Actualizează Baton sau cere administratorului să actualizeze serverul.',
    newerVersion:
      'Serverul folosește un Baton mai nou decât acesta. Actualizează Baton; până atunci poți lucra mai departe, iar modificările tale așteaptă aici.',
    olderVersion:
      'Serverul folosește încă un Baton mai vechi. Cere administratorului să îl actualizeze; până atunci poți lucra mai departe, iar modificările tale așteaptă aici.',
    notBaton: 'La această adresă există un server, dar nu este un server Baton. Verifică adresa.',
    portTaken: 'Alt program folosește deja acest port. Închide-l sau alege alt port.',
    unavailable: 'Serverul nu răspunde. Verifică adresa și conexiunea, apoi încearcă din nou.',
    silent:
      'Serverului îi ia prea mult să răspundă. Ce ai făcut rămâne păstrat aici; verifică conexiunea sau roagă un administrator să se uite la server.',
    troubled:
      'Serverul are o problemă și nu poate salva. Modificările tale rămân aici și se trimit mai târziu; anunță un administrator.',
  },
  settings: {
    corrupt: 'Fișierul de setări nu a putut fi citit. A fost pus deoparte, iar Baton a pornit cu setări noi.',
  },
  storage: {
    corrupt:
      'Datele locale nu au putut fi citite. Au fost puse deoparte și vor fi descărcate din nou de pe server.',
    full: 'Discul este plin și Baton nu poate salva. Eliberează spațiu; ce ai scris rămâne în fereastră.',
    locked: 'Alt program folosește dosarul de date. Închide celelalte ferestre Baton și încearcă din nou.',
    unwritable: 'Baton nu are voie să scrie în dosarul său de date. Verifică permisiunile dosarului.',
  },
  sync: {
    offline: 'Ești offline. Modificările sunt păstrate și se trimit imediat ce serverul răspunde.',
  },
  ticket: {
    illegalMove:
      'Tichetul nu poate trece în această stare din cea actuală. Uită-te la starea lui curentă și alege din nou.',
    alreadyHeld: 'Un coleg a fost mai rapid și are acum tichetul. Vezi cine este înainte de a continua.',
    notFound: 'Acest tichet nu mai este aici. Poate a trecut la un departament pe care nu îl vezi.',
    otherTeam: 'Cineva a venit sau a plecat în timp ce tichetul era repartizat. Va fi repartizat din nou.',
    reasonMissing:
      'Un transfer cu „Alt motiv” are nevoie de o explicație. Scrie câteva cuvinte și încearcă din nou.',
  },
  update: {
    damaged: 'Versiunea nouă a ajuns deteriorată și a fost aruncată.',
  },
  undo: {
    tooLate: 'Este prea târziu pentru a anula. A ajuns deja la server sau este pe drum.',
  },
  workspace: {
    notEmpty:
      'Acest spațiu de lucru conține deja date. Datele demonstrative se pot adăuga doar într-unul gol.',
  },
  import: {
    badFile: 'Fișierul nu a putut fi citit ca export. Verifică dacă fișierul și formatul sunt cele corecte.',
    badRow: 'O linie din import nu a putut fi înțeleasă. Raportul arată care și de ce.',
    missingColumn: 'Din fișier lipsește o coloană necesară importului. Raportul o numește.',
  },
} as const satisfies Texts;
