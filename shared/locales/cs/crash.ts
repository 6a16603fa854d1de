import type { Texts } from '../texts.ts';

export const crash = {
  page: {
    title: 'Toto okno opakovaně padá',
    text: 'Baton ho několikrát znovu otevřel. Nic z toho, co jste napsali, se neztratilo. Zkuste to znovu; pokud to nepomůže, uložte v Nastavení diagnostický soubor a pošlete ho tomu, kdo se o Baton stará.',
    again: 'Zkusit znovu',
    quit: 'Ukončit Baton',
  },
  host: {
    title: 'Baton opakovaně selhává',
    text: 'Baton se během několika minut několikrát znovu spustil a pokaždé selhal. Vše uložené zůstává v tomto počítači. Spusťte Baton později znovu a soubory ze složky „logs“ pošlete tomu, kdo se o něj stará.',
  },
} as const satisfies Texts;
