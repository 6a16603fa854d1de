import { useMemo } from 'react';
import { useDirectory } from '../../../live/directory.ts';
import { useLocale, useText } from '../../../ui/text.ts';
import type { ConditionNames } from './conditionWords.ts';

/** Names for what conditions speak of. */
export function useConditionNames(): ConditionNames {
  const t = useText();
  const locale = useLocale();
  const { departments } = useDirectory();
  return useMemo(
    () => ({ locale, department: (id) => departments.get(id)?.value.name ?? t('unknownDepartment') }),
    [locale, departments, t],
  );
}
