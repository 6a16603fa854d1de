import type { DemoDepartment } from './situations.ts';

interface DemoCannedReply {
  readonly title: string;
  readonly language: string;
  readonly department: DemoDepartment | '';
  readonly html: string;
}

/** Ready-made answers of the demo team, the same set in every language it serves. */
export const CANNED_REPLIES: readonly DemoCannedReply[] = [
  {
    title: 'We are on it',
    language: 'en',
    department: '',
    html: '<p>Thank you for your message. We are looking into it and will get back to you within one working day.</p>',
  },
  {
    title: 'Restart the bike computer',
    language: 'en',
    department: 'support',
    html: '<p>Please restart the bike computer once:</p><ol><li>Take the battery out for one minute.</li><li>Put it back and hold the power button for ten seconds.</li><li>Open the app next to the bike.</li></ol>',
  },
  {
    title: 'Invoice attached',
    language: 'en',
    department: 'billing',
    html: '<p>The invoice is attached. You can also find it at any time in your account under “Orders”.</p>',
  },
  {
    title: 'Return label',
    language: 'en',
    department: 'service',
    html: '<p>The return label is attached. Please put the bike, the charger and both keys in the box; the carrier collects it on the next working day.</p>',
  },
  {
    title: 'Estamos verificando',
    language: 'pt-BR',
    department: '',
    html: '<p>Obrigado pela mensagem. Estamos verificando e respondemos em até um dia útil.</p>',
  },
  {
    title: 'Reiniciar o computador da bike',
    language: 'pt-BR',
    department: 'support',
    html: '<p>Reinicie o computador da bike uma vez:</p><ol><li>Tire a bateria por um minuto.</li><li>Coloque de volta e segure o botão de ligar por dez segundos.</li><li>Abra o aplicativo perto da bike.</li></ol>',
  },
  {
    title: 'Nota fiscal em anexo',
    language: 'pt-BR',
    department: 'billing',
    html: '<p>A nota fiscal está em anexo. Você também a encontra na sua conta, em “Pedidos”.</p>',
  },
  {
    title: 'Etiqueta de devolução',
    language: 'pt-BR',
    department: 'service',
    html: '<p>A etiqueta de devolução está em anexo. Coloque na caixa a bike, o carregador e as duas chaves; a transportadora coleta no próximo dia útil.</p>',
  },
  {
    title: 'Pracujeme na tom',
    language: 'cs',
    department: '',
    html: '<p>Děkujeme za zprávu. Prověřujeme to a ozveme se do jednoho pracovního dne.</p>',
  },
  {
    title: 'Restart počítače kola',
    language: 'cs',
    department: 'support',
    html: '<p>Restartujte prosím jednou počítač kola:</p><ol><li>Na minutu vyjměte baterii.</li><li>Vraťte ji a deset sekund držte zapínací tlačítko.</li><li>Otevřete aplikaci vedle kola.</li></ol>',
  },
  {
    title: 'Faktura v příloze',
    language: 'cs',
    department: 'billing',
    html: '<p>Fakturu přikládáme. Kdykoli ji najdete také ve svém účtu pod „Objednávky“.</p>',
  },
  {
    title: 'Štítek pro vrácení',
    language: 'cs',
    department: 'service',
    html: '<p>Štítek pro vrácení přikládáme. Do krabice prosím dejte kolo, nabíječku a oba klíče, dopravce ji vyzvedne příští pracovní den.</p>',
  },
  {
    title: 'Verificăm',
    language: 'ro',
    department: '',
    html: '<p>Vă mulțumim pentru mesaj. Verificăm și revenim în cel mult o zi lucrătoare.</p>',
  },
  {
    title: 'Repornirea computerului',
    language: 'ro',
    department: 'support',
    html: '<p>Vă rugăm să reporniți o dată computerul bicicletei:</p><ol><li>Scoateți bateria un minut.</li><li>Puneți-o la loc și țineți apăsat butonul de pornire zece secunde.</li><li>Deschideți aplicația lângă bicicletă.</li></ol>',
  },
  {
    title: 'Factura atașată',
    language: 'ro',
    department: 'billing',
    html: '<p>Factura este atașată. O găsiți oricând și în cont, la „Comenzi”.</p>',
  },
  {
    title: 'Eticheta de retur',
    language: 'ro',
    department: 'service',
    html: '<p>Eticheta de retur este atașată. Puneți în cutie bicicleta, încărcătorul și ambele chei; curierul o ridică în următoarea zi lucrătoare.</p>',
  },
];
