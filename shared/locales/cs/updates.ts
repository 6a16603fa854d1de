import type { Texts } from '../texts.ts';

export const updates = {
  ready: 'Baton {{version}} je připraven',
  whenYouLike: 'Restartujte, až se vám to bude hodit',
  waitsForPause: 'Restartuje se při vaší příští pauze',
  notes: 'Co je nového',
  promise: 'Koncepty zůstanou, jak jsou, a Baton se otevře v zobrazení, které jste opustili.',
  restartNow: 'Restartovat nyní',
  restartWhenIdle: 'Při příští pauze',
  look: 'Vyhledat novou verzi',
  off: 'O aktuálnost této kopie se stará ten, kdo ji nainstaloval.',
  upToDate: 'Baton je aktuální.',
  lastLooked: 'Naposledy zjišťováno {{time}}',
  looking: 'Zjišťuje se…',
  fetching: 'Stahuje se Baton {{version}}: {{percent}}',
  readyThere: 'Baton {{version}} je připraven. Čeká v navigaci.',
  problems: {
    unreachable: 'Místo, kde se nové verze zveřejňují, neodpovídá. Baton se zeptá později.',
    damaged: 'Nová verze dorazila poškozená a byla zahozena. Baton ji později stáhne znovu.',
    notInstalled:
      'Systém nedovolil novou verzi nainstalovat. Zkuste to znovu, nebo se obraťte na správce tohoto počítače.',
  },
} as const satisfies Texts;
