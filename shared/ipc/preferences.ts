import { z } from 'zod';
import { TicketSort, ViewId } from '../domain/views.ts';
import { command, nothing } from './command.ts';
import { CLOSE_CHOICES, GlobalShortcut, SpellLanguage, ZoomPercent } from './desktop.ts';
import { LOCALES } from './locales.ts';
import { CustomShortcuts } from './shortcuts.ts';

/** How many days after their last change closed tickets stay on this computer. */
export const KeepClosed = z.union([z.int().min(30).max(3650), z.literal('all')]);
export type KeepClosed = z.infer<typeof KeepClosed>;

export const Preferences = z.strictObject({
  colorScheme: z.enum(['light', 'dark', 'auto']),
  /** `auto` follows the system. */
  language: z.enum(['auto', ...LOCALES]),
  density: z.enum(['comfortable', 'compact']),
  lastView: ViewId,
  sort: TicketSort,
  listWidth: z.int().min(240).max(900),
  isSidePanelOpen: z.boolean(),
  wallGrouping: z.enum(['department', 'agent', 'policy']),
  keepClosed: KeepClosed,
  /** The size of everything in the windows. */
  zoomPercent: ZoomPercent,
  onClose: z.enum(CLOSE_CHOICES),
  startAtLogin: z.boolean(),
  globalShortcut: GlobalShortcut,
  /** Whose spelling is checked; none until the person chooses one. A Mac checks by its own settings. */
  spellLanguages: z.array(SpellLanguage).max(20).readonly(),
  shortcuts: CustomShortcuts,
  /** The person has seen how Baton works, or does not want to. */
  isIntroduced: z.boolean(),
});
export type Preferences = z.infer<typeof Preferences>;

/** What a window may ask about preferences. */
export const PREFERENCE_COMMANDS = {
  'preferences.get': command(nothing, Preferences),
  'preferences.set': command(Preferences.partial(), Preferences),
} as const;

/** What windows are told about preferences. */
export const PREFERENCE_EVENTS = {
  'preferences.changed': Preferences,
} as const;
