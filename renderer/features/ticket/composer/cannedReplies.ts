import type { SettingOf } from '../../../../shared/domain/settings.ts';

type CannedReply = SettingOf<'canned-reply'>;

/** What a canned reply's placeholders stand for. */
export interface PlaceholderValues {
  readonly 'customer.name': string;
  readonly 'agent.name': string;
  readonly 'ticket.number': string;
}

/**
 * The replies that fit a ticket: of its department or of all, in its language or in any. Those of the very department and
 * language come first. A ticket of unknown language (`''`) fits every language.
 */
export function fittingReplies(
  replies: readonly CannedReply[],
  departmentId: string,
  language: string,
): CannedReply[] {
  const closeness = ({ value }: CannedReply): number =>
    (value.departmentId === '' ? 0 : 2) + (value.language === '' ? 0 : 1);
  return replies
    .filter(
      ({ value }) =>
        (value.departmentId === '' || value.departmentId === departmentId) &&
        (value.language === '' || language === '' || baseOf(value.language) === baseOf(language)),
    )
    .sort((a, b) => closeness(b) - closeness(a) || a.value.title.localeCompare(b.value.title));
}

/** `pt` of `pt-BR`: a reply in one variety serves the other. */
function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0] ?? '';
}

/** Puts the values in place of `{{customer.name}}` and the like, escaped; an unknown placeholder stays visible. */
export function fillPlaceholders(html: string, values: PlaceholderValues): string {
  return html.replace(/\{\{\s*([a-z]+\.[a-z]+)\s*\}\}/g, (whole, name: string) => {
    const value = (values as unknown as Readonly<Record<string, string | undefined>>)[name];
    return value === undefined ? whole : escapeHtml(value);
  });
}

/** Text as HTML text. */
function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
