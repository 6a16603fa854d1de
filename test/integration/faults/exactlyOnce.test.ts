import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runUnderFaults } from '../../support/faultRun.ts';

/** A run beside other work on two processors. */
const LIMIT_MS = 600_000;
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function run(seed: number, options: { clients: number; actions: number }): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baton-faults-'));
  folders.push(folder);
  try {
    const outcome = await runUnderFaults({ folder, seed, faultShare: 0.3, ...options });
    if (process.env['LOUD']) console.error(outcome);
    expect(outcome.problems).toEqual([]);
    // A run that met no fault, killed nobody or did nothing would prove nothing.
    expect(outcome.met.none).toBeGreaterThan(0);
    for (const [fault, times] of Object.entries(outcome.met))
      expect([fault, times > 0]).toEqual([fault, true]);
    expect(outcome.deeds).toBeGreaterThan(options.actions / 2);
    expect([outcome.deskKills > 0, outcome.deskRestarts > 0, outcome.serverKills > 0]).toEqual([
      true,
      true,
      true,
    ]);
  } catch (cause) {
    throw new Error(`repeat it with BATON_FAULT_SEED=${String(seed)}`, { cause });
  }
}

describe('ten desks on a link where three of ten requests fail, with desks and server killed', () => {
  it(
    'lose nothing they have acknowledged, do nothing twice, and end alike',
    { timeout: LIMIT_MS },
    async () => {
      const seed = Number(process.env['BATON_FAULT_SEED'] ?? '20261122');
      const actions = Number(process.env['BATON_FAULT_ACTIONS'] ?? '2000');
      await run(seed, { clients: 10, actions });
    },
  );
});
