import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seededRandom } from '../../server/demo/random.ts';

/** What can happen to a request on its way. */
const FAULTS = [
  /** It never reaches the server. */
  'lostRequest',
  /** It breaks off half-way through its body. */
  'cutRequest',
  /** The server does what it is asked for, and nobody hears of it. */
  'lostAnswer',
  /** The answer breaks off half-way through its body. */
  'cutAnswer',
  /** It reaches the server twice. */
  'duplicate',
  /** It reaches the server once more, after others that were sent later. */
  'reordered',
  /** It takes its time. */
  'delay',
] as const;
type Fault = (typeof FAULTS)[number];

/** A link between desks and a server that fails as links do: the same seed makes the same decisions in the same order. */
export interface FaultProxy {
  readonly url: string;
  /** How many requests met with which fault, and how many chunks of streams were cut. */
  readonly met: Readonly<Record<Fault | 'cutStream' | 'none', number>>;
  /** Everything passes while it is calm. */
  setCalm(isCalm: boolean): void;
  /** While it is down there is no link: what is open breaks, what is tried is refused. */
  setDown(isDown: boolean): void;
  close(): Promise<void>;
}

/** How bad the link is. */
interface FaultProxyOptions {
  /** Where the server listens now. */
  readonly target: () => string;
  readonly seed: number;
  /** Share of requests that meet with a fault, 0 to 1. */
  readonly faultShare: number;
}

const LONGEST_DELAY_MS = 6;
/** A copy that overtakes nobody is delivered when so many later requests have passed. */
const OVERTAKEN_BY = 3;
/** Chunks of a stream are many: a stream is cut at one of so many times fewer than requests fail. */
const STREAM_SHARE = 0.2;
/** What must not be repeated by a network, because no network repeats it: an exchange of secrets. */
const ONCE_ONLY = /\/v1\/auth\//;

interface Passing {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Opens a proxy on a free port of loopback. */
export async function openFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const random = seededRandom(options.seed).next;
  const met = { ...Object.fromEntries(FAULTS.map((fault) => [fault, 0])), cutStream: 0, none: 0 } as Record<
    Fault | 'cutStream' | 'none',
    number
  >;
  const copies: { readonly of: Passing; passes: number }[] = [];
  let isCalm = false;
  let isDown = false;

  const server = createServer((incoming, answer) => {
    if (isDown) {
      incoming.destroy();
      return;
    }
    // A client that goes away, here or there, is part of the trade.
    incoming.on('error', () => answer.destroy());
    answer.on('error', () => incoming.destroy());
    void readBody(incoming).then(
      (body) => pass(incoming, answer, body),
      () => answer.destroy(),
    );
  });

  function pass(incoming: IncomingMessage, answer: ServerResponse, body: Buffer): void {
    const passing: Passing = {
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: incoming.headers,
      body,
    };
    const fault = chooseFault(passing);
    met[fault ?? 'none'] += 1;
    deliverCopies();
    switch (fault) {
      case 'lostRequest':
        incoming.destroy();
        return;
      case 'cutRequest':
        cutRequest(passing, () => incoming.destroy());
        return;
      case 'lostAnswer':
        forward(passing, null, () => incoming.destroy());
        return;
      case 'cutAnswer':
        forward(passing, answer, () => incoming.destroy(), true);
        return;
      case 'duplicate':
        forward(passing, null, () => {
          forward(passing, answer, () => incoming.destroy());
        });
        return;
      case 'reordered':
        copies.push({ of: passing, passes: 0 });
        forward(passing, answer, () => incoming.destroy());
        return;
      case 'delay':
        setTimeout(
          () => forward(passing, answer, () => incoming.destroy()),
          1 + Math.floor(random() * LONGEST_DELAY_MS),
        );
        return;
      case undefined:
        forward(passing, answer, () => incoming.destroy());
    }
  }

  function chooseFault({ path }: Passing): Fault | undefined {
    const isFaulty = random() < options.faultShare;
    const fault = FAULTS[Math.floor(random() * FAULTS.length)];
    if (isCalm || !isFaulty) return undefined;
    const isRepeated = fault === 'duplicate' || fault === 'reordered';
    return isRepeated && ONCE_ONLY.test(path) ? undefined : fault;
  }

  function deliverCopies(): void {
    for (const copy of copies) copy.passes += 1;
    while (copies[0] && copies[0].passes > OVERTAKEN_BY) {
      const [copy] = copies.splice(0, 1);
      if (copy) forward(copy.of, null, () => undefined);
    }
  }

  /** Sends a request on; `answer` gets what comes back, `onEnd` hears when nothing will. */
  function forward(passing: Passing, answer: ServerResponse | null, onGone: () => void, isCut = false): void {
    const ending = { isOver: false };
    const onEnd = (): void => {
      if (ending.isOver) return;
      ending.isOver = true;
      onGone();
    };
    const outgoing = request(options.target() + passing.path, {
      method: passing.method,
      headers: passing.headers,
    });
    outgoing.on('error', onEnd);
    outgoing.on('response', (response) => {
      response.on('error', onEnd);
      if (!answer) {
        // Nobody listens to this one; a stream would never end.
        if (isStream(response)) outgoing.destroy();
        response.resume();
        response.on('close', onEnd);
        return;
      }
      answer.writeHead(response.statusCode ?? 502, response.headers);
      answer.on('close', () => outgoing.destroy());
      if (isStream(response)) pipeStream(response, answer, isCut);
      else if (isCut) {
        readBody(response).then(
          (body) => {
            answer.write(body.subarray(0, Math.floor(body.length / 2)), () => answer.destroy());
          },
          () => answer.destroy(),
        );
      } else {
        response.pipe(answer);
        response.on('aborted', () => answer.destroy());
      }
    });
    outgoing.end(passing.body);
  }

  function pipeStream(response: IncomingMessage, answer: ServerResponse, isCut: boolean): void {
    answer.flushHeaders();
    response.on('data', (chunk: Buffer) => {
      const breaks = isCut || random() < options.faultShare * STREAM_SHARE;
      if (!breaks || isCalm) {
        answer.write(chunk);
        return;
      }
      met.cutStream += 1;
      answer.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => answer.destroy());
      response.destroy();
    });
    response.on('close', () => answer.destroy());
  }

  function cutRequest(passing: Passing, onEnd: () => void): void {
    const outgoing = request(options.target() + passing.path, {
      method: passing.method,
      headers: passing.headers,
    });
    outgoing.on('error', () => undefined);
    outgoing.on('close', onEnd);
    outgoing.write(passing.body.subarray(0, Math.floor(passing.body.length / 2)), () => outgoing.destroy());
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    met,
    setCalm: (value) => {
      isCalm = value;
    },
    setDown: (value) => {
      isDown = value;
      if (isDown) server.closeAllConnections();
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function isStream(response: IncomingMessage): boolean {
  return response.headers['content-type']?.startsWith('text/event-stream') ?? false;
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
