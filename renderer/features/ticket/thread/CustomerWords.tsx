import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import type { Message } from '../../../../shared/domain/message.ts';
import { remoteImageAddress } from '../../../../shared/ipc/images.ts';
import { useImageGrant } from '../../../live/images.ts';
import { MessageBody } from './MessageBody.tsx';
import { RemoteImageBar } from './RemoteImageBar.tsx';

interface CustomerWordsProps {
  readonly message: Message;
  readonly senderId: ContactId;
  readonly sender: string;
}

/** What a customer wrote; pictures that lie elsewhere only if the reader wants them. */
export function CustomerWords({ message, senderId, sender }: CustomerWordsProps): ReactElement {
  const { id } = message;
  const grant = useImageGrant(id, senderId);
  const images = useMemo(
    () => (grant === null ? undefined : (address: string) => remoteImageAddress(id, address)),
    [grant, id],
  );
  return (
    <MessageBody
      html={message.html}
      text={message.text}
      images={images}
      bar={(hasBlocked) =>
        (hasBlocked || grant === 'sender') && message.html.includes('<img') ? (
          <RemoteImageBar messageId={id} sender={sender} grant={grant} />
        ) : null
      }
    />
  );
}
