import { UnstyledButton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useText } from '../../../ui/text.ts';
import classes from './MessageBody.module.css';
import { MailFrame } from './MailFrame.tsx';
import { markMentions } from './markMentions.ts';
import { splitQuotedHtml, splitQuotedText } from './quotedText.ts';
import { hasBlockedImages, isLaidOut, type ImageSource } from './sanitizeHtml.ts';
import { useMessageSanitizer } from './useMessageSanitizer.ts';

/** Longer bodies are clipped until the reader asks for the rest, so that one log file does not bury the conversation. */
const CLIP_ABOVE_LENGTH = 6000;

const NOBODY_MENTIONED: readonly string[] = [];

interface MessageBodyProps {
  /** As stored: sanitised by whoever took it in, and once more here. `''` when there is plain text only. */
  readonly html: string;
  readonly text: string;
  /** Names of colleagues whom it mentions. */
  readonly mentions?: readonly string[];
  /** Takes the place of remote pictures, where the reader has allowed them. */
  readonly images?: ImageSource | undefined;
  /** Told whether pictures were left out. */
  readonly bar?: (hasBlocked: boolean) => ReactNode;
}

/** The words of a message: safe HTML or plain text, with the quoted earlier conversation folded away. */
export function MessageBody({
  html,
  text,
  mentions = NOBODY_MENTIONED,
  images,
  bar,
}: MessageBodyProps): ReactElement {
  const t = useText();
  const sanitize = useMessageSanitizer();
  const body = useMemo(() => {
    if (html === '') return { isHtml: false, isLaidOut: false, hasBlocked: false, ...splitQuotedText(text) };
    const safe = markMentions(sanitize(html, images), mentions);
    return {
      isHtml: true,
      isLaidOut: isLaidOut(safe),
      hasBlocked: hasBlockedImages(safe),
      ...splitQuotedHtml(safe),
    };
  }, [html, text, mentions, images, sanitize]);
  const [showsQuoted, setShowsQuoted] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const isClipped = !showsAll && body.fresh.length > CLIP_ABOVE_LENGTH;
  const content = (part: string): ReactElement =>
    body.isLaidOut ? (
      <MailFrame html={part} />
    ) : body.isHtml ? (
      <div className={classes['rich']} dangerouslySetInnerHTML={{ __html: part }} />
    ) : (
      <div className={classes['plain']}>{part}</div>
    );
  return (
    <div className={`${classes['body'] ?? ''} selectable`}>
      {bar?.(body.hasBlocked)}
      <div className={classes['fresh']} data-clipped={isClipped || undefined}>
        {content(isClipped && !body.isHtml ? body.fresh.slice(0, CLIP_ABOVE_LENGTH) : body.fresh)}
      </div>
      {isClipped && (
        <UnstyledButton className={classes['showAll']} onClick={() => setShowsAll(true)}>
          {t('ticket:thread.showAll')}
        </UnstyledButton>
      )}
      {body.quoted !== '' && (
        <UnstyledButton
          className={classes['toggle']}
          aria-expanded={showsQuoted}
          aria-label={t(showsQuoted ? 'ticket:thread.hideQuoted' : 'ticket:thread.showQuoted')}
          title={t(showsQuoted ? 'ticket:thread.hideQuoted' : 'ticket:thread.showQuoted')}
          onClick={() => setShowsQuoted(!showsQuoted)}
        >
          <IconDots size={14} aria-hidden />
        </UnstyledButton>
      )}
      {showsQuoted && <div className={classes['quoted']}>{content(body.quoted)}</div>}
    </div>
  );
}
