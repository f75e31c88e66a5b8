import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SignedRequest } from '@holdfast/contracts';

/** An idle connection is given up after this long; a slow one that moves is not. */
const IDLE_MS = 60_000;
const MAX_REFUSAL_BYTES = 64 * 1024;

export interface Exchanged {
  readonly status: number;
  /** The whole answer, bounded by `maxBytes`; a refusal's text is bounded more tightly. */
  readonly bytes: Uint8Array;
}

/** The answer was longer than anything that was ever stored: the other side is not what it says. */
export class AnswerTooLong extends Error {}

/**
 * Sends one signed request as it was signed: exact headers, exact length, the body streamed with back-pressure
 * (`fetch` would send it chunked, which S3 refuses with 411).
 */
export async function exchange(
  signed: SignedRequest,
  body: AsyncIterable<Uint8Array> | undefined,
  maxBytes: number,
  idleMs = IDLE_MS,
): Promise<Exchanged> {
  const url = new URL(signed.url);
  // Not imported: importing node:http loads all that it exports, which a program that knows folders only pays for too.
  const { request: send } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  const outgoing = send(url, { method: signed.method, headers: signed.headers, timeout: idleMs });
  outgoing.on('timeout', () => outgoing.destroy(new Error(`no byte moved for ${idleMs / 1000} s`)));
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.on('error', reject);
  });
  const own = body ? watched(body) : undefined;
  const sent = own
    ? pipeline(Readable.from(own.body, { objectMode: false }), outgoing)
    : Promise.resolve(outgoing.end());
  // A server may refuse before it has read the body: its answer counts more than the broken pipe that follows.
  const sendFailed = sent.then(
    () => new Promise<never>(() => {}),
    (error: unknown) => new Promise<never>((_, reject) => setTimeout(() => reject(error as Error), 250)),
  );
  try {
    const incoming = await Promise.race([answered, sendFailed]);
    const ok = (incoming.statusCode ?? 0) < 300;
    const bytes = await collect(incoming, ok ? maxBytes : MAX_REFUSAL_BYTES, ok);
    // Thanks for bytes that were not sent yet are worth nothing.
    if (ok && own) await Promise.race([sent, sendFailed]);
    return { status: incoming.statusCode ?? 0, bytes };
  } catch (error) {
    throw own?.failure() ?? error;
  } finally {
    if (!outgoing.writableFinished) outgoing.destroy();
    answered.catch(() => {});
    sendFailed.catch(() => {});
  }
}

/** Remembers why a body ended early: that, and not the torn connection it causes, is what happened. */
function watched(body: AsyncIterable<Uint8Array>): { body: AsyncIterable<Uint8Array>; failure(): unknown } {
  let failed: unknown;
  return {
    body: (async function* () {
      try {
        yield* body;
      } catch (error) {
        failed = error;
        throw error;
      }
    })(),
    failure: () => failed,
  };
}

async function collect(incoming: IncomingMessage, maxBytes: number, strict: boolean): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBytes) {
      incoming.destroy();
      if (strict) throw new AnswerTooLong(`more than ${maxBytes} bytes came back`);
      break;
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
