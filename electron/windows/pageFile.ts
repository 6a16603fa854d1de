import path from 'node:path';

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
