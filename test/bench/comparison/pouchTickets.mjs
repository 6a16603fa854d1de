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

/** Baton's tickets as PouchDB names them, and Baton's indexes as lists of fields. @param {string} file */
export function readWork(file) {
  const { tickets, indexes } = JSON.parse(readFileSync(file, 'utf8'));
  return { tickets: tickets.map(({ id, ...fields }) => ({ _id: id, ...fields })), indexes };
}

/** Makes the indexes and asks each once, because PouchDB builds them at the first question. */
export async function buildIndexes(database, indexes) {
  for (const [position, fields] of indexes.entries()) {
    const ddoc = `index${position}`;
    await database.createIndex({ index: { fields, ddoc } });
    await database.find({ selector: { [fields[0]]: { $gt: null } }, limit: 1, use_index: ddoc });
  }
}

/** Writes tickets in the bulks PouchDB is fastest with. @param {any} database @param {readonly object[]} tickets */
export async function insertAll(database, tickets) {
  for (let from = 0; from < tickets.length; from += BULK)
    await database.bulkDocs(tickets.slice(from, from + BULK).map((ticket) => ({ ...ticket })));
}
