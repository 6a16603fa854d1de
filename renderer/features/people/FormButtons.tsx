import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { useText } from '../../ui/text.ts';

interface FormButtonsProps {
  /** What the button that sends the form says. */
  readonly confirm: string;
  readonly isBusy: boolean;
  readonly isDisabled?: boolean;
  readonly onCancel: () => void;
}

/** How a form ends: not at all, or sent. */
export function FormButtons({
  confirm,
  isBusy,
  isDisabled = false,
  onCancel,
}: FormButtonsProps): ReactElement {
  const t = useText();
  return (
    <DialogFooter>
      <Button variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button type="submit" loading={isBusy} disabled={isDisabled}>
        {confirm}
      </Button>
    </DialogFooter>
  );
}
