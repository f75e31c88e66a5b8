import { ControlPlaneUnreachable, ProblemError } from '../faults/problem-error.js';
import type { AgentSecrets } from './agent-secrets.js';
import type { TokensGiven } from './authorization-client.js';
import { AuthorizationClient } from './authorization-client.js';
import { dpopProof } from './dpop-key.js';
import type { KeptSecrets } from './kept-secrets.js';

/** An access token is renewed so long before it ends, rather than refused once. */
const AHEAD_MS = 30_000;

/** What a request carries to show whose it is. */
export interface Authorization {
  readonly accessToken: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What lets somebody in: an agent's own, or another one that a server gave. */
export interface Credential {
  /** @throws ProblemError, ControlPlaneUnreachable */
  authorize(method: string, url: string): Promise<Authorization>;
  heardNonce(nonce: string): void;
  renew(stale: string | null): Promise<void>;
}

/**
 * What this workstation is let in by: an access token of ten minutes, bound to a key of its own (RFC 9449), and the
 * refresh token behind it, which is another one after each use. Several processes have one: whoever refreshes holds the
 * lock and looks first whether another has done it. No clock is asked: how long a token still lasts is counted from its
 * answer in this process, and else told by the server.
 */
export class AgentCredential implements Credential {
  private nonce: string | undefined;
  private freshUntil = Number.POSITIVE_INFINITY;
  private renewing: Promise<void> | undefined;

  constructor(
    readonly origin: string,
    private readonly kept: KeptSecrets,
    private secrets: AgentSecrets,
  ) {}

  /** The server's newest nonce, of any answer. */
  heardNonce(nonce: string): void {
    this.nonce = nonce;
  }

  /** @throws ProblemError `agent-token-refused` · ControlPlaneUnreachable */
  async authorize(method: string, url: string): Promise<Authorization> {
    const { accessToken: kept } = this.secrets;
    if (kept === null || performance.now() >= this.freshUntil) await this.renew(kept);
    const { accessToken, dpopKey } = this.secrets;
    if (accessToken === null) throw refused();
    const dpop = await dpopProof(dpopKey, { method, url, accessToken, nonce: this.nonce });
    return { accessToken, headers: { authorization: `DPoP ${accessToken}`, dpop } };
  }

  /** Another access token than `stale`, for all calls of this process at once. */
  async renew(stale: string | null): Promise<void> {
    this.renewing ??= this.renewOnce(stale).finally(() => (this.renewing = undefined));
    await this.renewing;
  }

  private async renewOnce(stale: string | null): Promise<void> {
    if (this.secrets.accessToken !== stale) return;
    const client = await AuthorizationClient.discover(this.origin, (nonce) => this.heardNonce(nonce));
    let given: TokensGiven | undefined;
    this.secrets = await this.kept.change(async (now, proveWritable) => {
      if (!now || now.refreshToken === null) throw refused();
      if (now.accessToken !== null && now.accessToken !== stale) return now;
      await proveWritable();
      given = await refreshed(client, now.refreshToken, now);
      return { ...now, refreshToken: given.refreshToken, accessToken: given.accessToken };
    });
    this.freshUntil = given
      ? performance.now() + given.expiresInSeconds * 1000 - AHEAD_MS
      : Number.POSITIVE_INFINITY;
  }
}

/** Once more where the answer was lost: the server gives it again to the same key, for half a minute. */
async function refreshed(
  client: AuthorizationClient,
  token: string,
  { dpopKey }: AgentSecrets,
): Promise<TokensGiven> {
  try {
    return await client.refresh(token, dpopKey);
  } catch (error) {
    if (!(error instanceof ControlPlaneUnreachable)) throw error;
    return client.refresh(token, dpopKey);
  }
}

const refused = (): ProblemError =>
  new ProblemError('agent-token-refused', 401, 'This workstation is not enrolled, or no longer.', '');
