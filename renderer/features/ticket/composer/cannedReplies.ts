import type { SettingOf } from '../../../../shared/domain/settings.ts';

type CannedReply = SettingOf<'canned-reply'>;

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
