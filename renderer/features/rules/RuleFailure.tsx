import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { BatonError } from '../../../shared/errors.ts';
import { useErrorText } from '../../ui/useErrorText.ts';

/** Says why something about a rule could not be done. */
export function RuleFailure({ error }: { readonly error: BatonError }): ReactElement {
  const errorText = useErrorText();
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle size={17} />} role="alert">
      {errorText(error)}
    </Alert>
  );
}
