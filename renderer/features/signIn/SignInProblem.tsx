import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { ErrorCode } from '../../../shared/errors.ts';
import { useText } from '../../ui/text.ts';
import { useErrorCodeText } from '../../ui/useErrorText.ts';

/** Why nobody was let in, and what to do. */
export function SignInProblem({ problem }: { readonly problem: ErrorCode }): ReactElement {
  const t = useText();
  const errorCodeText = useErrorCodeText();
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertCircle size={17} />}
      title={t('session:problemTitle')}
      role="alert"
    >
      {errorCodeText(problem)}
    </Alert>
  );
}
