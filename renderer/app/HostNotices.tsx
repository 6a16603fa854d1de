import { notifications } from '@mantine/notifications';
import { useEffect, useEffectEvent } from 'react';
import { subscribe } from '../bridge.ts';
import { useAppInfo } from '../live/session.ts';
import { useText } from '../ui/text.ts';
import { useErrorCodeText } from '../ui/useErrorText.ts';

/** Says what the host could not do by itself: at the start, and while it runs. */
export function HostNotices(): null {
  const t = useText();
  const errorCodeText = useErrorCodeText();
  const notices = useAppInfo()?.startupNotices;

  const showStartupNotices = useEffectEvent(() => {
    for (const { code, path } of notices ?? []) {
      notifications.show({
        id: `startup ${code} ${path}`,
        color: 'yellow',
        title: t(code.endsWith('.corrupt') ? 'shell:noticeTitle' : 'shell:problemTitle'),
        message: path === '' ? errorCodeText(code) : `${errorCodeText(code)} ${path}`,
        autoClose: false,
      });
    }
  });
  useEffect(() => showStartupNotices(), [notices]);

  useEffect(
    () =>
      subscribe('problem.raised', ({ code }) => {
        notifications.show({
          id: `problem ${code}`,
          color: 'red',
          title: t('shell:problemTitle'),
          message: errorCodeText(code),
          autoClose: 12_000,
        });
      }),
    [t, errorCodeText],
  );

  return null;
}
