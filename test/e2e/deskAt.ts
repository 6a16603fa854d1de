import { chromium, expect, type Browser, type Page } from '@playwright/test';

/** The desk of a Baton that Playwright has not started itself, by the address of its debugger (`host:port`). Waits for it. */
export async function deskAt(address: string): Promise<{ readonly page: Page; readonly browser: Browser }> {
  await expect.poll(() => windowsAt(address), { timeout: 30_000 }).toContain('app://baton/');
  const browser = await connect(address);
  const [context] = browser.contexts();
  if (!context) throw new Error('Baton shows no window');
  return { page: context.pages()[0] ?? (await context.waitForEvent('page')), browser };
}

/** A window that is just coming up may never answer the first question: it is asked again. */
async function connect(address: string, tries = 5): Promise<Browser> {
  try {
    return await chromium.connectOverCDP(`http://${address}`, { timeout: 5000 });
  } catch (cause) {
    if (tries <= 1) throw cause;
    return connect(address, tries - 1);
  }
}

/** The pages that its windows show; none while nobody listens. */
async function windowsAt(address: string): Promise<readonly string[]> {
  const answer = await fetch(`http://${address}/json/list`).catch(() => undefined);
  const targets = ((await answer?.json()) ?? []) as readonly {
    readonly type: string;
    readonly url: string;
  }[];
  return targets.flatMap(({ type, url }) => (type === 'page' ? [url] : []));
}
