import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEventLog } from '../../../../electron/tools/simulate/eventLog.ts';
import { reportText } from '../../../../electron/tools/simulate/reportText.ts';
import { simulateLog, SimulationPolicy } from '../../../../electron/tools/simulate/simulateLog.ts';

const PATIENCE_MS = 120_000;
const SERVICE_NOW = path.resolve(
  import.meta.dirname,
  '../../../../../shared/data/incidents-servicenow/incident_event_log.csv.gz',
);
const VOLVO = path.resolve(
  import.meta.dirname,
  '../../../../../shared/data/incidents-volvo/vinst_incidents.csv.gz',
);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'baton-simulate-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function aFile(text: string): Promise<string> {
  const file = path.join(folder, 'events.csv');
  await writeFile(file, text);
  return file;
}

describe('npm run simulate', () => {
  const HEAD =
    'number,incident_state,opened_at,sys_updated_at,priority,category,assignment_group,assigned_to';

  test('replays a log under a policy and tells both columns', async () => {
    const file = await aFile(
      [
        HEAD,
        'A,New,1/3/2026 08:00,1/3/2026 08:00,3 - Moderate,Mail,Desk,?',
        'A,Active,1/3/2026 08:00,1/3/2026 08:10,3 - Moderate,Mail,Desk,ana',
        'A,Resolved,1/3/2026 08:00,1/3/2026 09:00,3 - Moderate,Mail,Desk,ana',
        'B,Active,1/3/2026 08:05,1/3/2026 08:30,3 - Moderate,Mail,Desk,ben',
        'B,Resolved,1/3/2026 08:05,1/3/2026 09:30,3 - Moderate,Mail,Desk,ben',
      ].join('\n'),
    );
    const result = simulateLog(await readEventLog(file), SimulationPolicy.parse({ method: 'roundRobin' }));
    expect(result.actual).toMatchObject({
      tickets: 2,
      hops: [2, 0, 0, 0],
      firstOwnerShare: 1,
      waitP95Ms: 25 * 60_000,
    });
    expect(result.simulated).toMatchObject({ tickets: 2, spread: 0, neverOwned: 0 });
    const text = reportText({ ...result, leftOut: 3 }, 'roundRobin', 10);
    expect(text).toMatch(/to the first owner, 95 % +25\.0 min/);
    expect(text).toContain('Left out: 3 tickets');
  });

  test('says what is wrong with a file or a line instead of guessing', async () => {
    await expect(readEventLog(await aFile('a,b\n1,2\n'))).rejects.toMatchObject({
      code: 'import.missingColumn',
      message: expect.stringContaining('Its own columns are: a, b') as string,
    });
    await expect(readEventLog(await aFile(HEAD))).rejects.toMatchObject({ code: 'import.badFile' });
    const reason = async (file: string): Promise<string> =>
      readEventLog(file).then(
        () => '',
        (cause: unknown) => (cause as Error).message.replace(file, 'It').replace(/\.$/, ''),
      );
    expect(await reason(path.join(folder, 'missing.csv'))).toMatch(/^It is not there/);
    expect(await reason(folder)).toMatch(/^It is a folder/);
    expect(await reason(await aFile(`${HEAD}\n"A,New`))).toMatch(/^It cannot be read as CSV: .*line 2/);
    const packed = path.join(folder, 'events.csv.gz');
    await writeFile(packed, HEAD);
    expect(await reason(packed)).toMatch(/^It is not packed with gzip/);
    expect(await reason(await aFile(`${HEAD}\nA,New,1/3/2026 08:00,some day,3,Mail,Desk,?`))).toMatch(
      /^line 2 has "some day" in the column sys_updated_at, which is no time/,
    );
    expect(await reason(await aFile(`${HEAD}\n,New,1/3/2026 08:00,1/3/2026 08:00,3,Mail,Desk,?`))).toMatch(
      /^line 2 has nothing in the column number/,
    );
  });

  test.skipIf(!existsSync(SERVICE_NOW))(
    'replays a year of a real service desk: the work is more even, and nobody waits longer (skipped where ../shared/data is absent)',
    { timeout: PATIENCE_MS },
    async () => {
      const { actual, simulated } = simulateLog(await readEventLog(SERVICE_NOW), SimulationPolicy.parse({}));
      expect(actual.tickets).toBeGreaterThan(14_000);
      expect(simulated.tickets).toBe(actual.tickets);
      expect(simulated.unevenness).toBeLessThan(actual.unevenness);
      expect(simulated.spread).toBeLessThan(actual.spread);
      expect(simulated.hopsMean).toBeLessThanOrEqual(actual.hopsMean);
      expect(simulated.waitMedianMs).toBeLessThanOrEqual(actual.waitMedianMs);
    },
  );

  test.skipIf(!existsSync(VOLVO))(
    'replays a real log with 571 teams: fewer hops, and more solved by the first owner (skipped where ../shared/data is absent)',
    { timeout: PATIENCE_MS },
    async () => {
      const { actual, simulated } = simulateLog(await readEventLog(VOLVO), SimulationPolicy.parse({}));
      expect(actual.tickets).toBe(4582);
      expect(simulated.hopsMean).toBeLessThan(actual.hopsMean);
      expect(simulated.firstOwnerShare).toBeGreaterThan(actual.firstOwnerShare);
    },
  );
});
