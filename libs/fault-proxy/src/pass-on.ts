import type { IncomingMessage, RequestOptions, ServerResponse } from 'node:http';
import { request as httpRequest, Agent as HttpAgent } from 'node:http';
import { request as httpsRequest, Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { flat, passedOn } from './headers.js';
import type { AnswerHead, Asked, Meddling } from './meddling.js';

/** The server behind, and the connections to it. */
export class Upstream {
  private readonly agent: HttpAgent | HttpsAgent;
  private readonly origin: URL;

  constructor(origin: string) {
    this.origin = new URL(origin);
    this.agent =
      this.origin.protocol === 'https:'
        ? new HttpsAgent({ keepAlive: true })
        : new HttpAgent({ keepAlive: true });
  }

  /** `Host` goes as the client sent it: it is part of what is signed. */
  ask(asked: Asked) {
    const { protocol, hostname, port } = this.origin;
    const options: RequestOptions = {
      protocol,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      ...(port ? { port } : {}),
      method: asked.method,
      path: asked.path,
      headers: flat(asked.headers),
      setHost: false,
      agent: this.agent,
    };
    return protocol === 'https:' ? httpsRequest(options) : httpRequest(options);
  }

  close(): void {
    this.agent.destroy();
  }
}

export interface Passing {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly asked: Asked;
  /** The request's body where it was read already. */
  readonly body: Buffer | undefined;
  readonly meddlings: readonly Meddling[];
  /** Told before the head of the answer is sent. */
  readonly answered: (status: number) => void;
}

/** Sends a request to the upstream and its answer back, both through what the meddlings make of them. */
export async function passOn(upstream: Upstream, passing: Passing, signal: AbortSignal): Promise<void> {
  const { incoming, outgoing, asked, body, meddlings } = passing;
  const request = upstream.ask(asked);
  const torn = (): void => void request.destroy();
  signal.addEventListener('abort', torn);
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) torn();
  });
  try {
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.on('error', reject);
    });
    const source = body === undefined ? incoming : Readable.from(body.length > 0 ? [body] : []);
    const changes: Duplex[] = meddlings.flatMap((one) => one.requestBody?.() ?? []);
    // A server may answer before it has read everything: its answer counts, not the broken pipe.
    const sent = pipeline([source, ...changes, request]).catch(() => {});
    const response = await answer;
    await sendBack(passing, response);
    await sent;
  } finally {
    signal.removeEventListener('abort', torn);
  }
}

async function sendBack(
  { outgoing, meddlings, answered }: Passing,
  response: IncomingMessage,
): Promise<void> {
  const original: AnswerHead = { status: response.statusCode ?? 502, headers: passedOn(response.rawHeaders) };
  const head = meddlings.reduce((now, one) => one.answerHead?.(now) ?? now, original);
  if (meddlings.some((one) => one.losesAnswer)) {
    for await (const _ of response);
    outgoing.socket?.resetAndDestroy();
    return;
  }
  answered(head.status);
  outgoing.writeHead(head.status, flat(head.headers));
  const changes: Duplex[] = meddlings.flatMap((one) => one.answerBody?.(original) ?? []);
  await pipeline([response, ...changes, outgoing]);
}
