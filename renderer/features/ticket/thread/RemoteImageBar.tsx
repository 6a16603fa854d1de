import { Button, Group } from '@mantine/core';
import { IconPhoto, IconPhotoOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { MessageId } from '../../../../shared/domain/ids.ts';
import type { ImageWish } from '../../../../shared/ipc/images.ts';
import { invoke } from '../../../bridge.ts';
import { useText } from '../../../ui/text.ts';
import { useAttempt } from '../../../ui/useAttempt.ts';
import classes from './RemoteImageBar.module.css';

interface RemoteImageBarProps {
  readonly messageId: MessageId;
  readonly sender: string;
  readonly grant: 'message' | 'sender' | null;
}

/** Says that pictures were left out and why, and lets the reader have them: this time, or always from this sender. */
export function RemoteImageBar({ messageId, sender, grant }: RemoteImageBarProps): ReactElement | null {
  const t = useText();
  const attempt = useAttempt();
  const wish = (scope: ImageWish['scope']): void =>
    attempt(() => invoke('images.allow', { messageId, scope }));
  if (grant === 'message') return null;
  const Sign = grant === null ? IconPhotoOff : IconPhoto;
  return (
    <Group className={classes['bar'] ?? ''} gap={8} role="group" aria-label={t('ticket:thread.images.label')}>
      <Sign size={15} stroke={1.7} aria-hidden />
      <span className={classes['words']}>
        {grant === null ? t('ticket:thread.images.hidden') : t('ticket:thread.images.shown', { sender })}
      </span>
      {grant === null ? (
        <>
          <Button size="compact-xs" variant="default" onClick={() => wish('message')}>
            {t('ticket:thread.images.show')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => wish('sender')}>
            {t('ticket:thread.images.always', { sender })}
          </Button>
        </>
      ) : (
        <Button size="compact-xs" variant="subtle" onClick={() => wish('nothing')}>
          {t('ticket:thread.images.never')}
        </Button>
      )}
    </Group>
  );
}
