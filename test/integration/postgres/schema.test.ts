import { expect, test } from 'vitest';
import { MIGRATIONS, isMigrated, migrate } from '../../../server/store/migrations.ts';
import { makeBareDatabase } from '../../support/testDatabase.ts';

test('several processes that start on an empty database at once make one schema', async () => {
  const database = await makeBareDatabase('');
  const processes = [database.connect(), database.connect(), database.connect()];
  await Promise.all(processes.map((sql) => migrate(sql)));
  expect(await Promise.all(processes.map((sql) => isMigrated(sql)))).toEqual([true, true, true]);
  const versions = await processes[0]!.selectFrom('schema_version').selectAll().execute();
  expect(versions).toEqual([{ version: MIGRATIONS.length }]);
  await Promise.all(processes.map((sql) => sql.destroy()));
  await database.drop();
});
