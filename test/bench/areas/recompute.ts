import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Replica } from '../../../electron/replica/openReplica.ts';
import { impactPart } from '../../../electron/sla/impact.ts';
import { startRecompute } from '../../../electron/sla/recompute.ts';
import { systemScheduler } from '../../../electron/time.ts';
import type { PolicyId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import type { Setting } from '../../../shared/domain/settings.ts';
import { buildSlaBook } from '../../../shared/domain/sla/slaBook.ts';
import { deriveTicket } from '../../../shared/domain/ticket/derive.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { openLoneReplica } from '../../support/loneReplica.ts';
import { aCalendarSetting, aPolicySetting, aPolicyValue, targets } from '../../support/slaBuilders.ts';
import { toRecord, type BenchRecord } from '../record.ts';

const BATCH = 200;
const NS_PER_MS = 1e6;
const QUIET = {
  info: () => undefined,
  warn: () => undefined,
  error: (...words: unknown[]) => console.error(...words),
};

/** A team's settings with high tickets to be solved in so many hours; the others keep their eight. */
function settingsWithHigh(hours: number): Setting[] {
  const all = targets({ firstResponse: 60, resolution: 480 });
  const value = aPolicyValue({
    targets: { '': all, high: { ...all, ...targets({ firstResponse: hours * 60 }) } },
  });
  return [aCalendarSetting(), { ...aPolicySetting(value), rev: `r${String(hours)}` as Rev }];
}

/** A replica in its worker with open tickets: what a change of service levels costs the host that keeps them. */
export async function recomputeFigures(tickets: readonly Ticket[]): Promise<readonly BenchRecord[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-bench-recompute-'));
  const replica = await openLoneReplica(folder, 'worker');
  try {
    let settings = settingsWithHigh(2);
    const directory = { settings: () => settings, slaBook: () => buildSlaBook(settings) };
    await insert(
      replica,
      tickets.map((ticket) => deriveTicket(ticket, directory.slaBook(), null)),
    );
    const preview = await previewed(replica, settings, directory.slaBook());

    let written = 0;
    const end = replica.onChange((change) => {
      if (change.collection === 'tickets') written += change.documents.length;
    });
    settings = settingsWithHigh(3);
    const book = buildSlaBook(settings);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const startedAt = performance.now();
    await untilDone(replica, { settings: () => settings, slaBook: () => book });
    const tookMs = performance.now() - startedAt;
    delay.disable();
    end();
    const high = tickets.filter(({ priority }) => priority === 'high').length;
    return [
      toRecord(
        'sla',
        'a change is previewed over 20,000 open tickets, read from the replica',
        preview.tookMs,
        'ms',
      ),
      toRecord('sla', 'event-loop delay of the host meanwhile, max', preview.delayMaxMs, 'ms', {
        goal: { of: 'value', atMost: 20 },
      }),
      toRecord('sla', '20,000 open tickets looked through, those that changed stored', tookMs, 'ms', {
        goal: { of: 'value', atMost: 500 },
      }),
      toRecord('sla', 'event-loop delay of the host meanwhile, max', delay.max / NS_PER_MS, 'ms', {
        goal: { of: 'value', atMost: 20 },
      }),
      toRecord('sla', 'tickets written, of those that changed', written, '', {
        reference: ['changed', high],
        goal: { of: 'ratio', atLeast: 1, atMost: 1 },
      }),
    ];
  } finally {
    await replica.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function previewed(
  replica: Replica,
  settings: readonly Setting[],
  book: ReturnType<typeof buildSlaBook>,
): Promise<{ readonly tookMs: number; readonly delayMaxMs: number }> {
  const [, policy] = settingsWithHigh(3);
  if (policy?.kind !== 'sla-policy') throw new Error('no policy');
  const change = { kind: 'policy', policyId: policy.id as string as PolicyId, value: policy.value } as const;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  for (let after: string | null = ''; after !== null;) {
    const part = await impactPart(
      { change, after, nowMs: 0 },
      { stores: replica.stores, directory: { settings: () => settings, slaBook: () => book } as never },
    );
    after = part.next;
  }
  delay.disable();
  return { tookMs: performance.now() - startedAt, delayMaxMs: delay.max / NS_PER_MS };
}

/** Resolves when the recomputation has remembered that it is done. */
async function untilDone(
  replica: Replica,
  directory: Parameters<typeof startRecompute>[0]['directory'],
): Promise<void> {
  await new Promise<void>((resolve) => {
    const recompute = startRecompute({
      stores: replica.stores,
      directory,
      local: {
        ...replica.local,
        get: () => undefined,
        set: () => {
          resolve();
          return Promise.resolve();
        },
      },
      scheduler: systemScheduler,
      isInitial: () => false,
      timeZoneData: 'bench',
      log: QUIET,
    });
    recompute.lookAgain();
  });
}

async function insert(replica: Replica, tickets: readonly Ticket[]): Promise<void> {
  for (let from = 0; from < tickets.length; from += BATCH) {
    const rows = tickets.slice(from, from + BATCH).map((ticket) => ({
      document: { ...ticket, _deleted: false, _attachments: {}, _meta: { lwt: 1 }, _rev: '1-bench' },
    }));
    await replica.collections.tickets.storageInstance.bulkWrite(rows, 'bench');
  }
}
