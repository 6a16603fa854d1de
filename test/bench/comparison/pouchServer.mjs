import express from 'express';
import expressPouchDb from 'express-pouchdb';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { insertAll, localIn, readWork } from './pouchTickets.mjs';

// A PouchDB server that holds the tickets, forked by pouch.mjs: `<folder> <work.json>`. Tells its parent the port.

const [folder = '', workFile = ''] = process.argv.slice(2);
const Local = localIn(folder);
await insertAll(new Local('served'), readWork(workFile).tickets);
// It writes its log where it runs.
const ownFolder = path.join(folder, 'server');
mkdirSync(ownFolder, { recursive: true });
process.chdir(ownFolder);
const app = express();
app.use('/', expressPouchDb(Local, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
const listening = app.listen(0, '127.0.0.1', () => process.send({ port: listening.address().port }));
