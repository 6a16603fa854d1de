import type { Phrases } from '../phrases.ts';

export const phrases: Phrases = {
  customerHello: [
    'Bună ziua,',
    'Bună dimineața,',
    'Stimată echipă Lumen,',
    'Salutare,',
    'Bună ziua tuturor,',
  ],
  customerBye: ['Cu stimă', 'Vă mulțumesc anticipat', 'O zi bună', 'Toate cele bune', 'Mulțumesc'],
  aside: {
    fault: [
      'În rest sunt foarte mulțumit[|ă] de bicicletă.',
      'O folosesc zilnic până la serviciu, așa că un răspuns rapid m-ar ajuta mult.',
      'Vecinul meu are același model și nu are problema asta.',
      'Dacă ajută o fotografie sau un film, vă rog să îmi spuneți.',
    ],
    money: [
      'Sunt convins[|ă] că este doar o greșeală.',
      'Vă rog să îmi răspundeți până la sfârșitul lunii.',
      'Am atașat extrasul de cont.',
      'Nu este vorba de sumă, dar trebuie să fie corect.',
    ],
    parcel: [
      'Îmi luasem dimineața liberă pentru asta.',
      'Trebuia să fie un cadou de ziua de naștere.',
      'Mă puteți suna oricând în timpul zilei.',
      'Până acum totul a mers mereu bine cu dumneavoastră.',
    ],
    question: [
      'Nu este nicio grabă.',
      'Am căutat în paginile de ajutor, dar nu am găsit.',
      'Ajunge un răspuns scurt.',
      'Vă mulțumesc pentru timpul acordat.',
    ],
  },
  agentHello: ['Bună ziua,', 'Bună ziua, {first},', 'Bună ziua,'],
  agentBye: ['Cu stimă', 'Toate cele bune', 'Vă dorim drum bun'],
  agentThanks: [
    'vă mulțumesc că ne-ați scris.',
    'vă mulțumesc pentru mesaj.',
    'vă mulțumesc pentru mesaj și pentru detalii.',
    'vă mulțumesc pentru răbdare.',
  ],
  thanks: [
    'A mers, vă mulțumesc mult!',
    'Perfect, a fost repede. Mulțumesc!',
    'Foarte bine, totul este în ordine. Puteți închide.',
    'Vă mulțumesc, exact de asta aveam nevoie.',
    'Excelent, mulțumesc pentru ajutor. O săptămână frumoasă!',
    'Minunat, apreciez mult.',
  ],
  chase: [
    'Aveți vreo veste? V-am scris acum două zile și nu am primit încă răspuns.',
    'Revin doar ca să amintesc: aștept în continuare un răspuns.',
    'Se poate uita cineva, vă rog? Începe să fie urgent.',
    'Bună ziua din nou, a ajuns mesajul meu?',
  ],
  hold: {
    fault: [
      'Am trimis datele inginerilor noștri și aștept răspunsul până pe {soon}. Cel târziu atunci vă scriu.',
      'Pentru asta trebuie comandată o piesă; furnizorul a promis-o pentru {soon}. Vă scriu imediat ce ajunge.',
    ],
    money: [
      'Am transmis cazul băncii noastre pentru clarificare. Durează până pe {soon}; vă scriu imediat ce aflu mai multe.',
      'Contabilitatea verifică înregistrarea. Revin cu rezultatul până pe {soon}.',
    ],
    parcel: [
      'Am deschis o cercetare la curier. Au timp până pe {soon} să răspundă; dacă nu apare coletul, trimitem altul.',
      'Îl caută chiar acum în depozit. Primiți vești de la mine până pe {soon}, orice ar găsi.',
    ],
    question: [
      'Am întrebat în echipă pe cine știe cel mai bine. Aveți răspunsul până pe {soon}.',
      'Am nevoie de o confirmare de la producător și o aștept până pe {soon}.',
    ],
  },
  again: {
    fault: [
      'M-am bucurat prea devreme: a mers două zile, iar de azi-dimineață este exact ca înainte.',
      'Problema a revenit. Am refăcut toți pașii, fără succes.',
      'Scuze că vă deranjez din nou, dar ieri, în drum spre casă, s-a întâmplat iar.',
    ],
    money: [
      'Trebuie să revin: în cont tot nu este nimic, iar data promisă a trecut.',
      'Din păcate, suma este greșită și pe documentul nou.',
      'Astăzi am primit o somație pentru asta, deși ați scris că este rezolvat.',
    ],
    parcel: [
      'Din păcate, în ziua stabilită nu a venit nimic, iar urmărirea nu s-a schimbat.',
      'Coletul a ajuns, dar piesa este alta. Puteți verifica încă o dată?',
      'Nu a sunat nimeni și nu a venit nimeni. Încep să îmi pierd răbdarea.',
    ],
    question: [
      'A mai apărut o întrebare: este valabil și dacă vând bicicleta la anul?',
      'Îmi cer scuze, dar în aplicație arată altfel decât ați descris.',
      'Credeam că s-a rezolvat, dar astăzi am primit un e-mail care spune contrariul.',
    ],
  },
  secondAnswer: {
    fault: [
      'Îmi pare rău că a revenit. M-am uitat la noul jurnal și v-am programat la partenerul {inCity} pe {soon}; schimbă piesa pe cheltuiala noastră.',
      'Vă mulțumesc că nu ați renunțat. Inginerii au găsit cauza în al doilea jurnal, iar corectura este în actualizarea apărută astăzi. Vă rog să o instalați încă o dată.',
    ],
    money: [
      'Aveți dreptate și îmi cer scuze pentru bătaia de cap. Am verificat fiecare înregistrare: suma corectă este {amount}, a plecat astăzi, iar somația este anulată.',
      'Vă mulțumesc că mi-ați spus. Documentul nou este atașat și l-am verificat în doi.',
    ],
    parcel: [
      'Îmi cer scuze. Am luat livrarea de la curier: șoferul nostru vine pe {soon} și vă sună înainte.',
      'Nu trebuia să se întâmple. Piesa corectă este pe drum prin curier rapid, cu numărul {tracking}, și ajunge pe {soon}.',
    ],
    question: [
      'Bine că întrebați. Da, rămâne cum am scris și am notat și în contul dumneavoastră, ca să nu se piardă.',
      'Am verificat cu versiunea dumneavoastră: opțiunea s-a mutat la „Bicicleta mea, Mai multe”. Am cerut și corectarea paginii de ajutor.',
    ],
  },
};
