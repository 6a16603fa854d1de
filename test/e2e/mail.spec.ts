import { AxeBuilder } from '@axe-core/playwright';
import { expect, type ElectronApplication, type FrameLocator, type Page } from '@playwright/test';
import { deskIsReady, invokeInPage, OLIVER, openBySubject, thread } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

const DEPARTMENT = 'Support';
/** Each tries to run something, to load something or to reach out of its frame. */
const HOSTILE = [
  '<script>window.top.hacked = 1; window.hacked = 1</script>',
  '<img src="x" onerror="window.top.hacked = 1">',
  '<svg onload="window.top.hacked = 1"><script>window.top.hacked = 1</script></svg>',
  '<iframe src="https://evil.example/frame"></iframe><iframe srcdoc="<script>top.hacked = 1</script>"></iframe>',
  '<object data="https://evil.example/object"></object><embed src="https://evil.example/embed">',
  '<link rel="stylesheet" href="https://evil.example/style.css"><style>@import url(https://evil.example/s.css)</style>',
  '<div style="background: url(https://evil.example/background); position: fixed; inset: 0">x</div>',
  '<table background="https://evil.example/table"><tr><td>cell</td></tr></table>',
  '<img src="https://evil.example/pixel.gif" srcset="https://evil.example/set.gif 2x" width="1" height="1">',
  '<video src="https://evil.example/video" poster="https://evil.example/poster" autoplay></video>',
  '<audio src="https://evil.example/audio" autoplay></audio><picture><source srcset="https://evil.example/p"></picture>',
  '<meta http-equiv="refresh" content="0; url=https://evil.example/refresh"><base href="https://evil.example/">',
  '<form action="https://evil.example/form"><input name="password"><button>Sign in</button></form>',
  '<a href="javascript:window.top.hacked = 1">script</a><a href="data:text/html,x">data</a>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=top.hacked=1&gt;"></table></mtext></math>',
  '<noscript><p title="</noscript><img src=x onerror=top.hacked=1>"></p></noscript>',
  '<details open ontoggle="top.hacked = 1"><summary>x</summary></details><marquee onstart="top.hacked = 1">x</marquee>',
].join('\n');

/** Notes every request that leaves Baton's own pages from now on. */
async function watchRequests(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ session }) => {
    const asked: string[] = [];
    (globalThis as unknown as { asked: string[] }).asked = asked;
    session.defaultSession.webRequest.onBeforeRequest((request, answer) => {
      if (!request.url.startsWith('app://baton/') && !request.url.startsWith('devtools://'))
        asked.push(request.url);
      answer({});
    });
  });
  return () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

function mail(page: Page): FrameLocator {
  return thread(page).frameLocator('iframe[title="Message as its sender laid it out"]');
}

test('a hostile mail is shown in a frame of its own where nothing of it runs and nothing is fetched', async () => {
  const server = await startServer({ demo: true });
  await server.receive({
    subject: 'Hostile mail',
    html: `<table><tr><td>Harmless words</td></tr></table>${HOSTILE}`,
    department: DEPARTMENT,
  });
  const { app, page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  const requests = await watchRequests(app);
  await openBySubject(page, 'Hostile mail');
  await expect(mail(page).getByText('Harmless words')).toBeVisible();
  expect(
    await page.evaluate(() => {
      const frame = document.querySelector<HTMLIFrameElement>('[role="log"] iframe');
      const scripts = frame?.contentDocument?.createElement('script');
      if (frame?.contentDocument && scripts) {
        scripts.textContent = 'window.top.hacked = 1';
        frame.contentDocument.body.append(scripts);
      }
      return { hacked: 'hacked' in window, sandbox: frame?.getAttribute('sandbox') };
    }),
  ).toEqual({
    hacked: false,
    sandbox: 'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
  });
  expect((await requests()).filter((url) => url.includes('evil.example'))).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('pictures from the internet show when the reader asks, for one message or for a sender, and the keys still work', async () => {
  const server = await startServer({ demo: true });
  const address = 'https://pictures.example.com/logo.png';
  await server.receive({
    subject: 'A letter with a logo',
    html: `<p>Hello</p><img src="${address}" alt="Logo">`,
    department: DEPARTMENT,
  });
  const { app, page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  await app.evaluate(({ net }) => {
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    net.fetch = () =>
      Promise.resolve(
        new Response(Buffer.from(pixel, 'base64'), { headers: { 'content-type': 'image/png' } }),
      );
  });
  await openBySubject(page, 'A letter with a logo');
  const logo = mail(page).getByRole('img', { name: 'Logo' });
  await expect(thread(page).getByText('Pictures from the internet are not shown')).toBeVisible();
  await expect(thread(page).getByText('Image not loaded: Logo')).toBeVisible();
  await expect(logo).toHaveCount(0);

  await thread(page).getByRole('button', { name: 'Always for Carla Customer' }).click();
  await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  expect(await invokeInPage(page, 'images.grants', {})).toMatchObject({ messageIds: [] });
  await mail(page).getByText('Hello').click();
  await page.keyboard.press('n');
  await expect(page.getByRole('region', { name: 'Write' }).getByRole('textbox')).toBeFocused();
  await thread(page).getByRole('button', { name: 'Stop showing them' }).click();
  await expect(logo).toHaveCount(0);
});
