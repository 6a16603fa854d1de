import { useComputedColorScheme } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useText } from '../../../ui/text.ts';
import classes from './MailFrame.module.css';
import { mailStyles } from './mailStyles.ts';

/** What a page in the frame may do: be measured by this one, and have its links opened outside. No scripts, no forms. */
const SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** HTML that a mail program has laid out, in a page of its own: whatever it holds stays in there. `html` is sanitised. */
export function MailFrame({ html }: { readonly html: string }): ReactElement {
  const t = useText();
  const scheme = useComputedColorScheme('light');
  const frameRef = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(0);

  useLayoutEffect(() => {
    const frame = frameRef.current;
    const inner = frame?.contentDocument;
    if (!frame || !inner) return undefined;
    inner.documentElement.lang = '';
    const style = inner.createElement('style');
    style.textContent = mailStyles(frame);
    inner.head.replaceChildren(style);
    inner.body.innerHTML = html;
    const measure = (): void => setHeight(inner.documentElement.scrollHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(inner.body);
    measure();
    const passOn = (event: KeyboardEvent): void => passKeyOn(event, frame);
    inner.addEventListener('keydown', passOn);
    return () => {
      observer.disconnect();
      inner.removeEventListener('keydown', passOn);
    };
  }, [html, scheme]);

  return (
    <iframe
      ref={frameRef}
      className={classes['frame']}
      sandbox={SANDBOX}
      title={t('ticket:thread.mail')}
      style={{ height }}
    />
  );
}

/** Keys pressed in the mail are meant for the desk. */
function passKeyOn(event: KeyboardEvent, frame: HTMLIFrameElement): void {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
  const copy = new KeyboardEvent('keydown', {
    key,
    code,
    ctrlKey,
    metaKey,
    shiftKey,
    altKey,
    bubbles: true,
    cancelable: true,
  });
  if (!frame.dispatchEvent(copy)) event.preventDefault();
}
