import type { Session } from 'electron';
import type { DictionaryState } from '../../shared/ipc/desktop.ts';
import type { Logger } from '../log.ts';

/** The spelling check of the windows. */
export interface Spelling {
  /** Checks words in these languages, in none for `[]`; what this system does not know is left out. */
  set(languages: readonly string[]): void;
  /** Every language that can be checked, with what is known of its dictionary. Empty where the system sees to it. */
  dictionaries(): readonly { readonly language: string; readonly state: DictionaryState }[];
}

/**
 * Takes over the check of a session, switched off: Chromium fetches a dictionary from its maker's server the moment its
 * language is set, and Baton asks nobody on the internet for anything that its person has not wished.
 */
export function createSpelling(session: Session, onChange: () => void, log: Logger): Spelling {
  const states = new Map<string, DictionaryState>();
  const note = (language: string, state: DictionaryState): void => {
    states.set(language, state);
    onChange();
  };
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  session.on('spellcheck-dictionary-download-begin', (_event, language) => {
    note(language, 'fetching');
  });
  session.on('spellcheck-dictionary-initialized', (_event, language) => {
    note(language, 'ready');
  });
  session.on('spellcheck-dictionary-download-success', (_event, language) => {
    note(language, 'ready');
  });
  session.on('spellcheck-dictionary-download-failure', (_event, language) => {
    log.warn('a dictionary could not be fetched', { language });
    note(language, 'failed');
  });
  return {
    set: (languages) => {
      const known = languages.filter((language) => session.availableSpellCheckerLanguages.includes(language));
      session.setSpellCheckerEnabled(known.length > 0);
      session.setSpellCheckerLanguages(known);
    },
    dictionaries: () =>
      session.availableSpellCheckerLanguages.map((language) => ({
        language,
        state: states.get(language) ?? 'unknown',
      })),
  };
}
