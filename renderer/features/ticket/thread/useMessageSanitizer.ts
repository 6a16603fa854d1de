import { useTranslation } from 'react-i18next';
import { useText } from '../../../ui/text.ts';
import { createMessageSanitizer } from './sanitizeHtml.ts';

/** One sanitiser per language: making one costs more than using it. */
const sanitizers = new Map<string, ReturnType<typeof createMessageSanitizer>>();

/** The sanitiser whose placeholders speak the reader's language. */
export function useMessageSanitizer(): ReturnType<typeof createMessageSanitizer> {
  const t = useText();
  const { language } = useTranslation().i18n;
  let sanitize = sanitizers.get(language);
  if (!sanitize) {
    sanitize = createMessageSanitizer({
      unnamed: t('ticket:thread.imageBlocked'),
      named: (name) => t('ticket:thread.imageNamed', { name }),
    });
    sanitizers.set(language, sanitize);
  }
  return sanitize;
}
