import { IconBell } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useNotices } from '../../live/notices.ts';
import { useShortcutKeys } from '../../live/shortcuts.ts';
import { useFormat } from '../../ui/format.ts';
import { keyWords } from '../../ui/Kbd.tsx';
import { useText } from '../../ui/text.ts';
import classes from './notices.module.css';

/** More than these are not counted out on the bell. */
const SHOWN_MAX = 99;

/** The way to the list of notices, with how many are unread. */
export function NoticeBell({ onOpen }: { readonly onOpen: () => void }): ReactElement {
  const t = useText();
  const format = useFormat();
  const [keys] = useShortcutKeys('notices');
  const unread = useNotices()?.unread ?? 0;
  const words = unread === 0 ? t('noticeCentre:none') : t('noticeCentre:unread', { count: unread });
  const label = t('noticeCentre:bell', { unread: words });
  return (
    <button
      type="button"
      className={classes['bell']}
      aria-label={label}
      title={[label, ...(keys ? [keyWords(keys)] : [])].join('\n')}
      onClick={onOpen}
    >
      <IconBell size={18} stroke={1.7} aria-hidden />
      {unread > 0 && (
        <span className={classes['unread']} aria-hidden>
          {unread > SHOWN_MAX ? `${format.number(SHOWN_MAX)}+` : format.number(unread)}
        </span>
      )}
    </button>
  );
}
