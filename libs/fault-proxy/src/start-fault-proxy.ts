import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultRule } from './fault-rule.js';
import { flat, passedOn } from './headers.js';
import type { Credentials } from './lies/sign-anew.js';
import { signAnew } from './lies/sign-anew.js';
import type { Asked, Meddling } from './meddling.js';
import { passOn, Upstream } from './pass-on.js';
import type { PassedRequest } from './record.js';
import { ProxyRecord } from './record.js';
import { RuleBook } from './rule-book.js';

export interface FaultProxyOptions {
  /** Origin of the server behind: `http://127.0.0.1:7480`. */
  readonly upstream: string;
  /** The same seed, rules and requests give the same faults. */
  readonly seed: number;
  readonly rules?: readonly FaultRule[];
  /** On 127.0.0.1; a free one by default. */
  readonly port?: number;
  /** Of the server behind; only lies that change what is signed need them. */
  readonly credentials?: Credentials;
}

export interface FaultProxy {
  /** What clients take for the server. */
  readonly origin: string;
  /** The last 10,000 requests and what was done to them. */
  readonly requests: readonly PassedRequest[];
  /** Takes the place of all rules, from the next request on; counts and dice begin anew. @throws ZodError, RangeError */
  use(rules: readonly FaultRule[]): void;
  /** One line a request, without signatures, to be printed where a run has failed. */
  story(): string[];
  close(): Promise<void>;
}

/** No object of ours is larger. */
const MOST_HELD_BYTES = 64 * 1024 * 1024;

/**
 * Starts an HTTP server that passes each request on to an S3 server as it came, and does to it what rules say. Path,
 * query, `Host` and all other headers go letter by letter, so that signatures stay right; clients use path style.
 *
 * @throws Error where the port is taken
 */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { credentials } = options;
  const rules = new RuleBook(options.seed, credentials !== undefined);
  rules.replace(options.rules ?? []);
  const record = new ProxyRecord();
  const upstream = new Upstream(options.upstream);

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    let asked: Asked = {
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: passedOn(incoming.rawHeaders),
    };
    const entry = record.begin(asked);
    const torn = new AbortController();
    const meddlings = rules.meet({
      asked,
      note: (what) => void entry.faults.push(what),
      reset: () => {
        torn.abort();
        incoming.socket.resetAndDestroy();
      },
    });
    try {
      for (const { before } of meddlings) await before?.();
      const body = meddlings.some(({ answer }) => answer) ? await wholeBody(incoming) : undefined;
      if (body && answerInstead(outgoing, meddlings, body, entry)) return;
      const changed = await rewritten(asked, meddlings);
      if (changed !== asked) asked = await signAnew(changed, credentials!);
      const answered = (status: number): void => void (entry.status = status);
      await passOn(upstream, { incoming, outgoing, asked, body, meddlings, answered }, torn.signal);
    } catch (error) {
      if (!torn.signal.aborted) entry.faults.push(`broke off: ${(error as Error).message}`);
      incoming.socket.resetAndDestroy();
    }
  }

  const server = createServer((incoming, outgoing) => void handle(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: record.requests,
    use: (next) => rules.replace(next),
    story: () => record.lines(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        upstream.close();
      }),
  };
}

async function wholeBody(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MOST_HELD_BYTES) throw new Error(`a body of more than ${MOST_HELD_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The first answer that a meddling makes up, if one does. */
function answerInstead(
  outgoing: ServerResponse,
  meddlings: readonly Meddling[],
  body: Buffer,
  entry: PassedRequest,
): boolean {
  for (const { answer } of meddlings) {
    const made = answer?.(body);
    if (!made) continue;
    entry.status = made.status;
    outgoing.writeHead(made.status, flat(made.headers)).end(made.body);
    return true;
  }
  return false;
}

async function rewritten(asked: Asked, meddlings: readonly Meddling[]): Promise<Asked> {
  let now = asked;
  for (const { rewrite } of meddlings) now = (await rewrite?.(now)) ?? now;
  return now;
}
