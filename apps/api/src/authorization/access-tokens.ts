import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Configuration } from '../configuration/index.js';
import type { AgentAccount } from './agent-account.js';
import { issuerOf, resourceOf } from './agent-client.js';
import { AuthorizationKeys } from './authorization-keys.js';

/** Ours are a third of it. */
const MAX_LENGTH = 2000;
const FORM = /^([\w-]+)\.([\w-]+)\.([\w-]{43})$/;

const Header = z.object({ alg: z.literal('HS256'), typ: z.literal('at+jwt') });
const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.uuid(),
  company: z.uuid(),
  employee: z.uuid(),
  exp: z.int(),
  cnf: z.object({ jkt: z.string() }),
});

/** An access token that the control plane issued. */
export interface AccessToken extends AgentAccount {
  /** Thumbprint of the only key that may use it. */
  readonly jkt: string;
  /** What its proofs name it by: SHA-256, base64url. */
  readonly hash: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** Of agents that called lately, half a kilobyte each. */
const MOST_KNOWN = 20_000;

const parsed = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Reads access tokens: JWT, HS256 under a key that only the control plane has (RFC 9068's profile otherwise). Node's HMAC
 * and not `jose`: the same check without a turn of the event loop.
 */
@Injectable()
export class AccessTokens {
  private readonly issuer: string;
  private readonly audience: string;
  private readonly known = new Map<string, AccessToken>();

  constructor(
    private readonly keys: AuthorizationKeys,
    configuration: Configuration,
  ) {
    this.issuer = issuerOf(configuration.values.publicOrigin);
    this.audience = resourceOf(configuration.values.publicOrigin);
  }

  /**
   * Undefined: it is not one of ours, or not one for agents. What a token says never changes, so it is checked once in its
   * ten minutes; whether it is expired, and whether its agent was revoked, is for the caller to ask each time.
   */
  read(token: string): AccessToken | undefined {
    const known = this.known.get(token);
    if (known) return known;
    const read = this.check(token);
    if (!read) return undefined;
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(token, read);
    return read;
  }

  private check(token: string): AccessToken | undefined {
    const [, header, payload, mac] = (token.length <= MAX_LENGTH ? FORM.exec(token) : null) ?? [];
    if (!header || !payload || !mac) return undefined;
    const expected = createHmac('sha256', this.keys.accessTokens).update(`${header}.${payload}`).digest();
    if (!timingSafeEqual(expected, Buffer.from(mac, 'base64url'))) return undefined;
    if (!Header.safeParse(parsed(header)).success) return undefined;
    const { data } = Claims.safeParse(parsed(payload));
    if (data?.iss !== this.issuer || data.aud !== this.audience) return undefined;
    return {
      companyId: data.company,
      employeeId: data.employee,
      agentId: data.sub,
      jkt: data.cnf.jkt,
      hash: createHash('sha256').update(token).digest('base64url'),
      expiresAt: data.exp,
    };
  }
}
