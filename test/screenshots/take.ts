import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../build/runtime/paths.mjs';
import { GRACE, invokeInPage, OLIVER, openView } from '../e2e/desk.ts';
import { endEverything, launchBaton, startServer, type Baton } from '../e2e/launch.ts';

const FOLDER = path.join(root, 'docs', 'screenshots');
/** Content sizes of the window: the smallest that must be comfortable, and a large one. */
const SIZES = [
  { name: '1280x800', width: 1280, height: 800 },
  { name: '1920x1080', width: 1920, height: 1080 },
] as const;
const SCHEMES = ['light', 'dark'] as const;

/** Gives the window a content size and resolves when the page has it. */
async function resize(
  { app, page }: Pick<Baton, 'app' | 'page'>,
  width: number,
  height: number,
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      const window = BrowserWindow.getAllWindows().find(
        ({ webContents }) => new URL(webContents.getURL()).search === size.search,
      );
      window?.setMenuBarVisibility(false);
      window?.setContentSize(size.width, size.height);
    },
    { width, height, search: new URL(page.url()).search },
  );
  await page.waitForFunction((wanted) => globalThis.innerWidth === wanted, width);
}

async function shoot({ page }: Pick<Baton, 'page'>, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
  console.log(`docs/screenshots/${name}.png`);
}

async function setScheme({ page }: Pick<Baton, 'page'>, scheme: (typeof SCHEMES)[number]): Promise<void> {
  await invokeInPage(page, 'preferences.set', { colorScheme: scheme });
  await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor({ state: 'attached' });
}

/** Opens the first ticket of a view whose thread shows the customer, a reply and an internal note. */
async function openTellingTicket({ page }: Baton): Promise<void> {
  const number = await page.evaluate(async () => {
    const ask = globalThis.window.baton;
    const list = await ask?.invoke('tickets.page', { view: 'mine', sort: 'activity', offset: 0, limit: 100 });
    for (const row of list?.ok ? list.value.rows : []) {
      const detail = await ask?.invoke('tickets.get', { ticketId: row.id });
      const kinds = detail?.ok ? detail.value?.messages.map(({ kind }) => kind) : [];
      if (kinds && kinds.length < 9 && kinds.includes('note') && kinds.includes('reply')) return row.number;
    }
    return 0;
  });
  // By its number: customers write about the same thing more than once.
  const reference = `#${String(number)}`;
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type a command, a ticket number or words of a subject').fill(reference);
  await page.getByRole('dialog').getByText(reference).first().click();
  await page.getByRole('log', { name: 'Conversation' }).waitFor();
}

/** The SLA wall as a supervisor has it on a large screen. */
async function shootWall({ app, page: desk, close }: Baton): Promise<void> {
  await desk.getByRole('gridcell').first().waitFor();
  const opening = app.waitForEvent('window');
  await invokeInPage(desk, 'window.openWall', {});
  const wall = { app, page: await opening };
  await wall.page.locator('[data-timer]').first().waitFor();
  await resize(wall, SIZES[1].width, SIZES[1].height);
  for (const scheme of SCHEMES) {
    await setScheme(wall, scheme);
    await shoot(wall, `wall-${scheme}-${SIZES[1].name}`);
  }
  await close();
}

mkdirSync(FOLDER, { recursive: true });
try {
  const server = await startServer({ demo: true });
  const baton = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  const { page } = baton;
  await page.getByRole('gridcell').first().waitFor();
  for (const { name, width, height } of SIZES) {
    await resize(baton, width, height);
    for (const scheme of SCHEMES) {
      await setScheme(baton, scheme);
      await openTellingTicket(baton);
      await shoot(baton, `desk-${scheme}-${name}`);
    }
  }
  await resize(baton, SIZES[0].width, SIZES[0].height);
  await setScheme(baton, 'light');
  await shootWall(await launchBaton({ connect: await server.connectionTo(GRACE) }));
  await server.stop();
  await openView(page, 'At risk');
  await page.getByRole('gridcell').first().click();
  await page.getByText('Offline since').waitFor();
  await shoot(baton, 'offline-light-1280x800');
} finally {
  await endEverything();
}
