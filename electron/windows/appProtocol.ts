import { net, protocol } from 'electron';
import { pathToFileURL } from 'node:url';
import { APP_SCHEME } from './links.ts';
import { pageFile, remoteImage } from './pageFile.ts';

/**
 * What Baton's pages may do. Styles may stand in the page because the component library writes some there; scripts may
 * not, and nothing comes from outside.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** A picture from elsewhere, `null` when it may not be shown or cannot be had. */
export type LoadRemoteImage = (
  messageId: string,
  address: string,
) => Promise<{ readonly type: string; readonly bytes: ArrayBuffer } | null>;

/** Serves the built pages in `root` under `app://baton/`, and pictures of messages beside them. */
export function serveApp(root: string, loadRemoteImage: LoadRemoteImage): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const asked = remoteImage(request.url);
    if (asked !== null) {
      const image = await loadRemoteImage(asked.messageId, asked.address);
      return image === null
        ? new Response('', { status: 404, headers: HEADERS })
        : new Response(image.bytes, { headers: { ...HEADERS, 'content-type': image.type } });
    }
    const filePath = pageFile(root, request.url);
    if (request.method !== 'GET' || filePath === null)
      return new Response('', { status: 404, headers: HEADERS });
    try {
      const file = await net.fetch(pathToFileURL(filePath).href);
      const headers = new Headers(HEADERS);
      const type = file.headers.get('content-type');
      if (type !== null) headers.set('content-type', type);
      return new Response(file.body, { status: file.status, headers });
    } catch {
      // The network layer rejects for a file that is not there; the page hears what a browser would say.
      return new Response('', { status: 404, headers: HEADERS });
    }
  });
}
