import { Button, CopyButton, Group } from '@mantine/core';
import { IconClipboardText } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { MESSAGE_MAX_LENGTH } from '../../../../shared/domain/message.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import classes from './HeldText.module.css';

/** What is shown of it; laying out megabytes of text would hold the window up. */
const PREVIEW_LENGTH = 1200;

interface HeldTextProps {
  readonly text: string;
  readonly onInsertFitting: () => void;
  readonly onRemove: () => void;
}

/** Pasted text that no message could hold: kept in full, shown in part, with what can be done about it. */
export function HeldText({ text, onInsertFitting, onRemove }: HeldTextProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const rest = text.length - PREVIEW_LENGTH;
  return (
    <section className={classes['held']} role="alert" aria-label={t('composer:heldTitle')}>
      <p className={classes['title']}>
        <IconClipboardText size={15} aria-hidden />
        {t('composer:heldTitle')}
      </p>
      <p className={classes['size']}>
        {t('composer:heldSize', {
          size: format.number(text.length),
          limit: format.number(MESSAGE_MAX_LENGTH),
        })}
      </p>
      <div className={classes['preview']} tabIndex={0}>
        {text.slice(0, PREVIEW_LENGTH)}
        {rest > 0 && (
          <span className={classes['rest']}>{t('composer:heldMore', { size: format.number(rest) })}</span>
        )}
      </div>
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {t(copied ? 'copied' : 'composer:heldCopy')}
            </Button>
          )}
        </CopyButton>
        <Button size="compact-sm" variant="default" onClick={onInsertFitting}>
          {t('composer:heldInsert')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" onClick={onRemove}>
          {t('composer:heldRemove')}
        </Button>
      </Group>
    </section>
  );
}
