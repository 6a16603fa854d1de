import path from 'node:path';
import { REMOTE_IMAGE_PATH } from '../../shared/ipc/images.ts';

/** The file an address means, `null` when it leads out of the root or to another host. */
export function pageFile(root: string, address: string): string | null {
  const url = URL.parse(address);
  if (!url || url.host !== 'baton') return null;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (name.includes('\0')) return null;
  const filePath = path.resolve(root, `.${name === '/' ? '/index.html' : name}`);
  return filePath.startsWith(root + path.sep) ? filePath : null;
}

/** Which picture of which message an address means; `null` for any other address. */
export function remoteImage(
  address: string,
): { readonly messageId: string; readonly address: string } | null {
  const url = URL.parse(address);
  if (url?.host !== 'baton' || !url.pathname.startsWith(REMOTE_IMAGE_PATH)) return null;
  const messageId = url.pathname.slice(REMOTE_IMAGE_PATH.length);
  return { messageId, address: url.searchParams.get('from') ?? '' };
}
