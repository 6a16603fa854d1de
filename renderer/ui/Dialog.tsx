import { Modal } from '@mantine/core';
import type { ModalProps } from '@mantine/core';
import type { ReactElement } from 'react';
import classes from './Dialog.module.css';
import { OverlayHome } from './OverlayHome.tsx';
import { useText } from './text.ts';

/** A dialog over the window. Lists that open inside belong to it, for screen readers too, and are never cut off by its edge. */
export function Dialog({ children, ...props }: ModalProps): ReactElement {
  const t = useText();
  return (
    <Modal
      radius="lg"
      // A dialog is a place of its own, wherever it was opened from.
      portalProps={{ target: document.body }}
      closeButtonProps={{ 'aria-label': t('close') }}
      // Its head is no landmark of the page: two dialogs at once would make two.
      attributes={{ header: { role: 'presentation' } }}
      classNames={{
        content: classes['content'] ?? '',
        header: classes['header'] ?? '',
        body: classes['body'] ?? '',
      }}
      {...props}
    >
      <OverlayHome>{children}</OverlayHome>
    </Modal>
  );
}
