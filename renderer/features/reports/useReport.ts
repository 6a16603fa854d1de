import { useEffect, useState } from 'react';
import type { BatonError } from '../../../shared/errors.ts';
import type { Report, ReportQuestion } from '../../../shared/ipc/reports.ts';
import { asBatonError, invoke } from '../../bridge.ts';

/** A report, the one before while the next is being made. */
export interface ReportState {
  readonly report: Report | null;
  readonly isMaking: boolean;
  readonly error: BatonError | null;
  /** When it was made, UTC epoch ms. */
  readonly madeAtMs: number;
  /** Makes it anew. */
  readonly refresh: () => void;
}

/** Makes the report of a question; a number in it stays the same until somebody asks again. */
export function useReport(question: ReportQuestion): ReportState {
  const key = JSON.stringify(question);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Omit<ReportState, 'refresh' | 'isMaking'> & { readonly key: string }>({
    report: null,
    error: null,
    madeAtMs: 0,
    key: '',
  });
  const wanted = `${key} ${String(round)}`;
  useEffect(() => {
    let isCurrent = true;
    invoke('reports.make', JSON.parse(key) as ReportQuestion).then(
      (report) => {
        if (isCurrent) setState({ report, error: null, madeAtMs: Date.now(), key: wanted });
      },
      (thrown: unknown) => {
        if (isCurrent) setState((before) => ({ ...before, error: asBatonError(thrown), key: wanted }));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [key, wanted]);
  const { report, error, madeAtMs } = state;
  return {
    report,
    error,
    madeAtMs,
    isMaking: state.key !== wanted,
    refresh: () => setRound((before) => before + 1),
  };
}
