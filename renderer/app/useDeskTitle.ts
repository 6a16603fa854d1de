import { useEffect } from 'react';
import { useToSolve } from '../live/assignment.ts';
import { useFormat } from '../ui/format.ts';

/** Says in the window's title, which switchers and taskbars show, how many own tickets wait: "(3) Baton". */
export function useDeskTitle(): void {
  const format = useFormat();
  const mine = useToSolve()?.mine ?? 0;
  const title = mine === 0 ? 'Baton' : `(${format.number(mine)}) Baton`;
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = 'Baton';
    };
  }, [title]);
}
