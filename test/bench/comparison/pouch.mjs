import { fork } from 'node:child_process';
import { once } from 'node:events';
import { buildIndexes, insertAll, localIn, PouchDB, readWork } from './pouchTickets.mjs';

// PouchDB at the same work as Baton, in a process of its own: `node pouch.mjs <folder> <work.json> <department> <reads>`.
// Prints one line of JSON: documents a second and milliseconds.

const [folder = '', workFile = '', department = '', reads = '0'] = process.argv.slice(2);
const PAGE = 50;
const FIRST_DUE = 0;

const BATCH = 1000;
const Local = localIn(folder);
const { tickets, indexes } = readWork(workFile);

/** @param {number} count @param {number} tookMs */
const perSecond = (count, tookMs) => (count / tookMs) * 1000;

/** @param {() => Promise<unknown>} work */
async function taking(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** @param {() => Promise<unknown>} work */
async function medianOf(work) {
  await work();
  const samples = [];
  for (let index = 0; index < Number(reads); index += 1) samples.push(await taking(work));
  return samples.sort((a, b) => a - b)[Math.floor(samples.length / 2)];
}

const local = new Local('local');
const selector = { departmentId: department, isOpen: true, nextDueAtMs: { $gte: FIRST_DUE } };
const sort = ['departmentId', 'isOpen', 'nextDueAtMs'];
// The index of Baton's that a department's view walks.
const use_index = `index${indexes.findIndex(([first]) => first === 'departmentId')}`;
const inbox = () => local.find({ selector, sort, limit: PAGE, use_index });
const insertMs = await taking(async () => {
  await insertAll(local, tickets);
  await buildIndexes(local, indexes);
});
const inboxMs = await medianOf(inbox);
const countMs = await medianOf(async () => {
  const { docs } = await local.find({ selector, fields: ['_id'], limit: tickets.length, use_index });
  return docs.length;
});
await local.close();

const server = fork(new URL('pouchServer.mjs', import.meta.url), [folder, workFile]);
const [{ port }] = await once(server, 'message');
const target = new Local('target');
const syncMs = await taking(async () => {
  const url = `http://127.0.0.1:${port}/served`;
  await PouchDB.replicate(url, target, { batch_size: BATCH });
  await buildIndexes(target, indexes);
});
const { doc_count: arrived } = await target.info();
if (arrived < tickets.length) throw new Error(`only ${arrived} documents arrived`);
console.log(
  JSON.stringify({
    insertsPerSecond: perSecond(tickets.length, insertMs),
    inboxMs,
    countMs,
    syncedPerSecond: perSecond(tickets.length, syncMs),
  }),
);
server.kill();
