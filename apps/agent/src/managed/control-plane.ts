import type { Endpoint } from '@holdfast/contracts';
import type { z } from 'zod';
import type { Credential } from '../credentials/index.js';
import { ControlPlaneUnreachable, ProblemError } from '../faults/problem-error.js';
import { problemOf } from './problem-of.js';
import { boundedText } from './bounded-text.js';
import { unreachableReason } from './unreachable-reason.js';

/** What one call carries. */
export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Tries in all, 3 unless given; 1 for what must not be sent twice. */
  readonly tries?: number;
}

/** What an endpoint answers. */
export type Answer<E extends Endpoint> = E extends { response: infer R extends z.ZodType }
  ? z.infer<R>
  : undefined;

/** One answer, with what was asked with. */
interface Sent {
  readonly accessToken: string;
  readonly response: Response;
  readonly text: string;
}

const TIMEOUT_MS = 30_000;
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;
const LARGEST_ANSWER = 16 * 1024 * 1024;
const WORTH_ANOTHER_TRY = new Set([429, 502, 503, 504]);

/**
 * The control plane at its pinned origin: one method for every declared endpoint. Redirects are refused, answers are
 * bounded and parsed by the endpoint's schema. Network faults, 429 and 503 are tried again with growing, jittered
 * pauses (the calls are idempotent by design). A server's nonce that is new, and an access token that has ended, cost one
 * more request at once each.
 *
 * @throws ProblemError what the control plane refused · ControlPlaneUnreachable it cannot be asked now
 */
export class ControlPlane {
  constructor(
    readonly origin: string,
    private readonly credential: Credential,
  ) {}

  async call<E extends Endpoint>(endpoint: E, call: Call = {}): Promise<Answer<E>> {
    const tries = call.tries ?? 3;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(endpoint, call);
      } catch (error) {
        const wait = pauseBefore(error, attempt);
        if (wait === undefined || attempt >= tries) throw error;
        await pause(wait, call.signal);
      }
    }
  }

  private async once<E extends Endpoint>(endpoint: E, call: Call): Promise<Answer<E>> {
    const again = new Set<string>(['dpop-nonce-required', 'agent-token-expired']);
    for (;;) {
      const { text, response, accessToken } = await this.send(endpoint, call);
      if (response.status === endpoint.status) return this.parsed(endpoint, text);
      const problem = problemOf(this.origin, response, text);
      if (!(problem instanceof ProblemError) || !again.delete(problem.code)) throw problem;
      if (problem.code === 'agent-token-expired') await this.credential.renew(accessToken);
    }
  }

  private parsed<E extends Endpoint>(endpoint: E, text: string): Answer<E> {
    if (endpoint.response === undefined) return undefined as Answer<E>;
    const parsed = endpoint.response.safeParse(asJson(text));
    if (parsed.success) return parsed.data as Answer<E>;
    throw new ControlPlaneUnreachable(this.origin, 'it answers what this version does not understand', {
      cause: parsed.error,
    });
  }

  private async send(endpoint: Endpoint, call: Call): Promise<Sent> {
    call.signal?.throwIfAborted();
    const url = this.urlOf(endpoint, call);
    const { accessToken, headers } = await this.credential.authorize(endpoint.method, url);
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await fetch(url, {
        method: endpoint.method,
        redirect: 'error',
        signal: call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]),
        headers: {
          accept: 'application/json, application/problem+json',
          ...headers,
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
      const nonce = response.headers.get('dpop-nonce');
      if (nonce !== null) this.credential.heardNonce(nonce);
      return { accessToken, response, text: await boundedText(response, LARGEST_ANSWER) };
    } catch (error) {
      call.signal?.throwIfAborted();
      throw new ControlPlaneUnreachable(this.origin, unreachableReason(error), { cause: error });
    }
  }

  private urlOf(endpoint: Endpoint, call: Call): string {
    const path = endpoint.path.replace(/:([a-zA-Z]+)/g, (_, name: string) =>
      encodeURIComponent(call.params?.[name] ?? ''),
    );
    const url = new URL(path, this.origin);
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    return url.href;
  }
}

/** Milliseconds until another try makes sense; undefined where none does. */
function pauseBefore(error: unknown, attempt: number): number | undefined {
  const isWorthIt =
    error instanceof ControlPlaneUnreachable ||
    (error instanceof ProblemError && WORTH_ANOTHER_TRY.has(error.status));
  if (!isWorthIt) return undefined;
  const asked = error instanceof ProblemError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  const own = FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
  return asked > LONGEST_WAIT_MS ? undefined : Math.max(asked, own);
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done);
  });
  signal?.throwIfAborted();
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
