import { useCallback } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { asBatonError } from '../bridge.ts';
import { useText } from './text.ts';

/** Says what went wrong and what to do, in the person's language: from a code, or from anything thrown. */
export function useErrorText(): (problem: unknown) => string {
  const t = useText();
  return useCallback((problem) => t(`errors:${asBatonError(problem).code}`), [t]);
}

/** Says what an error code means and what to do, in the person's language. */
export function useErrorCodeText(): (code: ErrorCode) => string {
  const t = useText();
  return useCallback((code) => t(`errors:${code}`), [t]);
}
