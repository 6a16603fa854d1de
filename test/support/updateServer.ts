import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

/** What a publishing server says of the newest version. */
export interface Release {
  readonly version: string;
  /** The package that is handed out. */
  readonly file: string;
  readonly notes: string;
  /** Percent of the copies it is meant for. */
  readonly stagingPercentage: number;
  /** Announce another hash than the file has, as after damage on the way. */
  readonly isDamaged: boolean;
}

/** A publishing server on loopback. */
export interface UpdateServer {
  /** From now on this is the newest version. */
  publish(release: Release): void;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  stop(): void;
}

/** Starts it on a port; until something is published it knows no version. */
export function startUpdateServer(port: number): UpdateServer {
  let newest: Release | undefined;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const wanted = URL.parse(request.url ?? '', 'http://localhost')?.pathname ?? '';
    asked.push(wanted);
    if (newest && wanted === '/latest-linux.yml') response.end(feedOf(newest));
    else if (newest && wanted === `/${path.basename(newest.file)}`)
      createReadStream(newest.file).pipe(response);
    else response.writeHead(404).end();
  }).listen(port, '127.0.0.1');
  return {
    publish: (release) => {
      newest = release;
    },
    asked,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** JSON is YAML, too. */
function feedOf({ version, file, notes, stagingPercentage, isDamaged }: Release): string {
  const content = isDamaged ? Buffer.from('something else') : readFileSync(file);
  const sha512 = createHash('sha512').update(content).digest('base64');
  const name = path.basename(file);
  return JSON.stringify({
    version,
    files: [{ url: name, sha512, size: statSync(file).size }],
    path: name,
    sha512,
    releaseNotes: notes,
    releaseDate: '2026-11-30T00:00:00.000Z',
    stagingPercentage,
  });
}
