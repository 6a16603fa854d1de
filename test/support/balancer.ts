import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** One address for several server processes, as a reverse proxy gives it. */
export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/** Hands connections to the targets in turn; a target that takes none is passed over. */
export async function startBalancer(targets: readonly string[]): Promise<Balancer> {
  let turn = 0;
  const sockets = new Set<Socket>();

  function pass(client: Socket, tries: number): void {
    const target = new URL(targets[(turn += 1) % targets.length]!);
    const upstream = connect(Number(target.port), target.hostname);
    sockets.add(upstream);
    upstream.once('connect', () => {
      client.pipe(upstream).pipe(client);
      client.on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
    });
    upstream.on('error', () => {
      if (upstream.bytesWritten > 0 || tries === 0) client.destroy();
      else pass(client, tries - 1);
    });
  }

  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined);
    pass(client, targets.length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
