import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { FilterVerdict } from '../../../../shared/ipc/assignment.ts';
import { useText } from '../../../ui/text.ts';
import { conditionWords } from './conditionWords.ts';
import { useConditionNames } from './useConditionNames.ts';
import classes from './why.module.css';

/** Every condition and how somebody stands to it: what is in the way first, what is not asked last; sign and words. */
export function ConditionChips({ filters }: { readonly filters: readonly FilterVerdict[] }): ReactElement {
  const t = useText();
  const names = useConditionNames();
  const weight = ({ isOn, passes }: FilterVerdict): number => (isOn ? (passes ? 1 : 0) : 2);
  const sorted = [...filters].sort((a, b) => weight(a) - weight(b));
  return (
    <ul className={classes['chips']}>
      {sorted.map((verdict) => {
        const state = verdict.isOn ? (verdict.passes ? 'yes' : 'no') : 'off';
        const Sign = state === 'yes' ? IconCheck : state === 'no' ? IconX : IconMinus;
        return (
          <li key={verdict.filter} className={classes['chip']} data-state={state}>
            <Sign size={12} stroke={2.4} aria-hidden />
            {conditionWords(verdict, names, t)}
            {state === 'off' && ` (${t('assignment:why.notAsked')})`}
          </li>
        );
      })}
    </ul>
  );
}
