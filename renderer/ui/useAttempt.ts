import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { asBatonError } from '../bridge.ts';
import { useErrorText } from './useErrorText.ts';

/** Does something nobody waits for; when it fails, the person reads why and what to do. */
export function useAttempt(): (work: () => Promise<unknown>) => void {
  const errorText = useErrorText();
  return useCallback(
    (work) => {
      work().catch((thrown: unknown) => {
        const error = asBatonError(thrown);
        console.error(error.code, error.message, error.detail);
        notifications.show({
          id: `failed ${error.code}`,
          color: 'red',
          message: errorText(error),
          autoClose: 8000,
        });
      });
    },
    [errorText],
  );
}
