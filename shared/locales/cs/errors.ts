import type { Texts } from '../texts.ts';

export const errors = {
  internal: 'V Batonu se něco pokazilo. Zkuste to znovu; pokud se to opakuje, restartujte Baton.',
  app: {
    restarted: 'Baton selhal a sám se znovu spustil. Co jste napsali, zůstalo. Co se stalo, je v protokolu:',
  },
  agent: {
    substituteCircle:
      'Takto by někdo zastupoval sám sebe: zástupy tvoří kruh. Zvolte někoho jiného nebo jiné dny.',
  },
  calendar: {
    inUse:
      'Tento kalendář se ještě používá: počítá podle něj některá politika, oddělení nebo kolega. Nejdřív jim dejte jiný, pak ho smažte.',
  },
  auth: {
    badCredentials: 'E-mail a heslo nesouhlasí. Zkontrolujte obojí a zkuste to znovu.',
    expired: 'Vaše přihlášení vypršelo. Přihlaste se znovu; práce v tomto počítači zůstala zachována.',
    codeInvalid: 'Kód je chybný, už použitý nebo příliš starý. Požádejte správce o nový.',
    forbidden: 'K tomuto nemáte oprávnění. Pokud byste ho mít měli, obraťte se na správce.',
    signedOut: 'Jste odhlášeni. Chcete-li pokračovat, přihlaste se.',
    revoked:
      'Správce, nebo vy na jiném zařízení, toto zařízení odebral. Baton smazal data pracovního prostoru z tohoto počítače. Pokud máte mít přístup, přihlaste se znovu.',
    wrongPassword: 'Toto není vaše současné heslo. Zadejte ho znovu.',
    weakPassword:
      'Toto heslo je příliš krátké. Zvolte heslo s alespoň 10 znaky; dobře poslouží několik slov za sebou.',
    emailTaken:
      'Někdo s tímto e-mailem se už může přihlásit. Vyhledejte ho v týmu, nebo zadejte jinou adresu.',
    lastAdministrator: 'Toto je poslední správce. Nejprve udělejte správcem někoho jiného.',
  },
  input: {
    invalid: 'Některý údaj ve formuláři není platný. Zkontrolujte zadání a zkuste to znovu.',
    tooLarge: 'Obsah je příliš velký. Zmenšete ho a zkuste to znovu.',
    notFound: 'Tato položka už neexistuje. Možná ji odstranil někdo jiný.',
  },
  intake: {
    badKey: 'Klíč tohoto kanálu je chybný. Požádejte správce, aby kanál zkontroloval.',
    unknownTicket: 'K této zprávě nepatří žádný požadavek. Založte místo toho nový.',
  },
  ipc: {
    forbiddenSender: 'Baton zablokoval požadavek z cizí stránky. Restartujte Baton.',
    badOutput: 'Baton dostal odpověď, které nerozumí. Restartujte ho; pokud se to opakuje, aktualizujte ho.',
  },
  link: {
    unknown: 'Tento odkaz Baton neumí otevřít. Nic se nestalo; požádejte odesílatele o číslo požadavku.',
  },
  message: {
    answeredMeanwhile:
      'Kolega na požadavek odpověděl dřív, než vaše odpověď dorazila. Přečtěte si jeho odpověď a svou pak přesto odešlete, upravte nebo zahoďte.',
    empty: 'Zatím není co odeslat. Nejdřív něco napište.',
    tooLong: 'Zpráva je příliš dlouhá. Zkraťte ji nebo rozdělte; text zůstává uložen jako koncept.',
  },
  network: {
    none: 'Tento počítač teď nemá síť. Připojte ho a zkuste to znovu.',
  },
  rate: {
    limited: 'Příliš mnoho pokusů v krátké době. Počkejte minutu a zkuste to znovu.',
  },
  server: {
    badCertificate:
      'Server nemůže prokázat, že patří k této adrese: certifikát vypršel, je na jiné jméno nebo ho vydal někdo, komu tento počítač nevěří. Nic se neodeslalo. Zkontrolujte adresu, nebo požádejte správce, ať se na certifikát podívá.',
    notListening:
      'Na této adrese je počítač, ale žádný server na něm neodpovídá. Zkontrolujte číslo za dvojtečkou, nebo se zeptejte správce, zda server běží.',
    notSecure:
      'Server na této adrese nemluví https. Zkontrolujte adresu; pokud váš správce šifrování nepoužívá, napište před ni http://.',
    unknownAddress:
      'Počítač tohoto jména neexistuje. Zkontrolujte, zda v adrese není překlep; je-li to adresa vaší firmy, připojte se nejdřív do její sítě.',
    otherVersion:
      'Server používá jinou verzi Batonu. Aktualizujte Baton, nebo požádejte správce o aktualizaci serveru.',
    newerVersion:
      'Server používá novější Baton než tento počítač. Aktualizujte Baton; do té doby můžete pracovat dál a vaše změny počkají tady.',
    olderVersion:
      'Server má ještě starší Baton. Požádejte správce, aby ho aktualizoval; do té doby můžete pracovat dál a vaše změny počkají tady.',
    notBaton: 'Na této adrese je server, ale není to server Batonu. Zkontrolujte adresu.',
    portTaken: 'Tento port už používá jiný program. Ukončete ho, nebo zvolte jiný port.',
    unavailable: 'Server neodpovídá. Zkontrolujte adresu a připojení a zkuste to znovu.',
    silent:
      'Server neodpovídá včas. Co jste udělali, zůstává uloženo zde; zkontrolujte připojení, nebo požádejte správce, ať se na server podívá.',
    troubled:
      'Server má potíže a nemůže ukládat. Vaše změny zůstávají zde a odešlou se později; řekněte to správci.',
  },
  settings: {
    corrupt: 'Soubor s nastavením nešlo přečíst. Byl odložen stranou a Baton začal s novým nastavením.',
  },
  storage: {
    corrupt: 'Místní data nešlo přečíst. Byla odložena stranou a stáhnou se znovu ze serveru.',
    full: 'Disk je plný a Baton nemůže ukládat. Uvolněte místo; co jste napsali, zůstává v okně.',
    locked: 'Složku s daty používá jiný program. Zavřete ostatní okna Batonu a zkuste to znovu.',
    unwritable: 'Baton nesmí zapisovat do své složky s daty. Zkontrolujte její oprávnění.',
  },
  sync: {
    offline: 'Jste offline. Změny jsou uložené a odešlou se, jakmile server odpoví.',
  },
  ticket: {
    illegalMove:
      'Do tohoto stavu se požadavek nyní přesunout nedá. Podívejte se na jeho aktuální stav a vyberte znovu.',
    alreadyHeld:
      'Kolega byl rychlejší a požadavek má teď on. Než budete pokračovat, podívejte se, kdo to je.',
    notFound: 'Tento požadavek tu už není. Možná přešel do oddělení, které nevidíte.',
    otherTeam: 'Když se požadavek přiděloval, někdo přišel nebo odešel. Přidělí se znovu.',
    reasonMissing: 'Předání s důvodem „Jiný“ potřebuje vysvětlení. Napište pár slov a zkuste to znovu.',
  },
  update: {
    damaged: 'Nová verze dorazila poškozená a byla zahozena.',
  },
  undo: {
    tooLate: 'Na vrácení je už pozdě. Změna už je na serveru nebo na cestě k němu.',
  },
  workspace: {
    notEmpty: 'Tento pracovní prostor už obsahuje data. Ukázková data lze přidat jen do prázdného.',
  },
  import: {
    badFile: 'Soubor nešlo přečíst jako export. Zkontrolujte, že je to správný soubor a formát.',
    badRow: 'Jednomu řádku importu nebylo možné porozumět. Zpráva o importu uvádí, kterému a proč.',
    missingColumn: 'V souboru chybí sloupec, který import potřebuje. Zpráva o importu ho uvádí.',
  },
} as const satisfies Texts;
