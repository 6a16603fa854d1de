import { describe, expect, test } from 'vitest';
import { imageAddresses, isPublicAddress } from '../../../../electron/images/imageAddresses.ts';
import { createRemoteImages, type RemoteImages } from '../../../../electron/images/remoteImages.ts';
import type { LocalStore } from '../../../../electron/replica/localStore.ts';
import type { DocumentStores } from '../../../../electron/replica/openReplica.ts';
import type { MessageId } from '../../../../shared/domain/ids.ts';
import type { Message } from '../../../../shared/domain/message.ts';
import { aMessage } from '../../../support/builders.ts';
import { QUIET } from '../../../support/deskHarness.ts';

const SEEN = 'https://pictures.example.com/logo.png?a=1&b=2';
const PICTURE = new Uint8Array([1, 2, 3]);

const message = aMessage({
  id: 'msg_1' as MessageId,
  html: `<p>Hi</p><img src="${SEEN.replace('&', '&amp;')}">`,
});
const reply = aMessage({
  id: 'msg_2' as MessageId,
  kind: 'reply',
  by: { kind: 'agent', id: 'agent_1' as never },
  html: `<img src="${SEEN}">`,
});

function aScene(
  answer: () => Response = () => new Response(PICTURE, { headers: { 'content-type': 'image/png' } }),
): {
  images: RemoteImages;
  asked: { address: string; init: RequestInit | undefined }[];
  again: () => RemoteImages;
} {
  const kept = new Map<string, unknown>();
  const local = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: unknown) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  } as unknown as LocalStore;
  const byId = new Map<string, Message>([message, reply].map((one) => [one.id, one]));
  const stores = {
    messages: { get: (id: string) => Promise.resolve(byId.get(id)) },
  } as unknown as DocumentStores;
  const asked: { address: string; init: RequestInit | undefined }[] = [];
  const again = (): RemoteImages =>
    createRemoteImages({
      local,
      stores,
      fetch: (address, init) => {
        asked.push({ address: address as string, init });
        return Promise.resolve(answer());
      },
      onChange: () => undefined,
      log: QUIET,
    });
  return { images: again(), asked, again };
}

describe('A picture that lies elsewhere', () => {
  test('is not asked for until the reader allows it', async () => {
    const { images, asked } = aScene();
    expect(await images.load('msg_1', SEEN)).toBeNull();
    expect(asked).toEqual([]);
  });

  test('is fetched for one message until Baton ends, without cookies and without saying who asks', async () => {
    const { images, asked, again } = aScene();
    await images.allow({ messageId: message.id, scope: 'message' });
    const image = await images.load('msg_1', SEEN);
    expect(new Uint8Array(image?.bytes ?? new ArrayBuffer())).toEqual(PICTURE);
    expect(asked[0]).toMatchObject({
      address: SEEN,
      init: { credentials: 'omit', referrerPolicy: 'no-referrer' },
    });
    expect(await again().load('msg_1', SEEN)).toBeNull();
  });

  test('is fetched for everything a sender writes, also after a restart, until that is taken back', async () => {
    const { images, again } = aScene();
    await images.allow({ messageId: message.id, scope: 'sender' });
    const later = again();
    expect(await later.load('msg_1', SEEN)).not.toBeNull();
    await later.allow({ messageId: message.id, scope: 'nothing' });
    expect(await later.load('msg_1', SEEN)).toBeNull();
  });

  test('is fetched only when it stands in that message', async () => {
    const { images, asked } = aScene();
    await images.allow({ messageId: message.id, scope: 'sender' });
    expect(await images.load('msg_1', 'https://pictures.example.com/other.png')).toBeNull();
    expect(await images.load('msg_2', SEEN)).toBeNull();
    expect(await images.load('no such message', SEEN)).toBeNull();
    expect(asked).toEqual([]);
  });

  test.each([
    ['a page', () => new Response('<script>', { headers: { 'content-type': 'text/html' } })],
    [
      'SVG, which can carry scripts',
      () => new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } }),
    ],
    ['a refusal', () => new Response(PICTURE, { status: 403, headers: { 'content-type': 'image/png' } })],
    [
      'more than a picture holds',
      () => new Response(new Uint8Array(10_000_001), { headers: { 'content-type': 'image/png' } }),
    ],
  ])('is not shown when %s comes instead', async (_what, answer) => {
    const { images } = aScene(answer);
    await images.allow({ messageId: message.id, scope: 'message' });
    expect(await images.load('msg_1', SEEN)).toBeNull();
  });

  test('of a colleague’s reply cannot be allowed', async () => {
    const { images } = aScene();
    await expect(images.allow({ messageId: reply.id, scope: 'sender' })).rejects.toMatchObject({
      code: 'input.notFound',
    });
  });
});

test('addresses of pictures are read as a page reads them', () => {
  expect([...imageAddresses(message.html)]).toEqual([SEEN]);
});

test.each([
  'http://pictures.example.com/a.png',
  'https://127.0.0.1/a.png',
  'https://[::1]/a.png',
  'https://192.168.1.1/reboot',
  'https://2130706433/a.png',
  'https://localhost/a.png',
  'https://router/a.png',
  'https://printer.local/a.png',
  'https://user:secret@pictures.example.com/a.png',
  'file:///etc/passwd',
  'app://baton/index.html',
  'no address',
])('%s is none that a letter may have fetched', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
