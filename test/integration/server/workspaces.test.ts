import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeAccount, makeChannel, makeCode } from '../../../server/commands/manage.ts';
import { addAnotherWorkspace, setupWorkspace } from '../../../server/commands/setupWorkspace.ts';
import { openDeployment, type Deployment } from '../../../server/setup/deployment.ts';
import { temporaryFolder } from '../../support/serverHarness.ts';
import { makeTestDatabase, type TestDatabase } from '../../support/testDatabase.ts';

let folder: ReturnType<typeof temporaryFolder>;
let database: TestDatabase;
let deployment: Deployment;

beforeEach(async () => {
  folder = temporaryFolder();
  database = await makeTestDatabase();
  deployment = { data: folder.path, ...(database.url !== '' && { databaseUrl: database.url }) };
  await setupWorkspace(deployment, false, 'First');
});
afterEach(async () => {
  folder.remove();
  await database.drop();
});

test('several workspaces share a database, each with its own administrator, people and channels', async () => {
  const second = await addAnotherWorkspace(deployment, { name: 'Second', email: 'Bo@Second.test' });
  expect(second.email).toBe('bo@second.test');
  expect(await makeCode(deployment, 'bo@second.test')).toMatchObject({ email: 'bo@second.test' });
  const department = 'Support';
  const workspace = second.workspaceId;
  await makeAccount(deployment, { email: 'cy@second.test', role: 'agent', department, workspace });
  await makeChannel(deployment, { name: 'Shop', kind: 'api', department, workspace });
  const { store } = await openDeployment(deployment, { nowMs: () => 0 });
  const accounts = await store.sql
    .selectFrom('accounts')
    .select(['email'])
    .where('workspace_id', '=', workspace)
    .orderBy('email')
    .execute();
  const channels = await store.sql
    .selectFrom('channels')
    .select('name')
    .where('workspace_id', '=', workspace)
    .orderBy('name')
    .execute();
  await store.close();
  expect(accounts.map(({ email }) => email)).toEqual(['bo@second.test', 'cy@second.test']);
  expect(channels.map(({ name }) => name)).toEqual(['Contact form', 'Shop']);
});

test('a workspace needs an address that nobody here has', async () => {
  const refused = { code: 'input.invalid' };
  for (const email of ['you@baton.local', 'nobody', ''])
    await expect(addAnotherWorkspace(deployment, { name: 'Second', email })).rejects.toMatchObject(refused);
  await expect(
    makeChannel(deployment, { name: 'Shop', kind: 'api', department: 'Support', workspace: 'none' }),
  ).rejects.toMatchObject({ code: 'input.notFound' });
});
