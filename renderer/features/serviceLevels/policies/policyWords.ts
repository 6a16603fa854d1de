import { SLA_TARGETS, type SlaPolicyValue } from '../../../../shared/domain/settings.ts';
import type { Directory } from '../../../live/directory.ts';
import { languageName } from '../../../ui/languageNames.ts';
import { priorityName } from '../../../ui/PriorityMark.tsx';
import type { Translate } from '../../../ui/text.ts';

const HOUR = 60;
const DAY = 1440;

/** How long a target lets one take: whole days by wall clock, hours and minutes of open time. */
function budgetWords(
  budget: SlaPolicyValue['targets'][string]['resolution'],
  locale: string,
  t: Translate,
): string {
  if (budget === null) return t('serviceLevels:targets.none');
  const { minutes, mode } = budget;
  const unit = (name: 'day' | 'hour' | 'minute', value: number): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const parts: string[] = [];
  let left = minutes;
  if (mode === 'wallClock' && left >= DAY) {
    parts.push(unit('day', Math.floor(left / DAY)));
    left %= DAY;
  }
  if (left >= HOUR) {
    parts.push(unit('hour', Math.floor(left / HOUR)));
    left %= HOUR;
  }
  if (left > 0) parts.push(unit('minute', left));
  return parts.join(' ');
}

/** Which tickets a policy is for, in a few words. */
export function matchWords(
  { match }: Pick<SlaPolicyValue, 'match'>,
  directory: Pick<Directory, 'departments'>,
  locale: string,
  t: Translate,
): string {
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  const parts = [
    list.format(
      match.departmentIds.map((id) => directory.departments.get(id)?.value.name ?? t('unknownDepartment')),
    ),
    list.format(match.priorities.map((priority) => priorityName(priority, t))),
    list.format(match.tags),
    list.format(match.plans),
    match.vipOnly ? t('vip') : '',
    list.format(match.channels.map((channel) => channelName(channel, t))),
    list.format(match.languages.map((language) => languageName(language, locale))),
  ].filter((part) => part !== '');
  return parts.length === 0 ? t('serviceLevels:match.every') : parts.join(' · ');
}

/** The targets that tickets without a priority of their own get, in a few words. */
export function targetWords(
  { targets }: Pick<SlaPolicyValue, 'targets'>,
  locale: string,
  t: Translate,
): string {
  const shown = targets[''] ?? Object.values(targets)[0];
  if (!shown) return '';
  return SLA_TARGETS.flatMap((target) => {
    const budget = shown[target];
    return budget === null
      ? []
      : [`${t(`serviceLevels:targets.${target}`)} ${budgetWords(budget, locale, t)}`];
  }).join(' · ');
}

const CHANNEL_NAMES = ['email', 'form', 'phone', 'chat', 'api', 'social', 'import'] as const;

/** What a channel is called; as it stands where this version does not know it. */
export function channelName(channel: string, t: Translate): string {
  const known = CHANNEL_NAMES.find((name) => name === channel);
  return known === undefined ? channel : t(`channel.${known}`);
}
