import type { Page } from '@playwright/test';
import { NO_DUE_MS, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { invokeInPage, openView } from '../../e2e/desk.ts';
import { endEverything, FIRST_ACCOUNT, launchBaton, startServer, type Baton } from '../../e2e/launch.ts';
import { fillServer } from '../fillServer.ts';
import { percentile, toRecord, type BenchRecord } from '../record.ts';

const CLOCKS = 500;
const MEASURED_MS = 60_000;
/** What opening the window still does is over by then. */
const REST_MS = 5000;
const SYNC_MS = 120_000;
const MINUTE_MS = 60_000;
/** A frame of a screen with 60 of them a second, as time stamps in tenths tell it. */
const FRAME_MS = 16.7;
/** Less than two frames: none is left out. */
const LONGEST_MS = 33;
const SIZE = { width: 1920, height: 1080 };

/** What a window did in the measured time. */
interface Sample {
  readonly framesMs: readonly number[];
  readonly longTasks: number;
  /** Share of one core that the window's own process took, percent. */
  readonly windowCpu: number;
  /** The same of all of Baton's processes together. */
  readonly wholeCpu: number;
  /** Countdowns that have changed their words. */
  readonly ticks: number;
}

/** The SLA wall with 500 running countdowns in the real app, beside the desk standing still in the same run. */
export async function benchWall(): Promise<readonly BenchRecord[]> {
  try {
    const server = await startServer();
    await fillServer(server, CLOCKS, 0, running);
    const baton = await launchBaton({ connect: await server.connectionTo(FIRST_ACCOUNT) });
    await baton.page.getByRole('navigation', { name: 'Views' }).waitFor({ timeout: SYNC_MS });
    await openView(baton.page, 'All open');
    await baton.page.getByRole('gridcell').first().waitFor({ timeout: SYNC_MS });
    await baton.page.getByRole('status').filter({ hasText: 'Online' }).waitFor({ timeout: SYNC_MS });
    const still = await measure(baton, baton.page, '');

    const opening = baton.app.waitForEvent('window');
    await invokeInPage(baton.page, 'window.openWall', {});
    const wall = await opening;
    await wall.waitForFunction((count) => document.querySelectorAll('[data-state]').length >= count, CLOCKS, {
      timeout: SYNC_MS,
    });
    const ticking = await measure(baton, wall, '[data-timer]');
    const what = `${String(CLOCKS)} countdowns`;
    return [
      toRecord('wall', `frame of the wall, ${what}, p95`, percentile(ticking.framesMs, 0.95), 'ms', {
        reference: ['the desk, standing still', percentile(still.framesMs, 0.95)],
        goal: { of: 'value', atMost: FRAME_MS },
      }),
      toRecord('wall', 'longest frame of the wall', Math.max(...ticking.framesMs), 'ms', {
        reference: ['the desk, standing still', Math.max(...still.framesMs)],
        goal: { of: 'value', atMost: LONGEST_MS },
      }),
      toRecord('wall', 'tasks of more than 50 ms in a minute', ticking.longTasks, '', {
        reference: ['the desk, standing still', still.longTasks],
        goal: { of: 'value', atMost: 0 },
      }),
      toRecord('wall', 'one core taken by the window of the wall', ticking.windowCpu, '%', {
        reference: ['the desk, standing still', still.windowCpu],
      }),
      toRecord('wall', 'one core taken by all of Baton, drawing in software', ticking.wholeCpu, '%', {
        reference: ['the desk, standing still', still.wholeCpu],
      }),
      toRecord(
        'wall',
        'countdowns in sight that tick each second',
        ticking.ticks / (MEASURED_MS / 1000),
        '/s',
      ),
    ];
  } finally {
    await endEverything();
  }
}

/** Open, with a due time set by hand: from an hour ago to two days ahead. */
function running(ticket: Ticket, index: number): Ticket {
  const dueAtMs = Date.now() + (index * 6 - 60) * MINUTE_MS;
  return {
    ...ticket,
    status: 'open',
    isOpen: true,
    manualDueAtMs: Math.min(dueAtMs, NO_DUE_MS - 1),
    nextDueAtMs: dueAtMs,
    awaitingReplySinceMs: ticket.createdAtMs,
  };
}

/** Frames by the screen's own time stamps, long tasks and processor time of a window that is left alone. */
async function measure({ app }: Baton, page: Page, ticking: string): Promise<Sample> {
  const pid = await app.evaluate(
    ({ BrowserWindow }, { width, height, search }) => {
      const window = BrowserWindow.getAllWindows().find(
        ({ webContents }) => new URL(webContents.getURL()).search === search,
      );
      window?.setContentSize(width, height);
      window?.focus();
      return window?.webContents.getOSProcessId() ?? 0;
    },
    { ...SIZE, search: new URL(page.url()).search },
  );
  await page.waitForFunction((width) => globalThis.innerWidth === width, SIZE.width);
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  // Each look tells of the time since the one before.
  await app.evaluate(({ app: electron }) => electron.getAppMetrics().length);
  const seen = await page.evaluate(
    ({ forMs, selector }) =>
      new Promise<{ framesMs: number[]; longTasks: number; ticks: number }>((resolve) => {
        const framesMs: number[] = [];
        let longTasks = 0;
        let ticks = 0;
        const tasks = new PerformanceObserver((list) => (longTasks += list.getEntries().length));
        tasks.observe({ entryTypes: ['longtask'] });
        const words = new MutationObserver((changes) => (ticks += changes.length));
        if (selector !== '')
          for (const timer of document.querySelectorAll(selector))
            words.observe(timer, { characterData: true, subtree: true });
        let firstMs = 0;
        let lastMs = 0;
        const onFrame = (atMs: number): void => {
          if (firstMs === 0) firstMs = atMs;
          else framesMs.push(atMs - lastMs);
          lastMs = atMs;
          if (atMs - firstMs < forMs) requestAnimationFrame(onFrame);
          else {
            tasks.disconnect();
            words.disconnect();
            resolve({ framesMs, longTasks, ticks });
          }
        };
        requestAnimationFrame(onFrame);
      }),
    { forMs: MEASURED_MS, selector: ticking },
  );
  const cpus = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map((one) => ({ pid: one.pid, percent: one.cpu.percentCPUUsage })),
  );
  return {
    ...seen,
    // The stamps come in tenths; what their differences have beyond that is the arithmetic's own.
    framesMs: seen.framesMs.map((frameMs) => Math.round(frameMs * 10) / 10),
    windowCpu: cpus.find((one) => one.pid === pid)?.percent ?? Number.NaN,
    wholeCpu: cpus.reduce((sum, { percent }) => sum + percent, 0),
  };
}
