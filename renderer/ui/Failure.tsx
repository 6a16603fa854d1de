import { Alert, Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { BatonError } from '../../shared/errors.ts';
import { useText } from './text.ts';
import { useErrorText } from './useErrorText.ts';

interface FailureProps {
  readonly error: BatonError;
  /** Left out where trying again is what the form's own button does. */
  readonly onRetry?: () => void;
}

/** Says beside a form or list why the server's answer is missing. */
export function Failure({ error, onRetry }: FailureProps): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle size={17} />} role="alert">
      {errorText(error)}
      {onRetry && (
        <Button mt={10} size="xs" variant="default" display="block" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </Alert>
  );
}
