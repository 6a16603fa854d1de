import { useEffect, useState } from 'react';
import {
  joinImpacts,
  NO_IMPACT,
  type SlaChange,
  type SlaImpact,
} from '../../../shared/domain/sla/slaImpact.ts';
import type { BatonError } from '../../../shared/errors.ts';
import type { ImpactPart } from '../../../shared/ipc/serviceLevels.ts';
import { asBatonError, invoke } from '../../bridge.ts';
import { rightNowMs } from '../../ui/clock.ts';

/** How far the reckoning of a change has come. */
export interface ImpactState {
  readonly impact: SlaImpact;
  readonly isDone: boolean;
  readonly error: BatonError | null;
}

/** After the last key so long nothing is asked: people are still typing. */
const QUIET_MS = 500;

/** What a change would do to the open tickets, part by part; begins anew with every other change. `null` asks nothing. */
export function useImpact(change: SlaChange | null): ImpactState | null {
  const key = change && JSON.stringify(change);
  const [state, setState] = useState<{ readonly key: string; readonly found: ImpactState } | null>(null);
  useEffect(() => {
    if (key === null) return undefined;
    let isWanted = true;
    const tell = (impact: SlaImpact, isDone: boolean, error: BatonError | null = null): void => {
      if (isWanted) setState({ key, found: { impact, isDone, error } });
    };
    async function run(wish: SlaChange): Promise<void> {
      const nowMs = rightNowMs();
      let impact = NO_IMPACT;
      tell(impact, false);
      for (let after: string | null = ''; after !== null && isWanted;) {
        const part: ImpactPart = await invoke('sla.impact', { change: wish, after, nowMs });
        impact = joinImpacts(impact, part.impact, nowMs);
        after = part.next;
        tell(impact, after === null);
      }
    }
    const timer = setTimeout(() => {
      run(JSON.parse(key) as SlaChange).catch((thrown: unknown) =>
        tell(NO_IMPACT, true, asBatonError(thrown)),
      );
    }, QUIET_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  return state !== null && state.key === key ? state.found : null;
}
