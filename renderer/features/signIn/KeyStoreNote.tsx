import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useAppInfo } from '../../live/session.ts';
import { useText } from '../../ui/text.ts';

/** Says before anybody signs in where the sign-in will rest, when the system has nothing better than a file. */
export function KeyStoreNote(): ReactElement | null {
  const t = useText();
  const info = useAppInfo();
  if (!info || info.hasKeyStore) return null;
  return (
    <Text size="xs" c="dimmed" ta="center">
      {t('session:noKeyStore')}
    </Text>
  );
}
