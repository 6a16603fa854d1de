import { z } from 'zod';
import { command, nothing } from './command.ts';
import { Combo, worksWhileTyping } from './shortcuts.ts';

/** What closing the last window does. `ask` until the person has said. */
export const CLOSE_CHOICES = ['ask', 'background', 'quit'] as const;
export type CloseChoice = (typeof CLOSE_CHOICES)[number];

/** How large a window shows everything, in percent. */
export const ZOOM_STEPS = [80, 90, 100, 110, 125, 150, 175, 200] as const;
export const ZoomPercent = z.int().min(50).max(300);

/** The step after or before a size; the last one again at the end. */
export function zoomStep(percent: number, direction: 1 | -1): number {
  const steps = direction === 1 ? ZOOM_STEPS : [...ZOOM_STEPS].reverse();
  return steps.find((step) => (step - percent) * direction > 0) ?? percent;
}

/** A language whose spelling is checked, as Chromium names its dictionaries: `cs`, `es-419`, `en-GB-oxendict`. */
export const SpellLanguage = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u);

/** The combination that shows and hides Baton from any program, `''` for none. It must not be a letter alone. */
export const GlobalShortcut = z.union([
  z.literal(''),
  Combo.refine((combo) => worksWhileTyping(combo) && combo.split('+').length > 2),
]);

/** Whether the global combination is held: no wish, held, or refused because something else has it. */
export const GLOBAL_KEY_STATES = ['off', 'on', 'taken'] as const;
export type GlobalKeyState = (typeof GLOBAL_KEY_STATES)[number];

/** What is known of a dictionary since the start. */
export const DICTIONARY_STATES = ['unknown', 'fetching', 'ready', 'failed'] as const;
export type DictionaryState = (typeof DICTIONARY_STATES)[number];

/** The parts of the settings window, in their order. */
export const SETTINGS_SECTIONS = [
  'account',
  'server',
  'notifications',
  'general',
  'appearance',
  'language',
  'shortcuts',
  'storage',
  'diagnostics',
  'about',
] as const;
export const SettingsSection = z.enum(SETTINGS_SECTIONS);
export type SettingsSection = z.infer<typeof SettingsSection>;

/** How Baton stands to the desktop it runs on. */
export const DesktopState = z.strictObject({
  /** What closing the window can do: a Mac keeps Baton running by itself, and without a tray it is minimised. */
  background: z.enum(['tray', 'minimise', 'always']),
  globalKey: z.enum(GLOBAL_KEY_STATES),
  /** False when the system did not take over that Baton starts with it, or does not any more. */
  isLoginSet: z.boolean(),
  /** Empty where the system sees to the spelling by itself. */
  dictionaries: z
    .array(z.strictObject({ language: SpellLanguage, state: z.enum(DICTIONARY_STATES) }))
    .readonly(),
  /** The part of the settings that was asked for last, and how often one has been; none at first. */
  wantedSection: z.strictObject({ section: SettingsSection, count: z.int().positive() }).nullable(),
});
export type DesktopState = z.infer<typeof DesktopState>;

/** A package that Baton is made from. */
export const Licence = z.strictObject({
  name: z.string(),
  version: z.string(),
  licence: z.string(),
  text: z.string(),
});
export type Licence = z.infer<typeof Licence>;

/** What a window may ask about the desktop around Baton. */
export const DESKTOP_COMMANDS = {
  'desktop.state': command(nothing, DesktopState),
  /** The answer to `closing.asked`; `stay` leaves the window open. */
  'closing.answer': command(
    z.strictObject({ choice: z.enum(['background', 'quit', 'stay']), isRemembered: z.boolean() }),
    nothing,
  ),
} as const;

/** What windows are told about the desktop around Baton. */
export const DESKTOP_EVENTS = {
  'desktop.changed': DesktopState,
  /** The desk is being closed for the first time: the window explains what can go on without it. */
  'closing.asked': z.strictObject({ hasTray: z.boolean() }),
  /** Nobody can see the screen any more, or somebody can again. */
  'machine.changed': z.strictObject({ isAway: z.boolean() }),
} as const;
