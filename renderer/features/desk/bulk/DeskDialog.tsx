import type { ReactElement } from 'react';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useDeskStore } from '../deskStore.ts';

interface DeskDialogProps {
  readonly name: 'bulk' | 'rebalance';
  readonly title: string;
  /** What is in it; made anew each time it opens. */
  readonly content: (onClose: () => void) => ReactElement;
}

/** A wide dialog that the desk's store opens and closes. */
export function DeskDialog({ name, title, content }: DeskDialogProps): ReactElement {
  const isOpen = useDeskStore((state) => state.dialog === name);
  const openDialog = useDeskStore((state) => state.openDialog);
  const close = (): void => openDialog(null);
  return (
    <Dialog opened={isOpen} onClose={close} title={title} size={860} centered>
      {isOpen && content(close)}
    </Dialog>
  );
}
