import { VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import classes from './SearchHeading.module.css';
import type { SearchFacts } from './useSearch.ts';

/** Heads the list while it shows a search: how many tickets were found, and what was not understood. */
export function SearchHeading({ answer }: { readonly answer: SearchFacts | undefined }): ReactElement {
  const t = useText();
  const format = useFormat();
  const total = answer && `${format.number(answer.total)}${answer.isMore ? '+' : ''}`;
  const remark =
    answer && answer.ignored.length > 0
      ? t('search:ignored', { filters: answer.ignored.join(' ') })
      : answer?.isComplete === false
        ? t('search:building')
        : undefined;
  return (
    <>
      <h1 className={classes['title']}>{t('search:results')}</h1>
      {answer && (
        <span className={classes['count']} aria-hidden>
          {total}
        </span>
      )}
      <VisuallyHidden role="status">{answer && t('search:found', { count: answer.total })}</VisuallyHidden>
      <span className={classes['remark']} title={remark}>
        {remark}
      </span>
    </>
  );
}
