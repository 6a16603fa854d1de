import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { EventPayload } from '../../../shared/ipc/contract.ts';
import { invoke, subscribe } from '../../bridge.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';

/** Explains, when the window is closed for the first time, that Baton can go on without it, and asks what to do. */
export function ClosingDialog(): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const [asked, setAsked] = useState<EventPayload<'closing.asked'> | null>(null);
  const [isRemembered, setIsRemembered] = useState(true);
  useEffect(() => subscribe('closing.asked', setAsked), []);

  function answer(choice: 'background' | 'quit' | 'stay'): void {
    setAsked(null);
    attempt(() => invoke('closing.answer', { choice, isRemembered: isRemembered && choice !== 'stay' }));
  }

  return (
    <Dialog
      opened={asked !== null}
      onClose={() => answer('stay')}
      title={t('desktop:closing.title')}
      size={480}
      centered
    >
      <Text size="sm">{t(asked?.hasTray === false ? 'desktop:closing.noTray' : 'desktop:closing.tray')}</Text>
      <Text size="sm" mt={10}>
        {t('desktop:closing.quit')}
      </Text>
      <Checkbox
        mt={18}
        label={t('desktop:closing.remember')}
        description={t('desktop:closing.changeIt')}
        checked={isRemembered}
        onChange={(event) => setIsRemembered(event.currentTarget.checked)}
      />
      <Group justify="flex-end" gap={10} mt={22}>
        <Button variant="default" onClick={() => answer('quit')}>
          {t('desktop:closing.end')}
        </Button>
        <Button data-autofocus onClick={() => answer('background')}>
          {t(asked?.hasTray === false ? 'desktop:closing.minimise' : 'desktop:closing.keep')}
        </Button>
      </Group>
    </Dialog>
  );
}
