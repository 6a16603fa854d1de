import { readFileSync } from 'node:fs';
import path from 'node:path';
import PouchDB from 'pouchdb-core';
import httpAdapter from 'pouchdb-adapter-http';
import leveldbAdapter from 'pouchdb-adapter-leveldb';
import find from 'pouchdb-find';
import mapReduce from 'pouchdb-mapreduce';
import replication from 'pouchdb-replication';

const BULK = 1000;

PouchDB.plugin(leveldbAdapter).plugin(httpAdapter).plugin(mapReduce).plugin(find).plugin(replication);

export { PouchDB };

/** PouchDB with its files in a folder. @param {string} folder */
export function localIn(folder) {
  return PouchDB.defaults({ adapter: 'leveldb', prefix: path.join(folder, '/') });
}

/** Baton's tickets as PouchDB names them. @param {string} file */
export function readTickets(file) {
  return JSON.parse(readFileSync(file, 'utf8')).map(({ id, ...fields }) => ({ _id: id, ...fields }));
}

/** Writes tickets in the bulks PouchDB is fastest with. @param {any} database @param {readonly object[]} tickets */
export async function insertAll(database, tickets) {
  for (let from = 0; from < tickets.length; from += BULK)
    await database.bulkDocs(tickets.slice(from, from + BULK).map((ticket) => ({ ...ticket })));
}
