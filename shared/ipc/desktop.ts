import { z } from 'zod';
import { Combo, worksWhileTyping } from './shortcuts.ts';

/** What closing the last window does. `ask` until the person has said. */
export const CLOSE_CHOICES = ['ask', 'background', 'quit'] as const;

/** How large a window shows everything, in percent. */
export const ZoomPercent = z.int().min(50).max(300);

/** A language whose spelling is checked, as Chromium names its dictionaries: `en-GB`, `cs`. */
export const SpellLanguage = z.string().regex(/^[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?$/u);

/** The combination that shows and hides Baton from any program, `''` for none. It must not be a letter alone. */
export const GlobalShortcut = z.union([
  z.literal(''),
  Combo.refine((combo) => worksWhileTyping(combo) && combo.split('+').length > 2),
]);
